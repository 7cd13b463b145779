// The front door, in plain Node so that it runs before anything is installed:
// installs the packages when they are missing or older than the lock file,
// then hands over to the program in TypeScript.
'use strict';

const path = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `This course needs Node.js 20.19 or later; this is ${process.version}. ` +
      'Install the current LTS version from https://nodejs.org and try again.',
  );
  process.exit(2);
}

require('./install').installIfNeeded(path.resolve(__dirname, '..'));
require('tsx/cjs');
// What fails later, in a timer or a stream, ends the command as well.
process.on('uncaughtException', (error) => {
  process.exit(require('./failure').tellFailure(error));
});
require('./cli').main(process.argv.slice(2));

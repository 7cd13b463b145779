// 02.01: the server restarts when a file is saved.
import { checksFor, fail, hasPackage, packageJsonOf } from './define';

// What else restarts a server on save is as good.
const watchers = /\bnodemon\b|\bts-node-dev\b|\btsnd\b|\bwatch\b/;

export default checksFor('02.01', {
  edits: {
    'hey-man': {
      file: 'app.ts',
      find: 'App is listening on 3000.',
      replace: 'Hey man!!!',
    },
    'no-nodemon': {
      file: 'package.json',
      find: '    "nodemon": "^3.1.14",\n',
      replace: '',
    },
    'no-dev': {
      file: 'package.json',
      find: ',\n    "dev": "nodemon app.ts"',
      replace: '',
    },
    'dev-once': {
      file: 'package.json',
      find: '"dev": "nodemon app.ts"',
      replace: '"dev": "ts-node app.ts"',
    },
  },
  checks: [
    {
      key: '02.01/dev-script',
      title: '"npm run dev" restarts the server when you save a file',
      kind: 'files',
      hints: {
        nudge: 'Which program should "dev" run, so that it watches your files?',
        page: '#the-change',
        where: 'package.json#scripts',
      },
      faults: ['no-dev', 'dev-once'],
      run(subject) {
        const dev = packageJsonOf(subject).scripts?.dev;
        if (!dev) fail('package.json has no "dev" in its "scripts".');
        if (watchers.test(dev)) return;
        fail(`"npm run dev" runs "${dev}": that does not watch your files.`);
      },
    },
    {
      key: '02.01/nodemon',
      title: 'package.json lists nodemon',
      kind: 'files',
      hints: {
        nudge: 'Would "npm run dev" work on a computer without your packages?',
        page: '#the-change',
        where: 'package.json#devDependencies',
      },
      faults: ['no-nodemon'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        if (hasPackage(manifest, 'nodemon')) return;
        const dev = manifest.scripts?.dev ?? 'nodemon';
        // Node's own `--watch` and the others need no nodemon.
        if (watchers.test(dev) && !dev.includes('nodemon')) return;
        fail('package.json lacks nodemon. "npm install -D nodemon" adds it.');
      },
    },
  ],
});

// Installs the root's packages when they are missing or not what the lock file
// says. Plain Node: it runs when nothing is installed yet.
'use strict';

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/**
 * Runs `npm ci` in `root` where node_modules does not hold what the lock file
 * asks for, and says so in one line. Ends the process with a sentence when
 * that fails.
 * @param {string} root absolute path of a folder with a package-lock.json
 */
function installIfNeeded(root) {
  if (isInstalled(root)) return;
  console.log('Installing the packages (once, about a minute) …');
  const result = runNpm(
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    root,
  );
  if (result.status === 0) return;
  console.error(
    'The packages could not be installed. Check that you are online and that no ' +
      'program is using the node_modules folder, then type: npm install',
  );
  process.exit(2);
}

/** True where every package of the lock file that must be there is there. */
function isInstalled(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const found = readPackages(
    path.join(root, 'node_modules', '.package-lock.json'),
  );
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || entry.optional || found[name]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Runs npm by Node itself: no shell, so no quoting, on any system. */
function runNpm(args, cwd) {
  return spawnSync(process.execPath, [npmScript(), ...args], {
    cwd,
    stdio: 'inherit',
  });
}

/** npm's own program: the one that started this, else the one beside Node. */
function npmScript() {
  const started = process.env.npm_execpath;
  // Yarn and pnpm set it too, and take other words.
  if (started && /npm-cli\.[cm]?js$/.test(started)) return started;
  const bin = path.dirname(process.execPath);
  const cli = path.join('npm', 'bin', 'npm-cli.js');
  const onPath = (process.env.PATH ?? '').split(path.delimiter);
  const places = [
    path.join(bin, 'node_modules', cli),
    path.join(bin, '..', 'lib', 'node_modules', cli),
    path.join(bin, '..', 'share', 'nodejs', cli),
    // Elsewhere `npm` on the path is a link to it.
    ...onPath.map((folder) => realPath(path.join(folder, 'npm'))),
    ...onPath.map((folder) => path.join(folder, 'node_modules', cli)),
  ];
  const found = places.find((one) => /js$/.test(one) && fs.existsSync(one));
  return found ?? places[0];
}

function realPath(file) {
  try {
    return fs.realpathSync(file);
  } catch {
    return '';
  }
}

module.exports = { installIfNeeded, isInstalled, npmScript, runNpm };

// What runs before anything is installed.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './folders';
import { root } from './run-course';

const { isInstalled, npmScript } = require('../course/install') as {
  isInstalled(folder: string): boolean;
  npmScript(): string;
};

const lock = (packages: object) => JSON.stringify({ packages });
const wanted = {
  '': { name: 'course' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b-windows': { version: '1.0.0', optional: true },
};

function installed(found: object): boolean {
  return isInstalled(
    makeFolder({
      'package-lock.json': lock(wanted),
      'node_modules/.package-lock.json': lock(found),
    }),
  );
}

describe('isInstalled', () => {
  it('is true where all that must be there is there', () => {
    expect(installed({ 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it('is false where a package is missing or older', () => {
    expect(installed({})).toBe(false);
    expect(installed({ 'node_modules/a': { version: '0.9.0' } })).toBe(false);
  });

  it('is false in a fresh clone', () => {
    const folder = makeFolder({ 'package-lock.json': lock(wanted) });
    expect(isInstalled(folder)).toBe(false);
  });

  it('is true here', () => {
    expect(isInstalled(root)).toBe(true);
  });
});

describe('npmScript', () => {
  it('is npm itself, run by Node without a shell', () => {
    const asked = spawnSync(process.execPath, [npmScript(), '--version'], {
      encoding: 'utf8',
    });
    expect(asked.stdout).toMatch(/^\d+\.\d+/);
  });
});

describe('course/index.js', () => {
  it('installs first what is missing; says what to do where it can’t', () => {
    const ran = spawnSync(process.execPath, ['course', 'list'], {
      cwd: freshClone(),
      encoding: 'utf8',
      // No network is asked, and so nothing can be installed.
      env: { ...process.env, npm_config_offline: 'true' },
    });
    expect(ran.stdout).toContain('(once, about a minute)');
    expect(ran.stderr).toContain('Check that you are online');
    expect(ran.stderr).toContain('then type: npm install');
    expect(ran.status).toBe(2);
  });

  it('refuses an old Node with a sentence', () => {
    const old = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' });`;
    const file = path.join(root, 'course', 'index.js');
    const ran = spawnSync(
      process.execPath,
      ['-e', `${old} require(${JSON.stringify(file)})`],
      { encoding: 'utf8' },
    );
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('needs Node.js 20.19 or later');
  });
});

// Only what runs before the packages are there, wanting one that nobody has.
function freshClone(): string {
  const about = { name: 'course', version: '1.0.0' };
  const dependencies = { 'no-such-package-anywhere': '1.0.0' };
  const packages = {
    '': { ...about, dependencies },
    'node_modules/no-such-package-anywhere': { version: '1.0.0' },
  };
  const folder = makeFolder({
    'package.json': JSON.stringify({ ...about, dependencies }),
    'package-lock.json': JSON.stringify({
      ...about,
      lockfileVersion: 3,
      packages,
    }),
  });
  fs.mkdirSync(path.join(folder, 'course'));
  for (const file of ['course/index.js', 'course/install.js']) {
    fs.copyFileSync(path.join(root, file), path.join(folder, file));
  }
  return folder;
}

// The guards of packages: one version of each, and lock files for everybody.
import { describe, expect, it } from '@jest/globals';
import { lockProblems, packageProblems } from '../../course/guards/packages';
import { makeFolder } from '../folders';
import {
  checkpoints,
  folderIn,
  makeRepository,
  second,
  shown,
} from './repository';

function problemsWith(more: Record<string, string>): string[] {
  const root = makeRepository(more);
  return shown(packageProblems(root, checkpoints, folderIn(root)));
}

describe('the guard "packages"', () => {
  const manifest = `steps/${second.name}/package.json`;

  it('finds nothing where the versions agree', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it('finds another version than the root has', () => {
    const old = '{ "dependencies": { "express": "^4.16.3" } }';
    expect(problemsWith({ [manifest]: old })).toEqual([
      `${manifest} asks for express ^4.16.3; the root has 5.3.0.`,
    ]);
  });

  it('finds a key that stands twice', () => {
    const twice =
      '{ "dependencies": { "express": "^5.3.0", "express": "^5.3.0" } }';
    expect(problemsWith({ [manifest]: twice })).toEqual([
      `${manifest} has the key "express" twice.`,
    ]);
  });

  it('finds a package that the root does not have', () => {
    const more =
      '{ "dependencies": { "express": "^5.3.0" }, "devDependencies": { "left-pad": "^1.0.0" } }';
    expect(problemsWith({ [manifest]: more })).toEqual([
      `${manifest} asks for left-pad ^1.0.0; the root has none.`,
    ]);
  });

  it.each([
    ["import pg from 'pg';", 'pg'],
    ["import 'pg';", 'pg'],
    ["const pg = require('pg/lib/client');", 'pg'],
    ["import x from '@scope/name/deep';", '@scope/name'],
  ])('finds that %s is not declared', (code, name) => {
    const found = problemsWith({ [`steps/${second.name}/db.ts`]: code });
    expect(found).toEqual([
      `${manifest} lacks ${name}, which the code imports.`,
    ]);
  });

  it('lets Node’s own modules and files be', () => {
    const code = "import fs from 'node:fs';\nimport { one } from './app';\n";
    expect(problemsWith({ [`steps/${second.name}/db.ts`]: code })).toEqual([]);
  });
});

describe('the guard "lock"', () => {
  const whole = {
    packages: {
      '': { optionalDependencies: { 'db-linux': '1.0.0', 'db-win': '1.0.0' } },
      'node_modules/db-linux': { version: '1.0.0' },
      'node_modules/db-win': { version: '1.0.0' },
    } as Record<string, object>,
  };

  function problemsOf(lock: object): string[] {
    const root = makeFolder({ 'package-lock.json': JSON.stringify(lock) });
    return shown(lockProblems(root));
  }

  it('finds nothing in a whole one', () => {
    expect(problemsOf(whole)).toEqual([]);
  });

  it('finds the binary of a system that is missing', () => {
    const packages = { ...whole.packages };
    delete packages['node_modules/db-win'];
    expect(problemsOf({ packages })).toEqual([
      'package-lock.json lacks db-win, wanted by the root.',
    ]);
  });

  it('finds the name of a registry', () => {
    const from = { version: '1.0.0', resolved: 'https://a.example/x.tgz' };
    const packages = { ...whole.packages, 'node_modules/db-win': from };
    expect(problemsOf({ packages })).toEqual([
      'package-lock.json names a registry for node_modules/db-win.',
    ]);
  });
});

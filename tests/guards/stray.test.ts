// The guards of words and files that must not stay, and of the floors.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  floorProblems,
  strayProblems,
  testProblems,
} from '../../course/guards/stray';
import { makeFolder } from '../folders';
import { shown } from './repository';

// Put together here, or the guard would find them in this very file.
const only = 'it.' + "only('x', () => {});\n";
const skip = 'it.' + "skip('x', () => {});";

describe('the guard "tests"', () => {
  const problemsWith = (text: string) =>
    shown(
      testProblems(
        makeFolder({ 'tests/a.test.ts': `// a\n${text}`, 'checks/b.ts': '' }),
      ),
    );

  it('finds a test left alone', () => {
    expect(problemsWith(only)).toEqual([
      'tests/a.test.ts:2 runs alone: take ".only" away.',
    ]);
  });

  it('finds a test skipped without a reason', () => {
    expect(problemsWith(skip)).toHaveLength(1);
  });

  it('takes a reason', () => {
    const reason = '// skipped because Windows has no signals';
    expect(problemsWith(`${skip} ${reason}`)).toEqual([]);
    expect(problemsWith(`${reason}\n${skip}`)).toEqual([]);
  });
});

describe('the guard "floors"', () => {
  const problemsWith = (file: string, text: string) =>
    shown(
      floorProblems(
        makeFolder({ 'course/x.md': '', 'checks/x.md': '', [file]: text }),
      ),
    );

  it('finds an import from a floor above', () => {
    const found = problemsWith(
      'course/steps/x.ts',
      "// x\nimport { runChecks } from '../checking';\n",
    );
    expect(found).toEqual([
      'course/steps/x.ts:2 imports from checking, a floor above steps.',
    ]);
  });

  it('finds a room that no floor knows', () => {
    const found = problemsWith(
      'course/checking/x.ts',
      "import x from '../attic';\n",
    );
    expect(found).toHaveLength(1);
  });

  it('finds a check that comes in by a side door', () => {
    const importing = (from: string) =>
      problemsWith('checks/03.02-x.ts', `import { x } from '${from}';\n`);
    expect(importing('../course/steps/files')).toEqual([
      "checks/03.02-x.ts:1 imports course/steps/files: only a room's front door is for checks.",
    ]);
    expect(importing('../course/steps')).toEqual([]);
    expect(importing('./accounts')).toEqual([]);
  });

  it('lets rooms look down', () => {
    const found = problemsWith(
      'course/checking/x.ts',
      "import { applyEdits } from '../steps';\n",
    );
    expect(found).toEqual([]);
  });
});

describe('the guard "stray"', () => {
  const found = (files: Record<string, string>) =>
    shown(strayProblems(makeFolder(files)));

  it.each(['a.ts.orig', 'a.ts.rej', 'x/.env', 'a.swp', 'x/debug.log', 'a.ts~'])(
    'finds %s',
    (name) => {
      // Git is asked where there is one: here it has nothing to ignore.
      const root = makeFolder({ [name]: '', 'app.ts': '' });
      spawnSync('git', ['init', '--quiet'], { cwd: root });
      expect(shown(strayProblems(root))).toEqual([
        `${name} does not belong into the repository.`,
      ]);
    },
  );

  it('finds a large file, but for lock files', () => {
    const large = 'x'.repeat(600_000);
    expect(found({ 'a.png': large, 'package-lock.json': large })).toEqual([
      'a.png is 600 kB, more than 500 kB.',
    ]);
  });

  it('finds a link', () => {
    const root = makeFolder({ 'app.ts': '' });
    fs.symlinkSync(root, path.join(root, 'node_modules'), 'junction');
    spawnSync('git', ['init', '--quiet'], { cwd: root });
    spawnSync('git', ['add', '--all'], { cwd: root });
    expect(shown(strayProblems(root))).toEqual([
      'node_modules is a link, which Windows may not have.',
    ]);
  });

  it('lets ignored files be', () => {
    const root = makeFolder({ '.gitignore': '.env\n', '.env': 'A=1' });
    spawnSync('git', ['init', '--quiet'], { cwd: root });
    expect(strayProblems(root)).toEqual([]);
  });
});

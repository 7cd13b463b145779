// Differences as text: git must take each of them and arrive at the other side.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { writtenCheckpoints, stepFolder } from '../../course/find-lesson';
import { compareFolders, listFiles, unifiedDiff } from '../../course/steps';
import { makeFolder, readFile } from '../folders';

type Files = Record<string, string>;

const filesOf = (folder: string): Files =>
  Object.fromEntries(
    listFiles(folder).map((one) => [one, readFile(folder, one)]),
  );

/** What git makes of `before` with the patch. */
function applied(before: Files, after: Files): Files {
  const a = makeFolder(before);
  const patch = unifiedDiff(compareFolders(a, makeFolder(after)));
  const ran = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: a,
    input: patch,
    encoding: 'utf8',
    env: { ...process.env, GIT_DIR: '/nowhere' },
  });
  expect(ran.stderr).toBe('');
  return filesOf(a);
}

describe('unifiedDiff', () => {
  it.each<[string, Files, Files]>([
    ['a changed line', { 'a.ts': '1\n2\n3\n' }, { 'a.ts': '1\nTWO\n3\n' }],
    ['a new file in a folder', {}, { 'models/a.ts': 'x\ny\n' }],
    ['a removed file', { 'a.ts': 'x\n', 'b.ts': '' }, { 'b.ts': '' }],
    ['an empty new file', { 'a.ts': '' }, { 'a.ts': '', 'b.ts': '' }],
    ['a lost end of the last line', { 'a.ts': 'x\n' }, { 'a.ts': 'x' }],
    ['a gained end of the last line', { 'a.ts': 'x' }, { 'a.ts': 'x\n' }],
    ['an emptied file', { 'a.ts': 'x\ny\n' }, { 'a.ts': '' }],
    ['a name with a space', { 'a b.ts': '1\n' }, { 'a b.ts': '2\n' }],
    [
      'lines that look like a patch',
      { 'a.md': '-- a\n' },
      { 'a.md': '++ b\n' },
    ],
  ])('is what git applies: %s', (_what, before, after) => {
    expect(applied(before, after)).toEqual(after);
  });

  it('leads from each step to the next', () => {
    const folders = writtenCheckpoints.map(stepFolder);
    for (const [i, folder] of folders.slice(1).entries()) {
      expect(applied(filesOf(folders[i]), filesOf(folder))).toEqual(
        filesOf(folder),
      );
    }
  });

  it('has no colour unless it is asked for', () => {
    const diffs = compareFolders(
      makeFolder({ 'a.ts': '1\n' }),
      makeFolder({ 'a.ts': '2\n' }),
    );
    const escape = '\u001b[';
    expect(unifiedDiff(diffs)).not.toContain(escape);
    expect(unifiedDiff(diffs, { color: true })).toContain(`${escape}32m+2`);
  });

  it('says in words what it cannot show', () => {
    const diffs = compareFolders(
      makeFolder({ 'a.bin': '\0 1' }),
      makeFolder({ 'a.bin': '\0 2' }),
    );
    expect(unifiedDiff(diffs)).toBe('# a.bin differs: it is not text\n');
  });
});

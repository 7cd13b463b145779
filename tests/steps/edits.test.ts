// Named edits: a fault to plant, a change to try.
import { describe, expect, it } from '@jest/globals';
import { PlainError } from '../../course/plain-error';
import { applyEdits, listFiles, type Edits } from '../../course/steps';
import { makeFolder, readFile } from '../folders';

const app = 'app.get("/");\r\nlisten(3000);\r\n';

function edited(edits: Edits): string {
  const folder = makeFolder({ 'app.ts': app });
  applyEdits(folder, edits);
  return folder;
}

describe('applyEdits', () => {
  it('replaces what is there once, and reads any line end', () => {
    const find = '"/");\nlisten(3000)';
    const folder = edited({ file: 'app.ts', find, replace: '"/a")' });
    expect(readFile(folder, 'app.ts')).toBe('app.get("/a");\n');
  });

  it('takes a dollar sign as it stands', () => {
    const folder = edited({ file: 'app.ts', find: '3000', replace: "$& $'" });
    expect(readFile(folder, 'app.ts')).toContain("listen($& $');");
  });

  it('writes a new file in a new folder, and removes one', () => {
    const folder = edited([
      { file: 'models/test.ts', write: 'export {};\n' },
      { file: 'app.ts', remove: true },
    ]);
    expect(listFiles(folder)).toEqual(['models/test.ts']);
  });

  it('does one after the other', () => {
    const folder = edited([
      { file: 'app.ts', find: '3000', replace: '4000' },
      { file: 'app.ts', find: '4000', replace: '5000' },
    ]);
    expect(readFile(folder, 'app.ts')).toContain('listen(5000)');
  });

  it.each<[string, Edits, string]>([
    ['is not there', { file: 'app.ts', find: 'gone' }, 'it is there 0 times'],
    ['is there twice', { file: 'app.ts', find: '(' }, 'it is there 2 times'],
    ['is empty', { file: 'app.ts', find: '' }, 'must say what to find'],
    ['has no file', { file: 'db.ts', find: 'x' }, 'db.ts, which is not there'],
    ['removes nothing', { file: 'db.ts', remove: true }, 'which is not there'],
    ['climbs out', { file: '../x.ts', write: '' }, 'outside its folder'],
    ['is absolute', { file: '/tmp/x.ts', write: '' }, 'outside its folder'],
  ])('refuses an edit whose text %s', (_what, edit, says) => {
    expect(() => edited(edit)).toThrow(PlainError);
    expect(() => edited(edit)).toThrow(says);
  });
});

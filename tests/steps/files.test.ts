// The files of a folder, as a person means them.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { lessonById, root, stepFolder } from '../../course/find-lesson';
import { PlainError } from '../../course/plain-error';
import { copyFolder, copyStep, listFiles, readText } from '../../course/steps';
import { makeFolder } from '../folders';

describe('listFiles', () => {
  it('lists files in order, with slashes, on every system', () => {
    const folder = makeFolder({ 'b/c.ts': '', 'b/a.ts': '', 'a é.ts': '' });
    expect(listFiles(folder)).toEqual(['a é.ts', 'b/a.ts', 'b/c.ts']);
  });

  it('leaves out what a person does not write', () => {
    const folder = makeFolder({
      'app.ts': '',
      '.gitignore': '',
      '.env': '',
      '.env.example': '',
      'node_modules/x/index.js': '',
      '.git/HEAD': '',
      'client/node_modules/y.js': '',
    });
    expect(listFiles(folder)).toEqual(['.env.example', '.gitignore', 'app.ts']);
  });

  it('follows no links', () => {
    const folder = makeFolder({ 'app.ts': '' });
    fs.symlinkSync(folder, path.join(folder, 'again'), 'junction');
    expect(listFiles(folder)).toEqual(['app.ts']);
  });

  it('says what is wrong with a folder that is none', () => {
    const folder = makeFolder({ 'app.ts': '' });
    expect(() => listFiles(path.join(folder, 'no'))).toThrow(PlainError);
    expect(() => listFiles(path.join(folder, 'no'))).toThrow('There is no');
    expect(() => listFiles(path.join(folder, 'app.ts'))).toThrow('is a file');
  });
});

describe('readText', () => {
  it('takes carriage returns away', () => {
    const folder = makeFolder({ 'app.ts': 'a\r\nb\rc\n' });
    expect(readText(folder, 'app.ts')).toBe('a\nb\nc\n');
  });

  it('is undefined where the file is not there', () => {
    expect(readText(makeFolder(), 'app.ts')).toBeUndefined();
  });
});

describe('a copy', () => {
  it('of a step lies inside the course, where packages resolve', () => {
    const copy = copyStep(lessonById('03.02'));
    try {
      const step = stepFolder(lessonById('03.02'));
      expect(listFiles(copy.path)).toEqual(listFiles(step));
      expect(path.relative(root, copy.path)).toMatch(/^\.course/);
      const from = { paths: [copy.path] };
      expect(require.resolve('express', from)).toContain(root);
    } finally {
      copy.remove();
    }
    expect(fs.existsSync(copy.path)).toBe(false);
  });

  it('of any folder takes its files and nothing else', () => {
    const folder = makeFolder({ 'app.js': 'x', 'node_modules/a.js': '' });
    const copy = copyFolder(folder);
    expect(listFiles(copy.path)).toEqual(['app.js']);
    expect(fs.existsSync(path.join(copy.path, 'node_modules'))).toBe(false);
    copy.remove();
    copy.remove();
  });
});

// What differs between two folders.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { compareFolders, lineCount } from '../../course/steps';
import { makeFolder } from '../folders';

describe('compareFolders', () => {
  it('tells added, removed and changed files, with their lines', () => {
    const a = makeFolder({
      'app.ts': '1\n2\n3\n',
      'old.ts': 'x\n',
      's.ts': '',
    });
    const b = makeFolder({
      'app.ts': '1\n3\n4\n5\n',
      'new.ts': 'a\nb',
      's.ts': '',
    });
    expect(
      compareFolders(a, b).map(({ file, kind, added, removed }) => [
        file,
        kind,
        added,
        removed,
      ]),
    ).toEqual([
      ['app.ts', 'changed', 2, 1],
      ['new.ts', 'added', 2, 0],
      ['old.ts', 'removed', 0, 1],
    ]);
  });

  it('takes all of it as added where there was none before', () => {
    const b = makeFolder({ 'app.ts': '', 'models/a.ts': 'x\n' });
    const kinds = compareFolders(undefined, b).map(({ kind }) => kind);
    expect(kinds).toEqual(['added', 'added']);
  });

  it('sees no difference in line ends', () => {
    const a = makeFolder({ 'app.ts': 'a\r\nb\r\n' });
    const b = makeFolder({ 'app.ts': 'a\nb\n' });
    expect(compareFolders(a, b)).toEqual([]);
  });

  it('sees a last line that lost its end', () => {
    const a = makeFolder({ 'app.ts': 'a\n' });
    const b = makeFolder({ 'app.ts': 'a' });
    expect(compareFolders(a, b)).toHaveLength(1);
  });

  it('does not show what is no text, and still tells that it differs', () => {
    const [a, b, c] = [makeFolder(), makeFolder(), makeFolder()];
    const bytes = (...of: number[]) => Buffer.from([0, 1, ...of]);
    fs.writeFileSync(path.join(a, 'x.png'), bytes(13, 10));
    fs.writeFileSync(path.join(b, 'x.png'), bytes(10));
    fs.writeFileSync(path.join(c, 'x.png'), bytes(10));
    const [diff] = compareFolders(a, b);
    expect(diff).toMatchObject({ hidden: 'binary', before: '', after: '' });
    expect(compareFolders(b, c)).toEqual([]);
  });

  it('does not show what is too long, and does not take long', () => {
    const a = makeFolder({ 'log.txt': 'a line\n'.repeat(200_000) });
    const b = makeFolder({ 'log.txt': 'b line\n'.repeat(200_000) });
    expect(compareFolders(a, b)[0].hidden).toBe('large');
  });

  it('does not even read what is as long as nothing beside it', () => {
    const a = makeFolder({ 'film.mp4': 'x'.repeat(1_000_001) });
    const b = makeFolder();
    const film = path.join(b, 'film.mp4');
    fs.writeFileSync(film, '');
    // Longer than Node reads at once, and no bytes on the disk.
    fs.truncateSync(film, 3 * 1024 ** 3);
    expect(compareFolders(a, b)[0].hidden).toBe('large');
    fs.copyFileSync(path.join(a, 'film.mp4'), film);
    expect(compareFolders(a, b)).toEqual([]);
  });

  it('counts all lines where nearly all of them changed', () => {
    const lines = (word: string) =>
      Array.from({ length: 6000 }, (_, i) => `${word} ${i}\n`).join('');
    const a = makeFolder({ 'a.txt': lines('a') });
    const b = makeFolder({ 'a.txt': lines('b') });
    const [diff] = compareFolders(a, b);
    expect([diff.added, diff.removed]).toEqual([6000, 6000]);
  });
});

describe('lineCount', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['a\n', 1],
    ['a\n\n', 2],
    ['a\nb', 2],
  ])('of %j is %d', (text, count) => {
    expect(lineCount(text)).toBe(count);
  });
});

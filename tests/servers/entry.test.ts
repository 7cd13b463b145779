// The file that starts a server is found as a person would find it.
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { findEntry } from '../../course/servers';
import { readEntry } from '../../course/servers/entry';
import { makeFolder } from '../folders';

function folderOf(files: string[], manifest?: object): string {
  return makeFolder({
    ...Object.fromEntries(files.map((name) => [name, ''])),
    ...(manifest ? { 'package.json': JSON.stringify(manifest) } : {}),
  });
}

const found = (folder: string) =>
  path.relative(folder, findEntry(folder)).split(path.sep).join('/');

describe('findEntry', () => {
  it.each([
    [['app.ts'], 'app.ts'],
    [['index.js', 'app.js'], 'app.js'],
    [['app.ts', 'app.js'], 'app.ts'],
    [['app.ts', 'server.ts'], 'server.ts'],
    [['server/app.js', 'client/index.js'], 'server/app.js'],
    [['src/index.ts', 'dist/index.js'], 'src/index.ts'],
  ])('takes of %j %s', (files, entry) => {
    expect(found(folderOf(files))).toBe(entry);
  });

  it.each([[null], [[]], [{ scripts: null, main: {} }]])(
    'looks for the usual names where package.json is odd: %j',
    (manifest) => {
      const text = JSON.stringify(manifest);
      const folder = makeFolder({ 'app.ts': '', 'package.json': text });
      expect(found(folder)).toBe('app.ts');
    },
  );

  it.each([
    ['ts-node main.ts'],
    ['node main'],
    ['nodemon --watch . -e ts,json "main.ts"'],
    ['NODE_ENV=production node --env-file=.env ./main.ts --verbose'],
    ['npm run serve'],
  ])('follows the start script: %s', (start) => {
    const scripts = { start, serve: 'nodemon main.ts' };
    expect(found(folderOf(['app.ts', 'main.ts'], { scripts }))).toBe('main.ts');
  });

  it('prefers a source to what a compiler made of it', () => {
    const scripts = { start: 'node dist/server.js', dev: 'ts-node server.ts' };
    const folder = folderOf(['server.ts', 'dist/server.js'], { scripts });
    expect(found(folder)).toBe('server.ts');
  });

  it('takes "main" where the file is there', () => {
    const there = folderOf(['app.js', 'run.js'], { main: 'run.js' });
    expect(found(there)).toBe('run.js');
    expect(found(folderOf(['app.js'], { main: 'index.js' }))).toBe('app.js');
  });

  it('survives a package.json that is none', () => {
    const folder = makeFolder({ 'package.json': '{,', 'app.js': '' });
    expect(found(folder)).toBe('app.js');
  });

  it('runs a server with a package.json of its own in its folder', () => {
    const folder = folderOf(['server/app.js', 'server/package.json']);
    expect(readEntry(folder).cwd).toBe(path.join(folder, 'server'));
  });

  it('keeps what a start script loads first', () => {
    const start = 'node -r dotenv/config -r ts-node/register app.ts';
    const folder = folderOf(['app.ts'], { scripts: { start } });
    expect(readEntry(folder).nodeFlags).toEqual(['-r', 'dotenv/config']);
  });
});

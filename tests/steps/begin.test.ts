// A student's folder at the beginning of a lesson.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { lessonById, root, stepFolder } from '../../course/find-lesson';
import { compareFolders, listFiles } from '../../course/steps';
import type { Begun } from '../../course/steps/begin';
import { makeFolder, readFile, writeFiles } from '../folders';

const step = lessonById('03.02');
let state: string;
let beginIn: (folder: string, before?: typeof step, only?: string[]) => Begun;

beforeAll(() => {
  state = makeFolder();
  // Read when the module is loaded; the real clone's notes must stay as they are.
  process.env.COURSE_STATE = state;
  ({ beginIn } = require('../../course/steps/begin'));
});

describe('beginIn', () => {
  it('makes the folder, with the checkpoint and a repository of its own', () => {
    const folder = path.join(makeFolder(), 'my server');
    expect(beginIn(folder, step)).toEqual({
      saved: undefined,
      unchanged: false,
      differing: [],
    });
    expect(compareFolders(stepFolder(step), folder)).toEqual([]);
    expect(fs.existsSync(path.join(folder, '.git', 'HEAD'))).toBe(true);
  });

  it('begins with a package.json alone, so that npm stays inside', () => {
    const folder = makeFolder();
    beginIn(folder, undefined);
    expect(listFiles(folder)).toEqual(['package.json']);
    expect(JSON.parse(readFile(folder, 'package.json'))).toEqual({
      private: true,
    });
  });

  it('takes just some files of the checkpoint, where they are named', () => {
    const folder = makeFolder({ 'app.ts': 'mine' });
    const { saved } = beginIn(folder, step, ['package.json', '.gitignore']);
    expect(listFiles(folder)).toEqual(['.gitignore', 'package.json']);
    expect(readFile(saved!, 'app.ts')).toBe('mine');
  });

  it('copies first what is there, every file of it', () => {
    const folder = makeFolder({
      'app.ts': 'mine',
      'dist/app.js': 'built',
      'models/user.ts': 'mine too',
    });
    const { saved } = beginIn(folder, step);
    expect(path.dirname(saved!)).toBe(path.join(state, 'saved'));
    expect(readFile(saved!, 'app.ts')).toBe('mine');
    expect(readFile(saved!, 'dist/app.js')).toBe('built');
    expect(readFile(saved!, 'models/user.ts')).toBe('mine too');
    expect(compareFolders(stepFolder(step), folder)).toEqual([]);
    expect(fs.existsSync(path.join(folder, 'dist'))).toBe(false);
  });

  // skipped because Windows keeps no sockets among its files
  (process.platform === 'win32' ? it.skip : it)(
    'begins where a server left a socket',
    async () => {
      const folder = makeFolder({ 'app.ts': 'mine' });
      const listening = net.createServer().listen(path.join(folder, 'abc'));
      await once(listening, 'listening');
      const { saved } = beginIn(folder, step);
      expect(fs.readdirSync(saved!)).toEqual(['app.ts']);
      listening.close();
    },
  );

  it('makes a copy of its own each time, in the same second too', () => {
    const folder = makeFolder({ 'app.ts': 'one' });
    const { saved: one } = beginIn(folder, step);
    writeFiles(folder, { 'app.ts': 'two' });
    const { saved: two } = beginIn(folder, step);
    expect(two).not.toBe(one);
    expect([readFile(one!, 'app.ts'), readFile(two!, 'app.ts')]).toEqual([
      'one',
      'two',
    ]);
  });

  it('leaves .git, .env and node_modules where they are', () => {
    const folder = makeFolder({
      'app.ts': 'mine',
      '.env': 'JWT_SECRET=mine',
      '.git/HEAD': 'ref: refs/heads/mine\n',
      'node_modules/x/index.js': '',
    });
    const { saved } = beginIn(folder, step);
    expect(readFile(folder, '.env')).toBe('JWT_SECRET=mine');
    expect(readFile(folder, '.git/HEAD')).toContain('mine');
    expect(fs.existsSync(path.join(folder, 'node_modules/x'))).toBe(true);
    expect(fs.readdirSync(saved!)).toEqual(['app.ts']);
  });

  it('copies nothing where the folder holds the checkpoint already', () => {
    const folder = makeFolder();
    beginIn(folder, step);
    expect(beginIn(folder, step)).toEqual({
      unchanged: true,
      differing: [],
    });
  });

  it('leaves npm’s lock file, which makes no difference', () => {
    const folder = makeFolder();
    beginIn(folder, step);
    writeFiles(folder, { 'package-lock.json': '{"mine":1}' });
    expect(beginIn(folder, step).unchanged).toBe(true);
    expect(compareFolders(stepFolder(step), folder)).toEqual([]);
    writeFiles(folder, { 'app.ts': 'mine', 'notes.txt': 'mine' });
    const { saved, differing } = beginIn(folder, step);
    expect(differing).toEqual(['app.ts', 'notes.txt']);
    expect(fs.readdirSync(saved!)).not.toContain('package-lock.json');
    expect(readFile(folder, 'package-lock.json')).toBe('{"mine":1}');
  });

  it.each<[string, () => string, string]>([
    ['the course itself', () => root, 'holds more than a server'],
    ['a folder above it', () => path.dirname(root), 'holds more than a server'],
    ['the home folder', () => os.homedir(), 'holds more than a server'],
    ['the steps', () => path.join(root, 'steps'), 'belongs to the course'],
    ['a new folder of it', () => path.join(root, 'x'), 'belongs to the course'],
    [
      'a folder of other things',
      () => makeFolder({ 'letter.txt': 'Dear …' }),
      'has other things in it, for example letter.txt',
    ],
  ])('refuses %s, and touches nothing', (_what, folder, says) => {
    const place = folder();
    const before = fs.existsSync(place) ? fs.readdirSync(place) : undefined;
    expect(() => beginIn(place, step)).toThrow(says);
    const after = fs.existsSync(place) ? fs.readdirSync(place) : undefined;
    expect(after).toEqual(before);
  });

  it('refuses a link that leads into the course', () => {
    const link = path.join(makeFolder(), 'link');
    fs.symlinkSync(path.join(root, 'steps'), link, 'junction');
    expect(() => beginIn(link, step)).toThrow('belongs to the course');
  });

  it('says so where the place is a file', () => {
    const file = path.join(makeFolder({ 'a.txt': '' }), 'a.txt');
    expect(() => beginIn(file, step)).toThrow("can't be written");
  });
});

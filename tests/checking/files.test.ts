// The checks of files are tolerant where a student may choose.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judge } from '../../course/checking';
import { envAdvice, typeAdvice } from '../../course/checking/advice';
import { checksOf } from '../../course/checking/in-force';
import { lessonOfKey } from '../../course/find-lesson';
import { makeFolder } from '../folders';
import { folderWith, removeFolders } from './folders';

let climb: typeof import('../../course/checking/climb').climb;

beforeAll(() => {
  // Read when the module is loaded: this clone's own notes stay as they are.
  process.env.COURSE_STATE = makeFolder();
  ({ climb } = require('../../course/checking/climb'));
});
afterAll(removeFolders);

/** The verdict of one check of files on these files. */
async function verdict(key: string, files: Record<string, string>) {
  const lesson = lessonOfKey(key);
  const checks = checksOf(lesson).checks.filter((one) => one.key === key);
  const folder = folderWith(files);
  const { verdicts } = await judge({ lesson, folder, checks });
  return { ...verdicts[0], folder };
}

const manifest = (more: object) =>
  JSON.stringify({
    name: 'mine',
    dependencies: { express: '^5.0.0' },
    ...more,
  });

describe('00.02/gitignore', () => {
  it.each([
    ['node_modules', 'pass'],
    ['/node_modules/', 'pass'],
    ['# packages\n**/node_modules/\r\n.env', 'pass'],
    ['node_modules/*', 'pass'],
    ['', 'fail'],
    ['#node_modules/', 'fail'],
    ['!node_modules/', 'fail'],
    ['my_node_modules', 'fail'],
    ['node_*', 'pass'],
    ['*', 'pass'],
  ])('%j: %s', async (text, kind) => {
    const found = await verdict('00.02/gitignore', { '.gitignore': text });
    expect(found.kind).toBe(kind);
  });
});

describe('00.02/env-ignored', () => {
  it.each([
    ['.env*\n!.env.example', 'pass'],
    ['*.env', 'pass'],
    ['**/.env', 'pass'],
    ['.env.*', 'fail'],
    ['.env\n!.env', 'fail'],
  ])('%j: %s', async (text, kind) => {
    const found = await verdict('00.02/env-ignored', { '.gitignore': text });
    expect(found.kind).toBe(kind);
  });

  it('says nothing where Git is not installed', async () => {
    const { PATH } = process.env;
    process.env.PATH = '';
    const files = { '.gitignore': 'no idea' };
    const found = await verdict('00.02/env-ignored', files);
    process.env.PATH = PATH;
    expect(found.kind).toBe('pass');
  });
});

describe('01.01', () => {
  it('reads a package.json that begins with a byte order mark', async () => {
    const files = { 'package.json': `\uFEFF${manifest({})}` };
    expect((await verdict('01.01/package-json', files)).kind).toBe('pass');
    expect((await verdict('01.01/express', files)).kind).toBe('pass');
  });

  it('sends nobody to a package where a file of their own is meant', async () => {
    const { message } = await verdict('01.01/imports-listed', {
      'package.json': manifest({}),
      'app.ts': "import { t } from 'controllers/t';\nimport x from 'expres';",
      'controllers/t.ts': 'export const t = 1;',
    });
    expect(message).not.toContain('npm install');
    expect(message).toContain('write "./controllers"');
    expect(message).toContain('Did you mean "express" by "expres"?');
  });

  it('takes a project in JavaScript as it is', async () => {
    const files = { 'app.js': '', 'package.json': manifest({}) };
    expect((await verdict('01.01/typescript', files)).kind).toBe('pass');
  });

  it('says what is wrong in package.json', async () => {
    const files = { 'package.json': '{ "name": "mine", }' };
    const { message } = await verdict('01.01/package-json', files);
    expect(message).toMatch(
      /^package.json:1 is not valid JSON: a comma too many/,
    );
  });

  it('names a package that the code imports and package.json lacks', async () => {
    const { kind, message } = await verdict('01.01/imports-listed', {
      'package.json': manifest({}),
      'app.ts': `import express from "express"; // import 'left-pad'
import fs from 'node:fs';
import { own } from './own';
const text = "from 'right-pad'";`,
      'own.js':
        'const cors = require("cors/lib");\nconst at = import("@a/b/c");',
    });
    expect(kind).toBe('fail');
    expect(message).toContain('imports cors and @a/b, but');
  });
});

describe('scripts', () => {
  it.each([
    ['01.03/start-script', { start: 'node app' }, 'pass'],
    ['01.03/start-script', { start: 'ts-node ./src/server.ts' }, 'pass'],
    ['01.03/start-script', { start: 'http-server' }, 'fail'],
    ['02.01/dev-script', { dev: 'node --watch app.js' }, 'pass'],
    ['02.01/dev-script', { dev: 'nodemon' }, 'pass'],
    ['02.01/dev-script', { start: 'nodemon' }, 'fail'],
  ])('%s with %j: %s', async (key, scripts, kind) => {
    const files = { 'app.js': '', 'package.json': manifest({ scripts }) };
    expect((await verdict(key, files)).kind).toBe(kind);
  });

  it('wants no nodemon of who uses Node’s own watch', async () => {
    const scripts = { dev: 'node --watch app.js' };
    const files = { 'package.json': manifest({ scripts }) };
    expect((await verdict('02.01/nodemon', files)).kind).toBe('pass');
  });
});

describe('hints', () => {
  it('go from a question to the difference, one rung more each time', async () => {
    const files = { 'app.ts': '', 'package.json': manifest({}) };
    const found = await verdict('03.02/router-file', files);
    expect(found.hints.map(({ rung }) => rung)).toEqual([
      'ask',
      'read',
      'look',
      'compare',
    ]);
    expect(found.hints[3]).toMatchObject({
      lesson: '03.02',
      difference: expect.stringContaining(
        '+export const test = express.Router();',
      ),
    });
    const shown = () => climb(found.folder, [found]).get(found.key)?.length;
    expect([shown(), shown(), shown(), shown()]).toEqual([2, 3, 4, 4]);
    climb(found.folder, [{ ...found, kind: 'pass', hints: [] }]);
    expect(shown()).toBe(2);
  });
});

describe('envAdvice', () => {
  it('misses a .env beside its example, and nowhere else', () => {
    const example = { '.env.example': 'JWT_SECRET=\n' };
    const [found] = envAdvice(folderWith(example));
    expect(found).toMatchObject({ advice: true });
    expect(found.message).toMatch(/^There is no \.env yet, so npm run dev/);
    expect(envAdvice(folderWith({ ...example, '.env': '' }))).toEqual([]);
    expect(envAdvice(folderWith({ 'app.ts': '' }))).toEqual([]);
  });
});

describe('typeAdvice', () => {
  it('tells type errors as advice, and is silent where it can’t tell', () => {
    const tsconfig =
      '{ "compilerOptions": { "noEmit": true, "types": [], "lib": ["ES2022"] } }';
    const advice = (app: string) =>
      typeAdvice(folderWith({ 'tsconfig.json': tsconfig, 'app.ts': app }));
    expect(advice('export const x: number = 1;')).toEqual([]);
    expect(advice("export const x: number = 'a';")).toMatchObject([
      { advice: true, message: expect.stringContaining('app.ts:1') },
    ]);
    expect(
      advice("import y from 'not-there'; export const x: number = y + 'a';"),
    ).toEqual([]);
    // A file of their own is no package: that it is missing can be told.
    expect(advice("\nimport './not-there'; import { y } from './no';")).toEqual(
      [
        expect.objectContaining({
          message: expect.stringContaining(
            "app.ts:2 Cannot find module './no'",
          ),
        }),
      ],
    );
  });
});

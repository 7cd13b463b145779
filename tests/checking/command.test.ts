// `npm run check` and `npm run where`, as their words are understood.
import { beforeAll, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import type { Command } from '../../course/command';
import { lessonById } from '../../course/find-lesson';
import { copyStep } from '../../course/steps';
import { makeFolder, writeFiles } from '../folders';
import { typed } from '../typed';

// A lesson about files: no server need be started.
const mine = makeFolder({
  '.gitignore': 'node_modules\n',
  'app.ts': "import cors from 'cors';\n",
  'package.json': '{ "dependencies": { "express": "^5.3.0" } }',
});
let check: Command;
let where: Command;

beforeAll(() => {
  // Read when the modules are loaded; this clone's own notes stay as they are.
  process.env.COURSE_STATE = makeFolder();
  ({ command: check } = require('../../course/commands/check'));
  ({ command: where } = require('../../course/commands/where'));
});

describe('npm run check', () => {
  it('says what fails, with one hint, and ends with 1', async () => {
    const { code, text } = await typed(check, ['01.01', mine]);
    expect(code).toBe(1);
    expect(text).toContain('✔ package.json lists express\n');
    expect(text).toContain(
      '✖ package.json lists every package that the code imports\n' +
        '    Your code imports cors, but package.json does not list it.',
    );
    expect(text).toContain('    → What would be missing on the computer');
    expect(text).toContain('✔ 2 checks of earlier lessons');
    expect(text).toContain('2 of 6 checks do not hold.');
    expect(text).toContain('Advice: .gitignore does not keep .env out of Git');
  });

  it('says first why the server does not start, and gives no hint then', async () => {
    const folder = makeFolder({
      'app.ts': "import './models/test';",
      'models/test.ts': '\nconsole.log(STRING);\nexport {};\n',
      'package.json': '{ "dependencies": { "express": "^5.3.0" } }',
      'tsconfig.json': '{ "compilerOptions": { "noEmit": true, "types": [] } }',
    });
    const { code, text } = await typed(check, ['01.03', folder]);
    expect(code).toBe(1);
    expect(text).toMatch(
      /^01\.03 [^\n]*\n\nThe server did not start:\n {4}models\/test\.ts:2: ReferenceError: STRING is not defined\./,
    );
    expect(text.match(/STRING is not defined/g)).toHaveLength(1);
    expect(text).toContain('\n1 check could not be asked.\n');
    expect(text).not.toContain('→ Which call makes an app wait');
    expect(text).toContain("models/test.ts:2 Cannot find name 'STRING'");
    const json = await typed(check, ['01.03', folder], { json: true });
    const { verdicts } = JSON.parse(json.text);
    const found = verdicts.find(({ key }: any) => key === '01.03/listens');
    expect(found).toMatchObject({ kind: 'did not start' });
    expect(found.hints).toHaveLength(4);
  });

  it('names a mistake in package.json once, and gives no hint to it', async () => {
    const folder = makeFolder({
      'app.ts': '',
      'package.json': '{\n  "scripts": {}\n  "name": "mine"\n}\n',
    });
    const { text } = await typed(check, ['01.01', folder]);
    expect(text.match(/package\.json:3 is not valid JSON/g)).toHaveLength(1);
    expect(text).toContain(
      '✖ package.json lists express\n    For the same reason.\n✖',
    );
    expect(text).not.toContain('→ Which command writes the first package.json');
  });

  it('climbs one hint more with each "hint"', async () => {
    const words = ['hint', '01.01', mine];
    const first = await typed(check, words);
    expect(first.text).toContain('    → Read docs/01.01-npm-packages.md#');
    expect(first.text).not.toContain('→ Look at');
    const second = await typed(check, words);
    expect(second.text).toContain('→ Look at dependencies in package.json');
  });

  it('judges our step when told to, and a page by its checkpoint', async () => {
    const step = await typed(check, ['01.01', 'step']);
    expect(step.code).toBe(0);
    expect(step.text).toContain('01.01 npm packages, asked of our step');
    const page = await typed(check, ['01.02', 'step']);
    expect(page.text).toBe(
      `01.02 changes no code: the server is still that of\n${step.text}`,
    );
    const json = await typed(check, ['01.02', 'step'], { json: true });
    expect(JSON.parse(json.text)).toMatchObject({ lesson: '01.01' });
  });

  it('speaks JSON', async () => {
    const { text } = await typed(check, ['00.02', 'step'], { json: true });
    const report = JSON.parse(text);
    expect(report).toMatchObject({ lesson: '00.02', holds: true });
    expect(report.verdicts).toHaveLength(3);
  });

  it.each([
    [['15.10'], /^Lesson 15\.10 .* is coming/],
    [['00.01'], /^At 00\.01 there is no code yet/],
    [[], /^Which lesson\? For example: npm run check 03\.02/],
    [['01.01', './not/there'], /^There is no folder .*there\.$/],
    [['01.01', '02.01'], /^One lesson and one folder/],
  ])('could not tell: %j', async (words, sentence) => {
    await expect(typed(check, words)).rejects.toThrow(sentence);
  });
});

describe('npm run where', () => {
  it('knows the word mine', async () => {
    const { rememberStudentFolder } =
      require('../../course/state') as typeof import('../../course/state');
    rememberStudentFolder(path.join(mine, 'not there'));
    await expect(typed(where, ['mine'])).rejects.toThrow('You have no server');
  });

  it('does not take a new server for one that has lost its way', async () => {
    const { rememberNewServerFolder } =
      require('../../course/state') as typeof import('../../course/state');
    const folder = makeFolder({ 'app.ts': '' });
    rememberNewServerFolder(folder);
    await expect(typed(where, [folder])).rejects.toThrow(
      `"npm run check 12.00 ${folder}" judges it.`,
    );
  });

  it('finds the furthest lesson, the nearest step and what differs', async () => {
    const student = copyStep(lessonById('03.03'));
    writeFiles(student.path, {
      'controllers/testcontroller.ts':
        "import express from 'express';\nexport const test = express.Router();\n\n" +
        "test.get('/', (req, res) => {\n  res.send('Hello');\n});\n",
    });
    const { code, text } = await typed(where, [student.path]);
    student.remove();
    expect(code).toBe(0);
    expect(text).toContain('up to 03.02 Express Router() intro.');
    expect(text).toContain('What keeps it from 03.03 Challenge 1:');
    expect(text).toContain('nearest to our step 03.02');
    expect(text).toMatch(/controllers\/testcontroller\.ts {2}\+\d -\d/);
  }, 20_000);
});

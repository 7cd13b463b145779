// The commands that make something: a student's folder, an export.
import { beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder, readFile, writeFiles } from '../folders';
import { runCourse } from '../run-course';

let env: { COURSE_STATE: string; INIT_CWD: string };

beforeEach(() => {
  env = { COURSE_STATE: makeFolder(), INIT_CWD: makeFolder() };
});

describe('npm run begin', () => {
  it('makes the folder where it was typed, and says what comes next', async () => {
    const { code, stdout, stderr } = await runCourse(
      ['begin', '3.2', 'mine'],
      env,
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const folder = path.join(env.INIT_CWD, 'mine');
    expect(readFile(folder, 'app.ts')).toContain('/api/test');
    expect(fs.existsSync(path.join(folder, 'controllers'))).toBe(false);
    expect(stdout).toContain('as it stands after 02.03 Postman set up');
    expect(stdout).toContain('npm run check 03.02');
    expect(stdout).toContain('npm install');
    expect(stdout).toContain('npm run step mine');
    // It remembers the folder and the lesson, and says where the copy is.
    const next = await runCourse(['begin', '03.03'], env);
    const notes = fs
      .readdirSync(env.COURSE_STATE)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => readFile(env.COURSE_STATE, name).trim());
    expect(notes).toContain('03.03');
    expect(notes).toContain(path.join(env.INIT_CWD, 'mine'));
    const saved = /^What was there is copied to (.*)$/m.exec(next.stdout)![1];
    expect(readFile(saved, 'app.ts')).toContain('/api/test');
  });

  it('names some of the files that differed', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.ts`);
    const files = names.map((name) => [name, 'mine']);
    const folder = path.join(env.INIT_CWD, 'mine');
    writeFiles(folder, { ...Object.fromEntries(files), 'package.json': '{}' });
    const { stdout } = await runCourse(['begin', '01.01', 'mine'], env);
    expect(stdout).toContain('differed: a.ts, b.ts, c.ts, d.ts and 3 more.');
    expect(stdout).toContain('copy it from there');
    // The file of the server is empty until 01.03.
    expect(stdout).not.toContain('npm run step mine');
    expect(stdout).toContain('npm run check 01.01');
  });

  it('refuses a lesson that is coming, and a word that is none', async () => {
    const [coming, none] = await Promise.all([
      runCourse(['begin', '15.01'], env),
      runCourse(['begin'], env),
    ]);
    expect(coming.code).toBe(2);
    expect(coming.stderr).toContain('is coming: it is not written yet');
    expect(none.stderr).toContain('For example: npm run begin 03.02');
    expect(fs.readdirSync(env.COURSE_STATE)).toEqual([]);
  });
});

describe('npm run begin 12.00 empty', () => {
  it('makes settings without code, beside the server of the course', async () => {
    await runCourse(['begin', '03.02', 'mine'], env);
    const { code, stdout, stderr } = await runCourse(
      ['begin', '12.00', 'empty', 'new'],
      env,
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const folder = path.join(env.INIT_CWD, 'new');
    const files = ['.env', '.env.example', '.git', '.gitignore'];
    expect(fs.readdirSync(folder).sort()).toEqual(
      [...files, 'package.json', 'tsconfig.json'].sort(),
    );
    const { dependencies } = JSON.parse(readFile(folder, 'package.json'));
    expect(Object.keys(dependencies)).toContain('jsonwebtoken');
    expect(readFile(folder, '.env')).toMatch(/^DATABASE_URL=.*new_server/m);
    expect(readFile(folder, '.env')).toMatch(/^JWT_SECRET=.{32,}/m);
    expect(stdout).toContain(`npm run check 12.00 "${folder}"`);
    // The next lesson is begun in the server of the course again.
    const next = await runCourse(['begin', '03.03'], env);
    expect(next.stdout).toContain(path.join(env.INIT_CWD, 'mine'));
    expect(readFile(folder, 'tsconfig.json')).toContain('compilerOptions');
  });

  it('refuses another lesson, and the folder of the course’s server', async () => {
    await runCourse(['begin', '03.02', 'mine'], env);
    const [other, same] = await Promise.all([
      runCourse(['begin', '10.04', 'empty'], env),
      runCourse(['begin', '12.00', 'empty', 'mine'], env),
    ]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('For 10.04 type: npm run begin 10.04');
    expect(same.code).toBe(2);
    expect(same.stderr).toContain('holds your server of the course');
    const mine = path.join(env.INIT_CWD, 'mine');
    expect(readFile(mine, 'app.ts')).toContain('/api/test');
  });
});

describe('npm run course export', () => {
  it('writes the repository and says its hashes', async () => {
    const { code, stdout } = await runCourse(['export', 'out', '--json'], env);
    expect(code).toBe(0);
    const { folder, steps } = JSON.parse(stdout);
    expect(folder).toBe(path.join(env.INIT_CWD, 'out'));
    expect(steps[0].tag).toBe('00.02');
    const tags = path.join(folder, '.git', 'refs', 'tags');
    expect(readFile(tags, '00.02').trim()).toBe(steps[0].commit);
  });
});

// `npm run postman run`: Newman is installed by the first run.
import '../workbench/own-state';
import { describe, expect, it, jest } from '@jest/globals';
import { command } from '../../course/commands/postman';
import { findLesson } from '../../course/find-lesson';
import { rememberStudentFolder } from '../../course/state';
import { copyStep } from '../../course/steps';
import { makeFolder } from '../folders';
import { typed } from '../typed';

jest.setTimeout(60_000);

const firstLine = (text: string) => text.split('\n')[0];
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);
const run = (...words: string[]) => typed(command, words);

describe('npm run postman run', () => {
  it('runs a step’s requests', async () => {
    const { code, text } = await run('run', '03.03');
    expect(code).toBe(0);
    expect(lastLine(text)).toContain('3 of 3 requests pass.');
  });

  it('names the database of the run', async () => {
    const { code, text } = await run('run', '04.01.02');
    expect(code).toBe(0);
    expect(firstLine(text)).toMatch(/course_tmp_\S+ on \S+:\d+\./);
  });

  it('sends a new server the requests of the assignment alone', async () => {
    const app = `require('node:http')
      .createServer((req, res) => res.writeHead(404).end())
      .listen(3000);`;
    const folder = makeFolder({ 'app.js': app });
    const words = ['run', '12.00', folder];
    const { code, text } = await typed(command, words, { json: true });
    expect(code).toBe(1);
    const keys: string[] = JSON.parse(text).map(({ key }: any) => key);
    expect(keys).toContain('12.00/create-user');
    expect(keys.filter((key) => !key.startsWith('12.00/'))).toEqual([]);
  });

  it('gives a folder that is further on a database of the run alone', async () => {
    const ahead = copyStep(findLesson('04.01.02'));
    rememberStudentFolder(ahead.path);
    const { code, text } = await run('run', '03.04', 'mine');
    ahead.remove();
    expect(code).toBe(0);
    expect(firstLine(text)).toMatch(/course_tmp_\S+ on \S+:\d+\./);
  });
});

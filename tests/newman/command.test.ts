// `npm run postman run`: Newman is installed by the first run.
import '../workbench/own-state';
import {
  afterEach,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { command } from '../../course/commands/postman';
import { findLesson } from '../../course/find-lesson';
import { rememberStudentFolder } from '../../course/state';
import { copyStep } from '../../course/steps';

jest.setTimeout(60_000);

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line) => {
    printed.push(String(line));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const run = (...words: string[]) => command.run(words, {});

describe('npm run postman run', () => {
  it('runs a step’s requests', async () => {
    expect(await run('run', '03.03')).toBe(0);
    expect(printed.at(-1)).toContain('3 of 3 requests pass.');
  });

  it('names the database of the run', async () => {
    expect(await run('run', '04.01.02')).toBe(0);
    expect(printed[0]).toMatch(/course_tmp_\S+ on \S+:\d+\./);
  });

  it('gives a folder that is further on a database of the run alone', async () => {
    const ahead = copyStep(findLesson('04.01.02'));
    rememberStudentFolder(ahead.path);
    expect(await run('run', '03.04', 'mine')).toBe(0);
    ahead.remove();
    expect(printed[0]).toMatch(/course_tmp_\S+ on \S+:\d+\./);
  });
});

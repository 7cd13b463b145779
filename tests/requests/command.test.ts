// `npm run postman`: what each word does, and what it says to a wrong one.
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

describe('npm run postman', () => {
  it('says where the files are', async () => {
    expect(await run()).toBe(0);
    expect(printed.join('\n')).toContain(
      'postman/node-server.postman_collection.json',
    );
  });

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

  it('refuses a lesson without requests, and one that is coming', async () => {
    await expect(run('01.03')).rejects.toThrow(
      'There is nothing to send in 01.03: the first request comes with 02.03.',
    );
    await expect(run('run', '15.10')).rejects.toThrow(/15\.10 is coming/);
    await expect(run('nonsense')).rejects.toThrow(/Did you mean/);
  });
});

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

  it('refuses a lesson without requests, and one that is coming', async () => {
    await expect(run('01.03')).rejects.toThrow(
      'There is nothing to send in 01.03: the first request comes with 02.03.',
    );
    await expect(run('run', '15.10')).rejects.toThrow(/15\.10 is coming/);
    await expect(run('nonsense')).rejects.toThrow(/Did you mean/);
  });
});

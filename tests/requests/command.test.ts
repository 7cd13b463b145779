// `npm run postman`: what each word does, and what it says to a wrong one.
import '../workbench/own-state';
import { describe, expect, it, jest } from '@jest/globals';
import { command } from '../../course/commands/postman';
import { typed } from '../typed';

jest.setTimeout(60_000);

const run = (...words: string[]) => typed(command, words);

describe('npm run postman', () => {
  it('says where the files are', async () => {
    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text).toContain('postman/node-server.postman_collection.json');
  });

  it('refuses a lesson without requests, and one that is coming', async () => {
    await expect(run('01.03')).rejects.toThrow(
      'There is nothing to send in 01.03: the first request comes with 02.03.',
    );
    await expect(run('run', '15.10')).rejects.toThrow(/15\.10 is coming/);
    await expect(run('nonsense')).rejects.toThrow(/Did you mean/);
  });
});

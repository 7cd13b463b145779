// How `npm test` finds its files, runs them and adds up what came.
import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { command } from '../../course/commands/test';
import { outcomeOf } from '../../course/testing/outcome';
import Sequencer from '../../course/testing/sequencer';
import { filesFor, sectionOf, sections } from '../../course/testing/sections';
import { root } from '../run-course';

/** Runs fixtures in a process of its own, and gives what it prints. */
function runFixtures(longest: number, files: string[]): Promise<string> {
  const script = path.join(root, 'tests', 'fixtures', 'testing', 'run.ts');
  const args = ['-r', 'tsx/cjs', script, String(longest), ...files];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}

describe('runTests', () => {
  it('goes on after a file that fails, breaks or dies, and adds all up', async () => {
    const text = await runFixtures(60_000, [
      'dies',
      'breaks',
      'fails',
      'passes',
    ]);
    expect(text).toMatch(
      /\n✖ the tests of the tools: 2 passed, 3 failed, 1 skipped\n/,
    );
    expect(text).toMatch(
      /● 03\.02\s+✖ 03\.02 fails 03\.02\/test-route: why\s+more\n/,
    );
    expect(text).toContain("Cannot find module './nowhere'");
    expect(text.split('\n').slice(-4)).toEqual([
      '1 skipped:',
      '  1  tests/fixtures/testing/passes.ts: no browser here',
      '2 passed, 3 failed',
      '',
    ]);
  });

  it('ends what hangs, and names it', async () => {
    const text = await runFixtures(4_000, ['hangs', 'passes']);
    expect(text).toMatch(/✖ Not done in time: .*testing\/hangs/);
    // A busy machine may not get to the other file in that time.
    expect(text).toMatch(/\n\d passed, [12] failed\n$/);
  });
});

describe('outcomeOf', () => {
  it('counts a file that cannot be loaded as a failure', () => {
    const file = { testFilePath: path.join(root, 'a'), testResults: [] };
    expect(outcomeOf([file]).failed).toBe(0);
    const broken = { ...file, failureMessage: 'Cannot find module' };
    expect(outcomeOf([broken, broken]).failed).toBe(2);
  });
});

describe('filesFor', () => {
  it('gives every test file to one section, and finds one for each', () => {
    const all = Object.keys(sections).map((word) => filesFor(word));
    expect(new Set(all.flat()).size).toBe(all.flat().length);
    for (const [i, word] of Object.keys(sections).entries()) {
      expect(sectionOf(all[i][0])).toBe(sections[word]);
    }
  });

  it('leaves what is long or needs more to its own word', () => {
    const files = filesFor(undefined).join('\n');
    expect(files).toContain('tests/course/steps-1.test.ts');
    expect(files).toContain('tests/playthrough/');
    expect(files).not.toMatch(/newman|browser|layout/);
  });

  it('takes a part of a path, and says where there is none', () => {
    for (const file of filesFor('tools', 'servers')) {
      expect(file).toContain('servers');
    }
    expect(() => filesFor('tools', 'nonsense')).toThrow(
      'No test file of tools has "nonsense" in its path.',
    );
  });
});

describe('npm test', () => {
  it.each([
    ['03.01', 'is a page'],
    ['15.10', 'is coming'],
    ['nonsense', 'There is no lesson'],
  ])('refuses %s: it %s', async (word, sentence) => {
    await expect(command.run([word], {})).rejects.toThrow(sentence);
  });
});

describe('the order of the files', () => {
  it('begins with the long ones', () => {
    const files = filesFor(undefined).map((file) => ({
      path: path.join(root, file),
    }));
    const [first] = new Sequencer().sort(files);
    expect(first.path).toMatch(/course|playthrough/);
  });
});

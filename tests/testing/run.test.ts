// How `npm test` runs its sections and adds them up.
import {
  afterEach,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { read } from '../../course/testing/jest';
import { runSections } from '../../course/testing/run';
import {
  runNode,
  together,
  verdict,
  type Outcome,
  type Section,
} from '../../course/testing/section';
import { sectionsFor } from '../../course/testing/sections';

let lines: string[];

beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line) => {
    lines.push(String(line));
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

const section = (name: string, run: Section['run']): Section => ({
  name,
  title: name,
  run,
});
const outcome = (passed: number, failed = 0): Outcome => ({
  passed,
  failed,
  skipped: [],
  failures: [],
});

describe('runSections', () => {
  it('adds all up, in the last line', async () => {
    await runSections(
      [
        section('a', async () => outcome(2)),
        section('b', async () => outcome(1)),
      ],
      2,
    );
    expect(lines.at(-1)).toBe('3 passed, 0 failed');
  });

  it('goes on after a section that fails, or throws', async () => {
    const all = await runSections(
      [
        section('a', () => Promise.reject(new Error('broken'))),
        section('b', async () => verdict('wrong\nin two lines')),
        section('c', async () => outcome(1)),
      ],
      1,
    );
    expect(all).toMatchObject({ passed: 1, failed: 2 });
    expect(lines.at(-1)).toBe('1 passed, 2 failed');
    expect(lines.join('\n')).toContain('Error: broken');
    expect(lines.join('\n')).toContain('    wrong\n    in two lines');
  });

  it('counts what is skipped apart, and says why before the last line', async () => {
    const skipped = [{ count: 3, why: 'no browser here' }];
    await runSections(
      [section('a', async () => ({ ...outcome(0), skipped }))],
      1,
    );
    expect(lines.slice(-3)).toEqual([
      '3 skipped:',
      '  3  no browser here',
      '0 passed, 0 failed',
    ]);
  });

  it('calls a section failed that tested nothing', async () => {
    const all = await runSections([section('a', async () => outcome(0))], 1);
    expect(all.failed).toBe(1);
  });

  it('runs as many at a time as it may, and no more', async () => {
    let now = 0;
    let most = 0;
    const slow = section('slow', async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return outcome(1);
    });
    await runSections([slow, slow, slow, slow], 2);
    expect(most).toBe(2);
  });
});

describe('a report of Jest', () => {
  const file = (status: string, message = '') => ({
    name: `${process.cwd()}/tests/a.test.ts`,
    status,
    message,
    assertionResults: [],
  });
  const report = (more: object) => ({
    numPassedTests: 0,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
    ...more,
  });

  it('is read: passed, failed, the messages', () => {
    const found = read(
      report({
        numPassedTests: 4,
        numFailedTests: 1,
        testResults: [file('passed'), file('failed', 'Expected 1')],
      }),
    );
    expect(found).toMatchObject({ passed: 4, failed: 1 });
    expect(found.failures).toEqual(['tests/a.test.ts\nExpected 1']);
  });

  it('counts a file that cannot be loaded as a failure', () => {
    const found = read(
      report({
        numRuntimeErrorTestSuites: 1,
        testResults: [file('failed', 'Cannot find module')],
      }),
    );
    expect(found.failed).toBe(1);
  });

  it('takes the reason for a skipped test from its title', () => {
    const fullName = 'the page (skipped: no browser here) shows a lesson';
    const assertionResults = [{ status: 'pending', fullName }];
    const { skipped, passed } = read(
      report({ testResults: [{ ...file('passed'), assertionResults }] }),
    );
    expect(passed).toBe(0);
    expect(skipped).toEqual([
      { count: 1, why: 'tests/a.test.ts: no browser here' },
    ]);
  });
});

describe('sectionsFor', () => {
  const names = (word?: string) => sectionsFor(word, 2).map(({ name }) => name);

  it('means what a student needs to see without a word', () => {
    expect(names().sort()).toEqual(['guards', 'steps', 'tools', 'tools']);
  });

  it.each([
    ['steps', ['steps']],
    ['guards', ['guards']],
    ['requests', ['requests']],
    ['browser', ['browser']],
    ['layout', ['types', 'layout']],
    ['tools', ['tools', 'tools']],
    ['3.2', ['steps']],
  ])('means by %s: %j', (word, wanted) => {
    expect(names(word)).toEqual(wanted);
  });

  it('refuses what has no step of its own, in a sentence', () => {
    expect(() => names('03.01')).toThrow('is a page and has no step');
    expect(() => names('15.10')).toThrow('is coming');
    expect(() => names('nonsense')).toThrow('There is no lesson');
  });
});

describe('runNode', () => {
  it('gives what a program says and how it ends', async () => {
    const code = 'console.log("out"); console.error("err"); process.exit(3)';
    const ended = await runNode(['-e', code]);
    expect(ended.code).toBe(3);
    expect(ended.stdout).toBe('out\n');
    expect(ended.output).toContain('err');
  });

  it('ends though something it started holds on to its output', async () => {
    const child = `require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 15000)"], { stdio: "inherit", detached: true }).unref()`;
    const start = Date.now();
    expect((await runNode(['-e', child])).code).toBe(0);
    expect(Date.now() - start).toBeLessThan(12_000);
  });

  it('adds outcomes up', () => {
    expect(
      together([outcome(1, 2), verdict('no'), verdict(undefined)]),
    ).toEqual({ passed: 2, failed: 3, skipped: [], failures: ['no'] });
  });
});

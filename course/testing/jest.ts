// The tests of the tools, run by Jest in a process of its own.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { stateFolder } from '../state';
import {
  runNode,
  together,
  verdict,
  type Outcome,
  type Skipped,
} from './section';

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/**
 * Runs the test files whose path matches.
 * @param workers how many files at a time
 * @param pattern a regular expression; without one, all of them
 * @param shard `1/2`: the first half of them
 */
export async function jestPasses(
  workers: number,
  pattern?: string,
  shard = '1/1',
): Promise<Outcome> {
  const name = `jest-${process.pid}-${shard.replace('/', '-')}.json`;
  const report = path.join(stateFolder, 'work', name);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  const { code, output } = await runNode(
    [
      'node_modules/jest/bin/jest.js',
      `--maxWorkers=${workers}`,
      `--shard=${shard}`,
      '--json',
      `--outputFile=${report}`,
      // Newman is not in a student's first install: its tests go by themselves.
      pattern
        ? `--testPathPatterns=${pattern}`
        : '--testPathIgnorePatterns=tests/newman/',
    ],
    () => fs.existsSync(report),
  );
  try {
    const outcome = read(JSON.parse(fs.readFileSync(report, 'utf8')));
    if (code === undefined) {
      const left =
        'The tests are done, but something that they started never ends.';
      return together([outcome, verdict(left)]);
    }
    // Green tests and a red end: a limit was missed, or Jest itself failed.
    if (code !== 0 && outcome.failed === 0) return verdict(output.trim());
    return outcome;
  } catch {
    return verdict(
      `Jest ended without a report (exit code ${code})\n${output}`,
    );
  } finally {
    fs.rmSync(report, { force: true });
  }
}

/** What Jest's own report says. */
export function read(report: JestReport): Outcome {
  const failures = report.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, message }) => `${short(name)}\n${message.trim()}`);
  return {
    passed: report.numPassedTests,
    // A file that can't be loaded has no tests to count: it is one failure.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.testResults.flatMap(skippedIn),
    failures,
  };
}

function skippedIn({
  name,
  assertionResults,
}: JestReport['testResults'][number]): Skipped[] {
  const left = assertionResults.filter(({ status }) =>
    ['pending', 'todo', 'skipped', 'disabled'].includes(status),
  );
  if (left.length === 0) return [];
  const reasons = new Set(left.map(({ fullName }) => reasonIn(fullName)));
  const why = [...reasons].filter(Boolean).join('; ');
  return [
    {
      count: left.length,
      why: `${short(name)}: ${why || 'the reason stands in the file'}`,
    },
  ];
}

// "the page (skipped: no browser here) shows …": a reason travels in a title.
function reasonIn(title: string): string | undefined {
  return /\(skipped:? ([^)]*)\)/.exec(title)?.[1];
}

function short(file: string): string {
  return path.relative(root, file).replaceAll('\\', '/');
}

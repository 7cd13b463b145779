// Runs test files with Jest, and says what came of all of them.
import { ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { root } from '../find-lesson';
import { outcomeOf, type Outcome } from './outcome';
import { run } from './reporter';

/** What a test left open may hold this process up so long. */
const toEnd = 5_000;

/**
 * Runs these files; the last line that it prints is `N passed, N failed`.
 * @param longest what is not done after so many milliseconds has hung
 */
export async function runTests(
  files: readonly string[],
  longest = 15 * 60_000,
): Promise<Outcome> {
  const begun = Date.now();
  const bound = setTimeout(giveUp, longest, begun);
  run.files = files;
  // Loaded here: other words of the command line should not wait for it.
  const { runCLI }: typeof import('jest') = require('jest');
  const options = {
    _: [...files],
    $0: 'npm test',
    runTestsByPath: true,
    testMatch: ['**/*.ts'],
    reporters: [path.join(__dirname, 'reporter.ts')],
    testSequencer: path.join(__dirname, 'sequencer.ts'),
    // One more than there are cores: a test often waits for a server.
    maxWorkers: os.availableParallelism() + 1,
  };
  await runCLI(options as never, [root]);
  clearTimeout(bound);
  setTimeout(() => process.exit(), toEnd).unref();
  return summary(begun);
}

function giveUp(begun: number): void {
  console.log(`✖ Not done in time: ${[...run.running].join(', ')}`);
  summary(begun, run.running.size);
  endWorkers();
  process.exit(1);
}

// One in an endless loop would run on: it does not hear that we are gone. Jest
// keeps its workers to itself, so they are taken from Node's own list.
function endWorkers(): void {
  const { _getActiveHandles } = process as never as {
    _getActiveHandles?(): unknown[];
  };
  for (const handle of _getActiveHandles?.call(process) ?? []) {
    if (handle instanceof ChildProcess) handle.kill('SIGKILL');
  }
}

/** Prints the sums. @param hung how many files never ended: each one failed */
function summary(begun: number, hung = 0): Outcome {
  const all = outcomeOf(run.results);
  const outcome = { ...all, failed: all.failed + hung };
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`\nThis took ${seconds} s.`);
  if (outcome.skipped > 0) {
    console.log(`${outcome.skipped} skipped:`);
    for (const reason of outcome.reasons) console.log(`  ${reason}`);
  }
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome;
}

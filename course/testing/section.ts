// A section of `npm test`: what it found, and how its programs are run.
import { spawn } from 'node:child_process';
import { root } from '../find-lesson';

/** Something that was not tested, and why not. */
export interface Skipped {
  readonly count: number;
  readonly why: string;
}

/** What one section found. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
  /** Each failure in full. */
  readonly failures: readonly string[];
}

/** One part of `npm test`, by the word that asks for it alone. */
export interface Section {
  readonly name: string;
  readonly title: string;
  run(): Promise<Outcome>;
}

/** Many outcomes as one. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const sum = (of: (one: Outcome) => number) =>
    outcomes.reduce((total, one) => total + of(one), 0);
  return {
    passed: sum((one) => one.passed),
    failed: sum((one) => one.failed),
    skipped: outcomes.flatMap((one) => one.skipped),
    failures: outcomes.flatMap((one) => one.failures),
  };
}

/** One thing that holds, or fails with a text. */
export function verdict(failure: string | undefined): Outcome {
  const failed = failure === undefined ? 0 : 1;
  const failures = failure === undefined ? [] : [failure];
  return { passed: 1 - failed, failed, skipped: [], failures };
}

/** What a program said and how it ended. */
export interface Ended {
  /** Undefined where it was stopped for taking too long. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Both streams as they came. */
  readonly output: string;
}

const longest = 8 * 60_000;
const toEnd = 20_000;

/**
 * Runs a JavaScript program of Node's to its end, in the repository.
 * @param isDone true once the program has done its work: it then has 20 s to end
 */
export function runNode(
  args: readonly string[],
  isDone?: () => boolean,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const watch = setInterval(() => {
      if (!isDone?.()) return;
      clearInterval(watch);
      setTimeout(() => child.kill('SIGKILL'), toEnd).unref();
    }, 1000);
    child.on('error', reject);
    // Not "close": what the program left running may hold its output open.
    child.on('exit', (code) => {
      clearInterval(watch);
      // A moment for the last words to arrive.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code: code ?? undefined, stdout, output });
      }, 100);
    });
  });
}

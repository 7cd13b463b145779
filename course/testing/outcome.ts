// What came of test files, added up.
import path from 'node:path';
import { root } from '../find-lesson';

/** What Jest gives of a test file, as far as it is read here. */
export interface FileResult {
  readonly testFilePath: string;
  /** Each failure in full, or why the file could not be loaded. */
  readonly failureMessage?: string | null;
  readonly testResults: readonly {
    readonly status: string;
    readonly fullName: string;
  }[];
}

/** How many tests passed, failed, and were not run. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** `3  tests/a.test.ts: no browser here`, a line a file. */
  readonly reasons: readonly string[];
}

/** Adds up what came of some files. */
export function outcomeOf(results: readonly FileResult[]): Outcome {
  const all = results.map(outcomeOfFile);
  const sum = (name: 'passed' | 'failed' | 'skipped') =>
    all.reduce((total, one) => total + one[name], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    reasons: all.flatMap(({ reasons }) => reasons),
  };
}

function outcomeOfFile(result: FileResult): Outcome {
  const { testFilePath, failureMessage, testResults } = result;
  const having = (...states: string[]) =>
    testResults.filter(({ status }) => states.includes(status));
  const failed = having('failed').length;
  const skipped = having('pending', 'todo', 'skipped', 'disabled');
  const why = new Set(skipped.flatMap(({ fullName }) => reasonIn(fullName)));
  const reason = [...why].join('; ') || 'the reason stands in the file';
  const line = `${skipped.length}  ${short(testFilePath)}: ${reason}`;
  return {
    passed: having('passed').length,
    // A file that can't be loaded has no tests to count: it is one failure.
    failed: failed || (failureMessage ? 1 : 0),
    skipped: skipped.length,
    reasons: skipped.length > 0 ? [line] : [],
  };
}

// "the page (skipped: no browser here) shows …": a reason travels in a title.
function reasonIn(title: string): string[] {
  return /\(skipped:? ([^)]*)\)/.exec(title)?.slice(1) ?? [];
}

/** A file as a person names it: relative to the root, with `/`. */
export function short(file: string): string {
  return path.relative(root, file).replaceAll('\\', '/');
}

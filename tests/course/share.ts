// One long list, tested by several files, so that all cores have their part.
import { expect } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';

/**
 * This test file's share of a list: in `steps-2.test.ts` the second of as many
 * as there are `steps-….test.ts`. Neighbours, alike in length, go apart.
 */
export function shareOf<T>(all: readonly T[]): T[] {
  const file = expect.getState().testPath!;
  const [kind] = path.basename(file).split('-');
  const files = fs
    .readdirSync(path.dirname(file))
    .filter((name) => name.startsWith(`${kind}-`))
    .sort();
  const own = files.indexOf(path.basename(file));
  return all.filter((_one, i) => i % files.length === own);
}

/** Fails with these lines, if there are any. They say all: no stack. */
export function expectNone(lines: readonly string[]): void {
  if (lines.length === 0) return;
  const error = new Error(lines.join('\n'));
  error.stack = error.message;
  throw error;
}

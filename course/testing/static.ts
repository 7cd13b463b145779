// What is read and not run: the guards, the types of the tools, their layout.
import path from 'node:path';
import { root } from '../find-lesson';
import { show, type GuardResult } from '../guards';
import { runNode, together, verdict, type Outcome } from './section';

/** Each guard counts as one. */
export async function guardsHold(): Promise<Outcome> {
  // A process of its own, so that it can run beside the others.
  const { stdout, output } = await runNode(['course', 'guard', '--json']);
  let results: GuardResult[];
  try {
    results = JSON.parse(stdout);
  } catch {
    return verdict(`The guards could not be run:\n${output}`);
  }
  return together(
    results.map(({ name, holds, problems }) =>
      verdict(
        problems.length === 0
          ? undefined
          : [`guard ${name}: ${holds}`, ...problems.map(show)].join('\n  '),
      ),
    ),
  );
}

/** `tsc --noEmit` over the tools, checks, requests and tests. */
export async function typesHold(): Promise<Outcome> {
  return quiet('tsc', ['node_modules/typescript/bin/tsc', '--noEmit']);
}

/** ESLint, then Prettier. */
export async function layoutHolds(): Promise<Outcome> {
  const cache = (name: string) => path.join(root, '.course', 'cache', name);
  return together([
    await quiet('eslint', [
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--max-warnings=0',
      '--cache',
      `--cache-location=${cache('eslint')}`,
    ]),
    await quiet('prettier', [
      'node_modules/prettier/bin/prettier.cjs',
      '.',
      '--check',
      '--log-level=warn',
      '--cache',
      `--cache-location=${cache('prettier')}`,
    ]),
  ]);
}

/** A program that says nothing of interest unless it fails. */
async function quiet(name: string, args: string[]): Promise<Outcome> {
  const { code, output } = await runNode(args);
  return verdict(
    code === 0 ? undefined : `${name} (exit code ${code})\n${output.trim()}`,
  );
}

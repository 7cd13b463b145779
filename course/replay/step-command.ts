// Commands that are typed in a step's folder and end by themselves: sequelize-cli,
// and the scripts of its package.json.
import path from 'node:path';
import { PlainError } from '../plain-error';
import { readText } from '../steps';
import { splitWords } from './command-line';

/** What is to be run: sequelize-cli where no file is named. */
export interface StepCommand {
  readonly words: readonly string[];
  readonly file?: string;
}

/** Whether a line is such a command; `npm start` never ends, and is none. */
export function isStepCommand(line: string): boolean {
  return /^npx sequelize-cli |^npm run (make:|accounts$)/.test(line);
}

/** Whether a line runs the step's own tests. */
export function isTestRun(line: string): boolean {
  return line === 'npm test';
}

/**
 * What a line runs in a folder.
 * @example
 * // "make:seed": "ts-node scripts/make.ts seeders"
 * stepCommand(folder, 'npm run make:seed more tests');
 * // { file: '/…/scripts/make.ts', words: ['seeders', 'more', 'tests'] }
 * @throws PlainError where its package.json has no such script
 */
export function stepCommand(folder: string, line: string): StepCommand {
  const [program, first, ...rest] = splitWords(line);
  if (program === 'npx') return { words: rest };
  const [name = '', ...words] = rest;
  const { scripts = {} } = JSON.parse(readText(folder, 'package.json') ?? '{}');
  const [runs, file, ...own] = splitWords(scripts[name] ?? '');
  if (first === 'run' && /^(ts-node|node)$/.test(runs ?? '') && file) {
    return { file: path.join(folder, file), words: [...own, ...words] };
  }
  throw new PlainError(
    `"${line}": the step has no script "${name}" with a file.`,
  );
}

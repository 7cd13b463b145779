// What a folder has besides its server: its sequelize-cli, and the files that
// its scripts name. They run as the server does, with its settings, packages
// and database, and end by themselves.
import path from 'node:path';
import { root } from '../find-lesson';
import {
  aborted,
  firstOf,
  launch,
  readEntry,
  type Exit,
  type StartOptions,
} from '../servers';

/** How a program ended, and what it printed. */
export interface Ran {
  /** Undefined where it did not end in time, or was called off. */
  readonly code?: number | null;
  readonly calledOff: boolean;
  /** What it said on standard output, and below it what on standard error. */
  readonly text: string;
}

/** One run of a program. */
export interface Program extends StartOptions {
  /** Absolute; absent: the folder's sequelize-cli, or the course's. */
  file?: string;
  words: readonly string[];
  /** For Node itself. */
  nodeFlags?: string[];
  timeoutMs: number;
}

/** Runs it to its end. */
export async function runProgram(options: Program): Promise<Ran> {
  const { folder, words, nodeFlags = [], timeoutMs, signal } = options;
  const { cwd } = readEntry(folder);
  const entry = { file: options.file ?? cliFor(cwd), cwd, nodeFlags };
  const { log, exited, stop } = launch(entry, options, [...words]);
  const ended = await firstOf<Exit | 'called off'>(timeoutMs, [
    exited,
    aborted(signal).then(() => 'called off'),
  ]);
  await stop();
  const text = `${log.text('out')}\n${log.text('err')}`;
  return {
    code: typeof ended === 'string' ? undefined : ended.code,
    calledOff: ended === 'called off',
    text,
  };
}

/** As the folder itself would find it; the course's where it has none. */
function cliFor(cwd: string): string {
  const name = 'sequelize-cli/package.json';
  const manifest = require.resolve(name, { paths: [cwd, root] });
  return path.join(path.dirname(manifest), 'lib', 'sequelize');
}

/**
 * What a command of sequelize-cli failed of, as one sentence that names the
 * file where it can.
 * @example 'migrations/0002-add.ts failed: relation "memos" does not exist.'
 * @param files of `migrations/` and `seeders/`, from the folder on
 */
export function whyFailed(
  { code, text }: Ran,
  files: readonly string[],
  timeoutMs: number,
  what = 'The migrations',
): string {
  const begun = [...text.matchAll(/^== (\S+): (?:migr|revert)/gm)].at(-1)?.[1];
  const file = files.find((one) => begun && path.parse(one).name === begun);
  const late = `not done within ${timeoutMs / 1000} seconds`;
  const why =
    code === undefined
      ? `${file ? 'was' : 'were'} ${late}`
      : `failed: ${reasonIn(text)}`;
  return `${file ?? what} ${why}.`;
}

/** What the command line said went wrong: the database's own sentence. */
function reasonIn(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim());
  const at = lines.findIndex((line) => /^(ERROR|\w*Error): /.test(line));
  const said = lines.at(at) ?? 'it printed nothing';
  // ts-node says what it could not compile on the next line.
  const more = said.endsWith(':') ? ` ${lines[at + 1] ?? ''}` : '';
  return `${said}${more}`.replace(/^ERROR: /, '').replace(/\.$/, '');
}

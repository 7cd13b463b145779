// What `carry` reads and writes: files of steps, git's texts, and its journal.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { PlainError } from '../plain-error';
import type { Outcome } from './carry';
import { syntaxError } from './statements';

const journalFile = path.join(root, '.course', 'carry.json');

/** A file as git has it, and with what was carried from or into it since. */
export interface Known {
  readonly step: string;
  readonly file: string;
  readonly head?: string;
  readonly text?: string;
}

/** What was carried last; `known` and what that was before, for its undo. */
export interface Journal {
  readonly lesson: string;
  readonly outcomes: readonly Outcome[];
  readonly known: readonly Known[];
  readonly knownBefore: readonly Known[];
}

/** @throws PlainError where the journal is there and can't be read */
export function readJournal(): Journal | undefined {
  if (!fs.existsSync(journalFile)) return undefined;
  try {
    const journal = JSON.parse(fs.readFileSync(journalFile, 'utf8')) as Journal;
    const { outcomes, known, knownBefore } = journal;
    if ([outcomes, known, knownBefore].every(Array.isArray)) return journal;
  } catch {
    // Told below, as one of another form is.
  }
  throw new PlainError(
    'The note of the last carry, .course/carry.json, is broken. See with "git diff" what was carried, keep it or take it back with git, and delete the note.',
  );
}

/** Writes the journal whole or not at all; undefined takes it away. */
export function saveJournal(journal: Journal | undefined): void {
  if (!journal) return fs.rmSync(journalFile, { force: true });
  fs.mkdirSync(path.dirname(journalFile), { recursive: true });
  fs.writeFileSync(`${journalFile}.new`, JSON.stringify(journal, null, 1));
  fs.renameSync(`${journalFile}.new`, journalFile);
}

/** A step's folder, relative to the repository, with `/`. */
export function folderOf(step: string): string {
  return step === 'final' ? step : `steps/${step}`;
}

export function readStep(step: string, file: string): string | undefined {
  const full = path.join(root, folderOf(step), file);
  return fs.existsSync(full) ? toText(fs.readFileSync(full)) : undefined;
}

/** Writes a file of a step, or takes it away where there is no text. */
export function writeStep(step: string, file: string, text?: string): void {
  writeText(path.join(root, folderOf(step), file), text);
}

export function writeText(full: string, text?: string): void {
  if (text === undefined) return fs.rmSync(full, { force: true });
  fs.mkdirSync(path.dirname(full), { recursive: true });
  const isBinary = text.startsWith('\0');
  const bytes = isBinary ? Buffer.from(text.slice(1), 'base64') : text;
  fs.writeFileSync(full, bytes);
}

// A file that is no text stays what it is: as letters, it would not.
function toText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && Buffer.from(text).equals(bytes);
  return isText ? text : `\0${bytes.toString('base64')}`;
}

/** @throws PlainError that names file and line where it is no code */
export function refuseNoCode(step: string, file: string): void {
  const text = readStep(step, file);
  if (text === undefined || text.startsWith('\0')) return;
  const where = `${folderOf(step)}/${file}`;
  const lines = text.split('\n');
  const mark = lines.findIndex((line) => /^(<{7}|>{7}|={7}$)/.test(line));
  if (mark >= 0) {
    throw new PlainError(
      `${where}, line ${mark + 1}: a mark of a conflict still stands there. Take it out first.`,
    );
  }
  const error = syntaxError(file, text);
  if (!error) return;
  throw new PlainError(
    `${where}, line ${error.line}: this can't be read as code (${error.message}) Mend it first.`,
  );
}

/** A file of a step as a commit has it. */
export function textAt(commit: string, step: string, file: string) {
  const name = `${folderOf(step)}/${file}`;
  const isThere = git('ls-tree', '--name-only', commit, '--', name).length > 0;
  return isThere ? toText(git('show', `${commit}:${name}`)) : undefined;
}

/** The lines (or pieces between NULs) that git answers. */
export function gitLines(...args: string[]): string[] {
  return git(...args)
    .toString('utf8')
    .split(/[\n\0]/)
    .filter(Boolean);
}

function git(...args: string[]): Buffer {
  try {
    return execFileSync('git', args, {
      cwd: root,
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const reason = (error as { stderr?: Buffer }).stderr?.toString();
    throw new PlainError(
      `git could not answer: ${reason?.trim().split('\n')[0] ?? 'is it installed?'}`,
    );
  }
}

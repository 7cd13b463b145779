// What several commands do: read a folder that was typed, name one,
// count, and wait.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './find-lesson';
import { PlainError } from './plain-error';

/** The absolute path of what a person typed; npm itself goes to the root. */
export function typedPath(word: string): string {
  return path.resolve(process.env.INIT_CWD ?? '.', word);
}

/**
 * The folder that a person typed, if the word is one and not a lesson.
 * @throws PlainError where it can only be a folder, and is not there
 */
export function typedFolder(word: string): string | undefined {
  const full = typedPath(word);
  if (isFolder(full)) return full;
  if (isStep(full) || !/[\\/]/.test(word)) return undefined;
  throw new PlainError(`There is no folder ${full}.`);
}

/** Whether a path is that of one of our steps, there or not. */
export function isStep(full: string): boolean {
  const [first] = path.relative(root, full).split(path.sep);
  return first === 'steps' || first === 'final';
}

export function isFolder(full: string): boolean {
  return fs.statSync(full, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A folder as it is told: inside the course by its path from there on. */
export function short(folder: string): string {
  const way = path.relative(root, folder);
  return way.startsWith('..') || path.isAbsolute(way) ? folder : way;
}

/** `1 row`, `3 rows` */
export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Resolves at Ctrl+C, when the terminal is closed, or at a polite kill. */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
      process.once(signal, () => resolve());
    }
  });
}

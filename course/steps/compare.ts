// What differs between two folders, file by file.
import fs from 'node:fs';
import path from 'node:path';
import { diffLines } from 'diff';
import { listFiles } from './files';

/** One file that differs. Texts are '' where the file is not there. */
export interface FileDiff {
  readonly file: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: string;
  readonly after: string;
  /** How many lines came and went. */
  readonly added: number;
  readonly removed: number;
  /** Why the texts are not given: no text at all, or too long to show. */
  readonly hidden?: 'binary' | 'large';
}

/** Texts beyond this are compared, but not shown. */
const largest = 1_000_000;

/** Differences beyond this many lines are shown as one block that changed. */
export const mostEdits = 2000;

/**
 * The files that differ, line ends aside. A lock file that only one side has
 * is npm's doing, and no difference.
 * @param a the folder before; undefined: there was none, all of `b` is added
 */
export function compareFolders(a: string | undefined, b: string): FileDiff[] {
  const before = new Set(a === undefined ? [] : listFiles(a));
  const after = new Set(listFiles(b));
  return [...new Set([...before, ...after])].sort().flatMap((file) => {
    const kind = !before.has(file)
      ? 'added'
      : !after.has(file)
        ? 'removed'
        : 'changed';
    if (file === 'package-lock.json' && kind !== 'changed') return [];
    const old = before.has(file) ? read(path.join(a!, file)) : nothing;
    const now = after.has(file) ? read(path.join(b, file)) : nothing;
    if (kind === 'changed' && isSame(old, now)) return [];
    const hidden = old.hidden ?? now.hidden;
    if (hidden) {
      const none = { before: '', after: '', added: 0, removed: 0 };
      return [{ file, kind, ...none, hidden } as const];
    }
    const counts = countLines(old.text, now.text);
    return [{ file, kind, before: old.text, after: now.text, ...counts }];
  });
}

/** A line a file: `  app.ts  +2 -1`. */
export function summaryLines(
  diffs: readonly Pick<FileDiff, 'file' | 'kind' | 'added' | 'removed'>[],
): string[] {
  const width = Math.max(...diffs.map(({ file }) => file.length));
  return diffs.map(({ file, kind, added, removed }) => {
    const what = kind === 'changed' ? '' : `  ${kind}`;
    return `  ${file.padEnd(width)}  +${added} -${removed}${what}`;
  });
}

interface Content {
  readonly full: string;
  readonly text: string;
  readonly hidden?: FileDiff['hidden'];
}

const nothing: Content = { full: '', text: '' };

function read(full: string): Content {
  // A film, a dump: not read but where the other file is just as long.
  const { size } = fs.statSync(full);
  if (size > largest) return { full, text: '', hidden: 'large' };
  const bytes = fs.readFileSync(full);
  // As git does: a zero byte near the beginning means that it is no text.
  const isBinary = bytes.subarray(0, 8000).includes(0);
  if (isBinary) return { full, text: '', hidden: 'binary' };
  return { full, text: bytes.toString('utf8').replace(/\r\n?/g, '\n') };
}

function isSame(a: Content, b: Content): boolean {
  if (!a.hidden && !b.hidden) return a.text === b.text;
  const [size, other] = [a, b].map(({ full }) => fs.statSync(full).size);
  if (size !== other) return false;
  return fs.readFileSync(a.full).equals(fs.readFileSync(b.full));
}

function countLines(
  before: string,
  after: string,
): { added: number; removed: number } {
  const parts = diffLines(before, after, { maxEditLength: mostEdits });
  if (!parts) return { added: lineCount(after), removed: lineCount(before) };
  const sum = (kind: 'added' | 'removed') =>
    parts.reduce((all, part) => all + (part[kind] ? part.count : 0), 0);
  return { added: sum('added'), removed: sum('removed') };
}

/** How many lines a text has; a last one without its line end counts. */
export function lineCount(text: string): number {
  if (text === '') return 0;
  const ends = text.split('\n').length;
  return text.endsWith('\n') ? ends - 1 : ends;
}

// The rows of a difference: which removed line became which added one, which
// words of it changed, and which unchanged lines fold away.
import { diffLines, diffWordsWithSpace } from 'diff';
import { lineCount, mostEdits } from '../steps';

/** A line of one side: its number, from 1, and the letters that changed. */
export interface Side {
  readonly number: number;
  readonly marks: readonly Range[];
}

/** Letters from and up to, the last not included. */
export type Range = readonly [number, number];

/** One row: `same` has both sides, a change one or both, `fold` neither. */
export type Row =
  | { readonly kind: 'same'; readonly before: Side; readonly after: Side }
  | { readonly kind: 'change'; readonly before?: Side; readonly after?: Side }
  | { readonly kind: 'fold'; readonly lines: number };

/** Unchanged lines shown above and below a change. */
const context = 3;

/** The rows of a difference between two texts, long unchanged runs folded. */
export function diffRows(before: string, after: string): Row[] {
  return fold(allRows(before, after));
}

function allRows(before: string, after: string): Row[] {
  const rows: Row[] = [];
  let old = 1;
  let now = 1;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    rows.push(...changeRows(removed, added, old, now));
    old += removed.length;
    now += added.length;
    removed = [];
    added = [];
  };
  const parts = diffLines(before, after, { maxEditLength: mostEdits }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ];
  for (const part of parts) {
    if (part.removed) removed.push(...linesOf(part.value));
    else if (part.added) added.push(...linesOf(part.value));
    else {
      flush();
      for (let i = 0; i < lineCount(part.value); i++) {
        rows.push({ kind: 'same', before: side(old++), after: side(now++) });
      }
    }
  }
  flush();
  return rows;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function side(number: number, marks: Range[] = []): Side {
  return { number, marks };
}

// Lines that became one another stand beside each other; what is between them
// is put side by side as it comes.
function changeRows(
  removed: string[],
  added: string[],
  old: number,
  now: number,
): Row[] {
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [
    ...pairs(removed, added),
    [removed.length, added.length],
  ]) {
    for (; i < a || j < b;) {
      rows.push({
        kind: 'change',
        before: i < a ? side(old + i++) : undefined,
        after: j < b ? side(now + j++) : undefined,
      });
    }
    if (a === removed.length && b === added.length) break;
    const [before, after] = wordMarks(removed[a], added[b]);
    rows.push({
      kind: 'change',
      before: side(old + i++, before),
      after: side(now + j++, after),
    });
  }
  return rows;
}

/** Beyond this the pairing is not worth its time: nobody reads so long a change word by word. */
const mostPairs = 40_000;

// The pairs of lines, in order on both sides, that share most words.
function pairs(removed: string[], added: string[]): [number, number][] {
  const [n, m] = [removed.length, added.length];
  if (n * m === 0 || n * m > mostPairs) return [];
  const words = added.map(wordsOf);
  const alike = removed.map((line) => {
    const own = wordsOf(line);
    return words.map((other) => shared(own, other));
  });
  // best[i][j]: the most that the lines from i and from j on can share.
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const both = alike[i][j] + best[i + 1][j + 1];
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], both);
    }
  }
  const found: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < n && j < m;) {
    if (best[i][j] === best[i + 1][j]) i++;
    else if (best[i][j] === best[i][j + 1]) j++;
    else found.push([i++, j++]);
  }
  return found;
}

function wordsOf(line: string): string[] {
  return line.match(/\w+|[^\w\s]/g) ?? [];
}

/** The least that two lines must share to count as one line, changed. */
const leastShared = 0.4;

// How much of two lines is the same, 0 where that is too little. Signs count
// less than words: every line has brackets.
function shared(a: string[], b: string[]): number {
  const weight = (word: string) => (/\w/.test(word) ? 1 : 0.2);
  const left = [...b];
  let common = 0;
  for (const word of a) {
    const at = left.indexOf(word);
    if (at < 0) continue;
    left.splice(at, 1);
    common += weight(word);
  }
  const all = [...a, ...b].reduce((sum, word) => sum + weight(word), 0);
  const share = all === 0 ? 0 : (2 * common) / all;
  return share < leastShared ? 0 : share;
}

/** More than this much of a line marked says nothing any more. */
const mostMarked = 0.6;

function wordMarks(before: string, after: string): [Range[], Range[]] {
  const marks: [Range[], Range[]] = [[], []];
  // An indent that grew is marked by what came, not as a whole.
  const indent = sharedIndent(before, after);
  const at = [indent, indent];
  const parts = diffWordsWithSpace(before.slice(indent), after.slice(indent));
  for (const { value, removed, added } of parts) {
    if (!added) mark(0, value, Boolean(removed));
    if (!removed) mark(1, value, Boolean(added));
  }
  const tooMuch = [before, after].some((line, side) => {
    const count = marks[side].reduce((sum, [from, to]) => sum + to - from, 0);
    return count > mostMarked * line.trim().length;
  });
  return tooMuch ? [[], []] : marks;

  function mark(side: number, value: string, changed: boolean) {
    const from = at[side];
    at[side] += value.length;
    if (changed) marks[side].push([from, at[side]]);
  }
}

function sharedIndent(a: string, b: string): number {
  let length = 0;
  while (a[length] === b[length] && /\s/.test(a[length] ?? '')) length++;
  return length;
}

// What lies far from any change folds away.
function fold(rows: Row[]): Row[] {
  const isFar = (_: Row, i: number) =>
    rows
      .slice(Math.max(0, i - context), i + context + 1)
      .every(({ kind }) => kind === 'same');
  const far = rows.map(isFar);
  const folded: Row[] = [];
  for (let i = 0; i < rows.length;) {
    const end = far.indexOf(false, i);
    const lines = (end < 0 ? rows.length : end) - i;
    // A fold of one line would take as much room as the line.
    if (lines < 2) folded.push(rows[i]);
    else folded.push({ kind: 'fold', lines });
    i += Math.max(lines, 1);
  }
  return folded;
}

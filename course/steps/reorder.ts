// An edit that only puts statements in another order, done again in a later
// version of the file.
import type { Sides } from './sides';
import { statementsOf, type Statement } from './statements';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Whether a change only puts lines in another order. */
export function isReordering({ base, theirs }: Sides<string>): boolean {
  return linesOf(base).sort().join() === linesOf(theirs).sort().join();
}

/**
 * The statements between the first and the last that changed places, in their
 * new order: `a b c` → `b a c` makes `b a x c` of `a b x c`. Undefined where
 * something else came between them, or they can't be told from others.
 */
export function reorder(texts: Sides<string>): string | undefined {
  const [base, ours, theirs] = [texts.base, texts.ours, texts.theirs].map(
    (text) => statementsOf(text) ?? [],
  );
  const [before, here, after] = [base, ours, theirs].map((some) =>
    some.map(({ name, whole }) => name ?? whole),
  );
  const isSame = sorted(base) === sorted(theirs);
  if (!isSame || [before, here].some((ids) => new Set(ids).size < ids.length))
    return undefined;
  const isMoved = (id: string, i: number) => id !== after[i];
  const [first, last] = [
    before.findIndex(isMoved),
    before.findLastIndex(isMoved),
  ];
  const at = here.indexOf(before[first]);
  const isTogether = before
    .slice(first, last + 1)
    .every((id, i) => here[at + i] === id);
  if (at < 0 || !isTogether) return undefined;
  const wanted = ours.map((one, i) => {
    const id = after[first + i - at];
    return i < at || i > at + last - first ? one : ours[here.indexOf(id)];
  });
  return replaced(texts.ours, ours, wanted);
}

function sorted(statements: readonly Statement[]): string {
  return statements
    .map(({ whole }) => whole)
    .sort()
    .join('\n');
}

/** The text with other statements in the places of its own, one for one. */
function replaced(
  text: string,
  old: readonly Statement[],
  wanted: readonly Statement[],
): string | undefined {
  let [done, rest] = ['', text];
  for (const [i, { whole }] of old.entries()) {
    const at = rest.indexOf(whole);
    const gap = rest.slice(0, at);
    // What stands behind a statement in its line would stay.
    if (i > 0 && !gap.includes('\n')) return undefined;
    done += gap + wanted[i].whole;
    rest = rest.slice(at + whole.length);
  }
  return done + rest;
}

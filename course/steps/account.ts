// After a merge: follows what moved elsewhere, and counts whether the result
// holds what both sides brought, no less and no more.
import { mergeItem, type Run } from './merge-lists';
import { areAlike, nameOf, wordsOf } from './match';
import { indent, renderItem } from './render';
import type { Sides } from './sides';
import { allItems, readCode, type Item, type List } from './statements';

/**
 * Brings changes of items that a side has moved, into a function for example,
 * to their new place. Where that is not there once, it is a clash.
 */
export function followMoves(
  file: string,
  merged: string,
  base: List,
  run: Run,
): string {
  let text = merged;
  for (const { from, to } of run.moves) {
    const shift = file.endsWith('.json') ? 1 : 0;
    const isIt = (item: Item) =>
      from.key ? item.key === from.key : areAlike(from, item);
    const known = allItems(base).filter(isIt);
    const places = shift ? [] : allItems(readCode(file, text)!).filter(isIt);
    const isPlace = known.length === 1 && places.length === 1;
    const isTold = wordsOf(from.code).length >= 3;
    if (!isPlace || !isTold) {
      // Both took it away, and it is nowhere else.
      if (!to) continue;
      run.clashes.push({
        base: renderItem(from),
        ours: '',
        theirs: renderItem(to),
      });
      continue;
    }
    const [place] = places;
    const fresh =
      to && renderItem(mergeItem({ base: from, ours: place, theirs: to }, run));
    text = replace(text, place, fresh);
  }
  return text;
}

function replace(text: string, { start, end }: Item, fresh?: string): string {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const pad = /^ */.exec(text.slice(line))![0];
  if (fresh === undefined) return text.slice(0, line) + text.slice(end + 1);
  return text.slice(0, line) + indent(fresh, pad) + text.slice(end);
}

/** Whether a result holds each word as often as both changes together say. */
export function account(
  texts: Sides<string>,
  text: string,
  lists: Sides<List>,
  result: List,
): boolean {
  const [base, ours, theirs, merged] = [
    texts.base,
    texts.ours,
    texts.theirs,
    text,
  ].map(countWords);
  const words = [base, ours, theirs, merged].flatMap((one) => [...one.keys()]);
  const sumsUp = [...new Set(words)].every((word) => {
    const [b, o, t, m] = [base, ours, theirs, merged].map(
      (one) => one.get(word) ?? 0,
    );
    const [more, most] = [o - b, t - b];
    const all = b + more + most;
    // Both brought the same: once or twice; else exactly what each did.
    const once =
      more * most > 0
        ? b + (more > 0 ? Math.max(more, most) : Math.min(more, most))
        : all;
    return m >= Math.min(once, all) && m <= Math.max(once, all);
  });
  return sumsUp && !isDoubled(lists, result);
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}_$]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

// The same route, import or call brought by both to two places.
function isDoubled(lists: Sides<List>, result: List): boolean {
  const count = (list: List, name: string) =>
    allItems(list).filter((item) => nameOf(item) === name).length;
  const names = allItems(result)
    .filter(
      ({ kind, key }) => /^(import|call)/.test(kind) || /^name/.test(key ?? ''),
    )
    .map(nameOf);
  return names.some((name) => {
    const [b, o, t] = [lists.base, lists.ours, lists.theirs].map((list) =>
      count(list, name),
    );
    return o > b && t > b && count(result, name) > Math.max(o, t);
  });
}

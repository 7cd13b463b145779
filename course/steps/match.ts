// Which statement of one version is which of another, by name, by text, or
// because it took the other's place; and which two do not concern each other.
import { hunksOf } from './sequence';
import type { Sides } from './sides';
import type { Item, List } from './statements';

/** The lists of three versions, each item with the id that it has in all. */
export interface Matched {
  readonly base: string[];
  readonly ours: string[];
  readonly theirs: string[];
  item(side: 'base' | 'ours' | 'theirs', id: string): Item | undefined;
}

export function matchLists({ base, ours, theirs }: Sides<List>): Matched {
  const ids = base.items.map((_, i) => `base ${i}`);
  const mine = idsOf(base.items, ours.items, 'ours');
  const wanted = idsOf(base.items, theirs.items, 'theirs');
  // The same statement added by both is one.
  theirs.items.forEach((item, i) => {
    if (!wanted[i].startsWith('theirs')) return;
    const isTwin = (_: Item, j: number) =>
      mine[j].startsWith('ours') && nameOf(ours.items[j]) === nameOf(item);
    const twin = ours.items.findIndex(isTwin);
    const isTaken = twin >= 0 && wanted.includes(mine[twin]);
    if (twin >= 0 && !isTaken) wanted[i] = mine[twin];
  });
  const sides = {
    base: new Map(ids.map((id, i) => [id, base.items[i]])),
    ours: new Map(mine.map((id, i) => [id, ours.items[i]])),
    theirs: new Map(wanted.map((id, i) => [id, theirs.items[i]])),
  };
  const item: Matched['item'] = (side, id) => sides[side].get(id);
  return { base: ids, ours: mine, theirs: wanted, item };
}

/** What tells an item from its neighbours. */
export function nameOf(item: Item): string {
  return item.key ?? `${item.kind} ${item.code || item.comment}`;
}

function idsOf(base: readonly Item[], side: readonly Item[], name: string) {
  const [from, to] = [base, side].map((items) => items.map(nameOf));
  const ids: (string | undefined)[] = side.map(() => undefined);
  const isFree = (i: number) => !ids.includes(`base ${i}`);
  const hunks = hunksOf(from, to);
  let shift = 0;
  let at = 0;
  for (const hunk of [...hunks, { from: from.length, to: 0, by: [] }]) {
    for (; at < hunk.from; at++) ids[at + shift] = `base ${at}`;
    at = hunk.to;
    shift += hunk.by.length - (hunk.to - hunk.from);
  }
  // Moved: the same elsewhere, and only once.
  to.forEach((text, j) => {
    const places = [...from.keys()].filter((i) => from[i] === text);
    const isOnce = to.indexOf(text) === to.lastIndexOf(text);
    if (ids[j] || places.length !== 1 || !isOnce || !isFree(places[0])) return;
    ids[j] = `base ${places[0]}`;
  });
  // Changed: one of its kind went, and one that is like it came in its place.
  let moved = 0;
  for (const hunk of hunks) {
    const start = hunk.from + moved;
    moved += hunk.by.length - (hunk.to - hunk.from);
    const gone = range(hunk.from, hunk.to).filter(isFree);
    const came = range(start, start + hunk.by.length).filter((j) => !ids[j]);
    for (const j of came) {
      const like = gone.filter((i) => areAlike(base[i], side[j]));
      const rivals = came.filter((k) =>
        like.some((i) => areAlike(base[i], side[k])),
      );
      if (like.length === 1 && rivals.length === 1) ids[j] = `base ${like[0]}`;
    }
  }
  return ids.map((id, j) => id ?? `${name} ${j}`);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

// `test.get('/a', …)` and `test.get('/b', …)` are two routes, unless all but
// the path is the same; other statements of a kind are one that was changed.
export function areAlike(a: Item, b: Item): boolean {
  if (a.kind !== b.kind) return false;
  const without = (item: Item) =>
    item.code.replaceAll(item.key?.split(' ').at(-1) ?? '\0', '');
  if (a.key && b.key) return without(a) === without(b) && a.code !== '';
  if (a.key || b.key) return false;
  const [mine, others] = [wordsOf(a.code), wordsOf(b.code)];
  const shared = mine.filter((word) => others.includes(word)).length;
  return shared * 2 >= Math.max(mine.length, others.length);
}

const language =
  /^(await|async|const|let|return|new|if|else|function|export|import|from|type|interface|class|true|false|null|undefined|string|number|boolean|throw|break|continue)$/;

/** Names, numbers and texts of a piece of code. */
export function wordsOf(code: string): string[] {
  return code.match(/'[^'\n]*'|"[^"\n]*"|[\p{L}\p{N}_$]+/gu) ?? [];
}

/** Whether something may stand anywhere among others: nothing runs through it. */
export function isFreeStanding(item: Item): boolean {
  return item.key !== undefined && item.kind !== 'header';
}

/** Whether the order of two statements that both were added means nothing. */
export function areIndependent(a: Item, b: Item): boolean {
  const keys = [a.key, b.key].map((key) => key?.split(' ') ?? []);
  if (keys.every(([what]) => what === 'route') && keys[0][1] === keys[1][1]) {
    return !overlap(keys[0][2], keys[1][2]);
  }
  if (
    [a, b].some(({ kind }) =>
      /^(Return|Throw|Break|Continue|If|Spread)/.test(kind),
    )
  )
    return false;
  const [left, right] = [a, b].map(({ code }) =>
    wordsOf(code).filter((word) => !language.test(word)),
  );
  if (a.key && b.key) {
    const [first, second] = keys.map((key) => key.at(-1)!);
    return first !== second && !left.includes(second) && !right.includes(first);
  }
  return !left.some((word) => /^[\p{L}_$]/u.test(word) && right.includes(word));
}

function overlap(a: string, b: string): boolean {
  const isOpen = (path: string) => /[:*{]/.test(path) || path === '/';
  if (a === b || isOpen(a) || isOpen(b)) return true;
  return a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

// Three versions of a list of statements as one: which of them stay, in which
// order, and, where both sides changed one, what is inside it.
import {
  areIndependent,
  isFreeStanding,
  matchLists,
  type Matched,
} from './match';
import { fill, renderItem } from './render';
import { mergeSequence, type Meeting } from './sequence';
import { each, pick, type Sides } from './sides';
import type { Item, List } from './statements';

/** The three sides of a contradiction. */
export type Clash = Sides<string>;

/** What a merge collects on its way. */
export interface Run {
  readonly clashes: Clash[];
  /** Items that one side no longer has here, and the other has changed. */
  readonly moves: { readonly from: Item; readonly to?: Item }[];
}

export function mergeLists(lists: Sides<List>, run: Run): List {
  const { base, ours, theirs } = lists;
  const matched = matchLists(lists);
  const decide = (meeting: Meeting): readonly string[] => {
    const ids = meetingOf(meeting, matched, decide);
    if (!ids) run.clashes.push(clashOf(meeting, matched));
    return ids ?? meeting.ours;
  };
  const ids = mergeSequence(matched.base, matched.ours, matched.theirs, decide);
  if (run.clashes.length === 0 && !isWhole(ids, matched)) {
    run.clashes.push(clashOf({ at: 0, ...matched }, matched));
  }
  const sidesOf = (id: string) =>
    each({ base: 'base', ours: 'ours', theirs: 'theirs' } as const, (side) =>
      matched.item(side, id),
    );
  const isSorted = [base, ours, theirs].every(({ items }) => inOrder(items));
  const items = ids.map((id) => mergeItem(sidesOf(id), run));
  followable(matched, run);
  return {
    isMembers: ours.isMembers,
    inline: [base, ours, theirs].every(({ inline }) => inline),
    items: isSorted ? [...items].sort(byKey) : items,
  };
}

// Every id that a side keeps or brings, once, and none that a side took away.
function isWhole(
  ids: readonly string[],
  { base, ours, theirs }: Matched,
): boolean {
  const wanted = [...new Set([...ours, ...theirs])].filter(
    (id) => !base.includes(id) || (ours.includes(id) && theirs.includes(id)),
  );
  return ids.length === wanted.length && wanted.every((id) => ids.includes(id));
}

function followable({ base, item }: Matched, run: Run): void {
  for (const id of base) {
    const [from, mine, wanted] = [
      item('base', id)!,
      item('ours', id),
      item('theirs', id),
    ];
    if (mine && wanted) continue;
    const to = mine ?? wanted;
    if (!to || !isSame(from, to)) run.moves.push({ from, to });
  }
}

type Decide = (meeting: Meeting) => readonly string[];

// The ids that stand where both sides changed the order or what is there.
function meetingOf(
  meeting: Meeting,
  matched: Matched,
  decide: Decide,
): readonly string[] | undefined {
  const { base, ours, theirs } = meeting;
  const hasMoved = (side: readonly string[], all: readonly string[]) =>
    base.some((id) => !side.includes(id) && all.includes(id)) ||
    side.some((id) => !base.includes(id) && matched.base.includes(id));
  if (hasMoved(ours, matched.ours) || hasMoved(theirs, matched.theirs))
    return undefined;
  const item = (id: string) =>
    (matched.item('ours', id) ?? matched.item('theirs', id))!;
  const extra = (side: readonly string[]) =>
    side.filter((id) => !base.includes(id));
  const [mine, wanted] = [extra(ours), extra(theirs)];
  const common = mine.filter((id) => wanted.includes(id));
  if (base.length === 0 && common.length > 0) {
    const isAlike =
      wanted.filter((id) => mine.includes(id)).join() === common.join();
    return isAlike ? mergeSequence(common, ours, theirs, decide) : undefined;
  }
  const agree = mine.every((id) =>
    wanted.every((other) => areIndependent(item(id), item(other))),
  );
  if (!agree || common.length > 0) return undefined;
  // Both only add: the earlier step's come first.
  if (base.length === 0) return [...theirs, ...ours];
  if (mine.length + wanted.length === 0)
    return base.filter((id) => ours.includes(id) && theirs.includes(id));
  return (
    beside(base, ours, theirs, (id) => matched.item('theirs', id)!) ??
    beside(base, theirs, ours, (id) => matched.item('ours', id)!)
  );
}

// One side only puts something above or below what the other changed; a line
// that stands right at it, with no empty one between, may belong to it.
function beside(
  base: readonly string[],
  changed: readonly string[],
  adding: readonly string[],
  item: (id: string) => Item,
) {
  const first = adding.indexOf(base[0]);
  const last = first + base.length;
  if (first < 0 || adding.slice(first, last).join() !== base.join()) {
    return undefined;
  }
  const [above, below] = [adding.slice(0, first), adding.slice(last)];
  const isFree = (some: readonly string[], next: string | undefined) =>
    some.every((id) => isFreeStanding(item(id))) || (next && item(next).gap);
  if (!isFree(above, base[0]) || !isFree(below, below[0])) return undefined;
  return [...above, ...changed, ...below];
}

function clashOf(meeting: Meeting, matched: Matched): Clash {
  const text = (side: keyof Clash) =>
    meeting[side].map((id) => renderItem(matched.item(side, id)!)).join('\n');
  return { base: text('base'), ours: text('ours'), theirs: text('theirs') };
}

/** One item of three versions; missing in `base`, it was added by both. */
export function mergeItem(sides: Sides<Item | undefined>, run: Run): Item {
  const { base, ours, theirs } = sides;
  // Whether it stays is settled: a side without it never had it.
  if (!ours || !theirs) return (ours ?? theirs)!;
  const clash = () =>
    run.clashes.push({
      base: base ? renderItem(base) : '',
      ours: renderItem(ours),
      theirs: renderItem(theirs),
    });
  if (!base) {
    const comment = ours.comment || theirs.comment;
    const isTwin =
      ours.code === theirs.code &&
      (!theirs.comment || theirs.comment === comment);
    if (!isTwin) clash();
    return { ...ours, comment };
  }
  const whole = { base, ours, theirs };
  const comment = pick(each(whole, (side) => side.comment));
  const trail = pick(each(whole, (side) => side.trail));
  const code = mergeCode(whole, run);
  if (comment === undefined || trail === undefined || code === undefined) {
    clash();
    return ours;
  }
  const gap = pick(each(whole, (side) => side.gap))!;
  return { ...ours, comment, trail, code, gap };
}

function mergeCode(items: Sides<Item>, run: Run): string | undefined {
  const easy = pick(each(items, ({ code }) => code));
  if (easy !== undefined) return easy;
  const { base, ours, theirs } = items;
  const count = base.lists.length;
  if (count !== ours.lists.length || count !== theirs.lists.length)
    return undefined;
  const frame = mergeWords(each(items, (side) => side.frame));
  if (frame === undefined) return undefined;
  const lists = base.lists.map((_, i) =>
    mergeLists(
      each(items, (side) => side.lists[i]),
      run,
    ),
  );
  return fill(frame, lists);
}

// `f(1, () => {\0})`: changes of two words with another between them.
function mergeWords(frames: Sides<string>): string | undefined {
  const easy = pick(frames);
  if (easy !== undefined) return easy;
  const texts = each(frames, (frame) => frame.replace(/\s+/g, ' '));
  if (Object.values(frames).some((frame) => frame.includes('//')))
    return undefined;
  const { base, ours, theirs } = each(
    texts,
    (text) =>
      text.match(/\s*[\p{L}\p{N}_$]+|\s*[^\p{L}\p{N}_$\s]|\s+$/gu) ?? [],
  );
  let isSure = true;
  const words = mergeSequence(base, ours, theirs, (meeting) => {
    isSure = false;
    return meeting.ours;
  });
  return isSure ? words.join('') : undefined;
}

function isSame(a: Item, b: Item): boolean {
  return a.code === b.code && a.comment === b.comment && a.trail === b.trail;
}

function inOrder(items: readonly Item[]): boolean {
  const isJson = items.every(({ key }) => key?.startsWith('member "'));
  return (
    isJson && items.every((item, i) => i === 0 || byKey(items[i - 1], item) < 0)
  );
}

function byKey(a: Item, b: Item): number {
  return a.key! < b.key! ? -1 : 1;
}

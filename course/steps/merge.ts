// Merges a change into a later version of a file, three ways. Lines first;
// where two changes meet on the same lines, words; and a line that was moved
// is followed to its new place. Plain diff3 gives up in all three cases, and
// also where two changes only touch.
import { diffArrays } from 'diff';

/** A text that holds both changes, or the places where they contradict. */
export type Merge =
  | { readonly clean: true; readonly text: string; readonly how: MergeKind }
  | { readonly clean: false; readonly clashes: readonly Clash[] };

/** The finest means that was needed. */
export type MergeKind = 'same' | 'lines' | 'moved' | 'words';

/** The three sides of a contradiction, and the line of `base` it begins at. */
export interface Clash {
  readonly line: number;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** `base[from, to)` was replaced by `by`. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/**
 * Applies the change from `base` to `theirs` to `ours`.
 * @param base the earlier step's file before the change
 * @param ours the later step's file
 * @param theirs the earlier step's file with the change
 */
export function merge(base: string, ours: string, theirs: string): Merge {
  if (base === theirs || ours === theirs) return done(ours, 'same');
  if (base === ours) return done(theirs, 'same');
  const sides = [base, ours, theirs].map(splitLines);
  const result = mergeParts(sides[0], sides[1], sides[2], 'lines');
  if (result.clashes.length === 0) {
    return done(result.parts.join(''), result.how);
  }
  const followed = followMoves(sides[0], sides[1], sides[2]);
  return followed
    ? done(followed.join(''), 'moved')
    : { clean: false, clashes: result.clashes };
}

function done(text: string, how: MergeKind): Merge {
  return { clean: true, text, how };
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

// Names, numbers and single signs, each with the blanks before it: `, b` that
// was put in is then one piece.
function splitWords(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}_$]+|\s*[^\p{L}\p{N}_$\s]|\s+$/gu) ?? [];
}

interface Parts {
  parts: string[];
  clashes: Clash[];
  how: MergeKind;
}

function mergeParts(
  base: string[],
  ours: string[],
  theirs: string[],
  unit: 'lines' | 'words',
): Parts {
  const mine = hunksOf(base, ours);
  const wanted = hunksOf(base, theirs);
  const result: Parts = { parts: [], clashes: [], how: unit };
  let at = 0;
  for (const group of groupsOf(mine, wanted, unit)) {
    result.parts.push(...base.slice(at, group.from));
    at = group.to;
    resolve(base, ours, group, unit, result);
  }
  result.parts.push(...base.slice(at));
  return result;
}

function hunksOf(before: string[], after: string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  for (const { value, added, removed } of diffArrays(before, after)) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    const last = hunks.at(-1);
    const touches = last?.to === at;
    const by = added ? value : [];
    const to = removed ? at + value.length : at;
    if (touches)
      hunks[hunks.length - 1] = {
        from: last.from,
        to,
        by: [...last.by, ...by],
      };
    else hunks.push({ from: at, to, by });
    at = to;
  }
  return hunks;
}

interface Group {
  from: number;
  to: number;
  mine: Hunk[];
  wanted: Hunk[];
}

// Hunks that share a line of the base (or, for words, touch) belong together.
function groupsOf(
  mine: Hunk[],
  wanted: Hunk[],
  unit: 'lines' | 'words',
): Group[] {
  const all = [
    ...mine.map((hunk) => ({ hunk, side: 'mine' as const })),
    ...wanted.map((hunk) => ({ hunk, side: 'wanted' as const })),
  ].sort((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to);
  const groups: Group[] = [];
  for (const { hunk, side } of all) {
    const last = groups.at(-1);
    if (last && meets(last, hunk, unit)) {
      last.to = Math.max(last.to, hunk.to);
      last[side].push(hunk);
    } else {
      const group: Group = {
        from: hunk.from,
        to: hunk.to,
        mine: [],
        wanted: [],
      };
      group[side].push(hunk);
      groups.push(group);
    }
  }
  return groups;
}

function meets(group: Group, hunk: Hunk, unit: 'lines' | 'words'): boolean {
  if (unit === 'words') return hunk.from <= group.to;
  const bothInsert = group.from === group.to && hunk.from === hunk.to;
  return bothInsert ? hunk.from === group.to : hunk.from < group.to;
}

function resolve(
  base: string[],
  ours: string[],
  group: Group,
  unit: 'lines' | 'words',
  result: Parts,
): void {
  const { from, to, mine, wanted } = group;
  const old = base.slice(from, to);
  const left = apply(base, from, to, mine);
  const right = apply(base, from, to, wanted);
  const same = left.join('') === right.join('');
  if (wanted.length === 0 || same) result.parts.push(...left);
  else if (mine.length === 0) result.parts.push(...right);
  else if (from === to && (unit === 'lines' || isList(left, right))) {
    // Both only add, side by side: the earlier step's come first.
    result.parts.push(...right, ...left);
  } else if (unit === 'words' || !finer(old, left, right, ours, result)) {
    result.parts.push(...left);
    result.clashes.push({
      line: from + 1,
      base: old.join(''),
      ours: left.join(''),
      theirs: right.join(''),
    });
  }
}

function apply(
  base: string[],
  from: number,
  to: number,
  hunks: Hunk[],
): string[] {
  const out: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.from), ...hunk.by);
    at = hunk.to;
  }
  return [...out, ...base.slice(at, to)];
}

// `, B` and `, C` after `{ A`: two more members of one list.
function isList(left: string[], right: string[]): boolean {
  return [left, right].every(
    (words) =>
      words.join('').trim().startsWith(',') !==
      words.join('').trim().endsWith(','),
  );
}

// The second try on lines that both sides changed: word by word.
function finer(
  old: string[],
  left: string[],
  right: string[],
  ours: string[],
  result: Parts,
): boolean {
  const [o, l, r] = [old, left, right].map((lines) =>
    splitWords(lines.join('')),
  );
  const words = mergeParts(o, l, r, 'words');
  if (words.clashes.length > 0) return false;
  result.parts.push(...splitLines(words.parts.join('')));
  result.how = 'words';
  return true;
}

// The last try: the changed lines stand elsewhere, or deeper in a block, because
// the later step moved them. They are followed by what is around them, as long
// as that occurs once on both sides.
function followMoves(
  base: string[],
  ours: string[],
  theirs: string[],
): string[] | undefined {
  const out = [...ours];
  for (const hunk of hunksOf(base, theirs)) {
    const place = placeOf(hunk, base, out);
    if (!place) return undefined;
    const fresh = hunk.by.map((line) => indented(line, place.deeper));
    out.splice(place.at, hunk.to - hunk.from, ...fresh);
  }
  return out;
}

/** How many lines above and below the changed ones are looked for as well. */
const contexts = [
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
  [2, 1],
  [1, 2],
  [2, 2],
  [3, 3],
];

interface Place {
  at: number;
  /** Spaces that its lines have more than they had; negative: fewer. */
  deeper: number;
}

function placeOf(
  { from, to }: Hunk,
  base: string[],
  out: string[],
): Place | undefined {
  for (const [above, below] of contexts) {
    const start = from - above;
    if (start < 0 || to + below > base.length) continue;
    const block = base.slice(start, to + below);
    // A lone bracket says nothing about where it belongs.
    const mark = block.findIndex((line) => /\w{3}/.test(line));
    if (mark < 0 || placesOf(block, base).length !== 1) continue;
    const places = placesOf(block, out);
    if (places.length !== 1) continue;
    const deeper = indentOf(out[places[0] + mark]) - indentOf(block[mark]);
    return { at: places[0] + above, deeper };
  }
  return undefined;
}

function placesOf(block: string[], lines: string[]): number[] {
  return [...lines.keys()].filter((at) =>
    block.every((line, i) => lines[at + i]?.trim() === line.trim()),
  );
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

function indented(line: string, deeper: number): string {
  if (line.trim() === '') return line;
  return deeper >= 0 ? ' '.repeat(deeper) + line : line.slice(-deeper);
}

// Merges three versions of a list (of lines, words or statements): what only
// one side changed is taken; where the changes of both touch, somebody decides.
import { diffArrays } from 'diff';

/** `base[from, to)` was replaced by `by`. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly by: readonly string[];
}

/** A place that both sides changed: what stood there, and what each has now. */
export interface Meeting {
  /** Where in `base` it begins. */
  readonly at: number;
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/**
 * Three lists as one.
 * @param decide what stands where both changed; unlike Git's rule, it is asked
 *   too where they only touch
 * @example mergeSequence(['a', 'b'], ['a', 'b', 'c'], ['x', 'b'], …) → x b c
 */
export function mergeSequence(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  decide: (meeting: Meeting) => readonly string[],
): string[] {
  const out: string[] = [];
  let at = 0;
  for (const { from, to, mine, wanted } of meetings(base, ours, theirs)) {
    out.push(...base.slice(at, from));
    at = to;
    const [left, right] = [mine, wanted].map((hunks) =>
      apply(base, from, to, hunks),
    );
    if (wanted.length === 0 || isSame(left, right)) out.push(...left);
    else if (mine.length === 0) out.push(...right);
    else {
      const old = base.slice(from, to);
      out.push(...decide({ at: from, base: old, ours: left, theirs: right }));
    }
  }
  return [...out, ...base.slice(at)];
}

/** What changed from one list to another. */
export function hunksOf(
  before: readonly string[],
  after: readonly string[],
): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  for (const part of diffArrays([...before], [...after])) {
    const size = part.value.length;
    const to = part.added ? at : at + size;
    if (part.added || part.removed) {
      const by = part.added ? part.value : [];
      const last = hunks.at(-1);
      if (last?.to !== at) hunks.push({ from: at, to, by });
      else
        hunks.splice(-1, 1, { from: last.from, to, by: [...last.by, ...by] });
    }
    at = to;
  }
  return hunks;
}

interface Group {
  readonly from: number;
  to: number;
  readonly mine: Hunk[];
  readonly wanted: Hunk[];
}

function meetings(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): Group[] {
  const all = [
    ...hunksOf(base, ours).map((hunk) => ({ hunk, isMine: true })),
    ...hunksOf(base, theirs).map((hunk) => ({ hunk, isMine: false })),
  ].sort((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to);
  const groups: Group[] = [];
  for (const { hunk, isMine } of all) {
    let last = groups.at(-1);
    if (!last || hunk.from > last.to) {
      last = { from: hunk.from, to: hunk.to, mine: [], wanted: [] };
      groups.push(last);
    }
    last.to = Math.max(last.to, hunk.to);
    (isMine ? last.mine : last.wanted).push(hunk);
  }
  return groups;
}

function apply(
  base: readonly string[],
  from: number,
  to: number,
  hunks: readonly Hunk[],
): string[] {
  const out: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.from), ...hunk.by);
    at = hunk.to;
  }
  return [...out, ...base.slice(at, to)];
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

// After a merge: whether the result holds what both sides brought, no less and
// no more, and where it belongs.
import { diffArrays } from 'diff';
import { each, type Sides } from './sides';
import { statementsOf } from './statements';

/** Whether a merged text may be called clean. */
export function isAccounted(texts: Sides<string>, merged: string): boolean {
  return sumsUp(texts, merged) && keepsNames(texts, merged);
}

/** Each word as often as both changes together say. */
function sumsUp(texts: Sides<string>, text: string): boolean {
  const counts = each(texts, countWords);
  const merged = countWords(text);
  const words = [...Object.values(counts), merged].flatMap((one) => [
    ...one.keys(),
  ]);
  return [...new Set(words)].every((word) => {
    const [b, o, t, m] = [counts.base, counts.ours, counts.theirs, merged].map(
      (one) => one.get(word) ?? 0,
    );
    const [more, most] = [o - b, t - b];
    const all = b + more + most;
    // Both brought the same: once or twice; else exactly what each did.
    const isBoth = more * most > 0;
    const once = more > 0 ? Math.max(o, t) : Math.min(o, t);
    const least = isBoth ? once : all;
    return m >= Math.min(least, all) && m <= Math.max(least, all);
  });
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}_$]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

// What the edit changed is still there under its name, and what both brought
// (a route, an import, a call) stands once.
function keepsNames(texts: Sides<string>, text: string): boolean {
  const { base, ours, theirs } = each(texts, named);
  const merged = named(text);
  if (!base || !ours || !theirs || !merged) return false;
  const isKept = [...base].every(([name, codes]) => {
    const wanted = theirs.get(name);
    const isChanged = wanted && wanted.join() !== codes.join();
    return !isChanged || ours.has(name);
  });
  const count = (some: Map<string, string[]>, name: string) =>
    some.get(name)?.length ?? 0;
  const isOnce = [...merged.keys()].every((name) => {
    const [b, o, t] = [base, ours, theirs].map((some) => count(some, name));
    return o <= b || t <= b || count(merged, name) <= Math.max(o, t);
  });
  return isKept && isOnce;
}

function named(text: string): Map<string, string[]> | undefined {
  const statements = statementsOf(text);
  if (!statements) return undefined;
  const found = new Map<string, string[]>();
  for (const { name, type, code } of statements) {
    const id = name ?? (type === 'ExpressionStatement' ? code : undefined);
    if (id)
      found.set(id, [...(found.get(id) ?? []), code.replace(/\s+/g, ' ')]);
  }
  return found;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    // `});` stands everywhere.
    .filter((line) => /\w/.test(line));

/**
 * Whether all lines that the edit adds stand at one of their neighbours: the
 * nearest that the later step did not take away.
 */
export function isAnchored(
  { base, ours, theirs }: Sides<string>,
  text: string,
): boolean {
  const [before, after, merged] = [base, theirs, text].map(linesOf);
  const parts = diffArrays(before, after);
  const kept = new Set(linesOf(ours));
  const isKept = (line: string) => kept.has(line);
  let at = 0;
  return parts.every(({ added, removed, value: lines }, i) => {
    if (removed) return true;
    const above = after.slice(0, at).findLast(isKept);
    const below = after.slice(at + lines.length).find(isKept);
    at += lines.length;
    if (!added || parts[i - 1]?.removed || parts[i + 1]?.removed) return true;
    return merged.some(
      (_, j) =>
        lines.every((line, k) => merged[j + k] === line) &&
        (merged[j - 1] === above || merged[j + lines.length] === below),
    );
  });
}

// How far a typed word is from a known one, for "did you mean".

/** Levenshtein's distance: insertions, deletions and changes of one letter. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, change));
    }
    row = next;
  }
  return row[b.length];
}

/** The known word that a person most likely meant. */
export function nearest(word: string, known: readonly string[]): string {
  return [...known].sort(
    (a, b) => editDistance(word, a) - editDistance(word, b),
  )[0];
}

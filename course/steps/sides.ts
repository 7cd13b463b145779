// Three versions of something: before a change, later, and after the change.

export interface Sides<T> {
  /** The earlier step's before the change. */
  readonly base: T;
  /** The later step's. */
  readonly ours: T;
  /** The earlier step's after the change. */
  readonly theirs: T;
}

/** What both want, where not each side changed it to something else. */
export function pick<T>({ base, ours, theirs }: Sides<T>): T | undefined {
  if (base === theirs || ours === theirs) return ours;
  return base === ours ? theirs : undefined;
}

/** The same question asked of all three. */
export function each<T, R>(sides: Sides<T>, ask: (side: T) => R): Sides<R> {
  return {
    base: ask(sides.base),
    ours: ask(sides.ours),
    theirs: ask(sides.theirs),
  };
}

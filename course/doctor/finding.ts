// What the doctor says about one thing.

/** `warning`: the course works, but something may surprise. */
export type State = 'good' | 'warning' | 'bad';

export interface Finding {
  /** What was looked at, in a word or two. */
  readonly what: string;
  readonly state: State;
  readonly says: string;
  /** What to do about it; undefined where it is good. */
  readonly remedy?: string;
}

export function good(what: string, says: string): Finding {
  return { what, state: 'good', says };
}

export function warning(what: string, says: string, remedy: string): Finding {
  return { what, state: 'warning', says, remedy };
}

export function bad(what: string, says: string, remedy: string): Finding {
  return { what, state: 'bad', says, remedy };
}

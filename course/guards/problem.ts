// What a guard found: where, and a sentence.

/** One thing that is not true of the repository. */
export interface Problem {
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** `docs/x.md:12 sentence`, as editors make it clickable. */
export function show({ file, line, message }: Problem): string {
  return `${file}${line ? `:${line}` : ''} ${message}`;
}

// What every command is made of.

/** One word of `npm run <word>` or `npm run course <word>`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is typed, one line a form: `npm run check 03.02 watch`. */
  readonly usage: readonly string[];
  /** Anything else a person wants to know, in plain sentences. */
  readonly help?: string;
  /**
   * Does it. Words are what follows the command, flags the `--name` ones.
   * Resolves to the exit code (0 holds, 1 does not hold, 2 could not tell);
   * a PlainError ends it with its sentence.
   */
  run(words: string[], flags: Flags): Promise<number>;
}

/** `--json` → `{ json: true }`, `--base=x` → `{ base: 'x' }`. */
export type Flags = Readonly<Record<string, string | true>>;

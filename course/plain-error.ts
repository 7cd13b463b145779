// A failure with a sentence for people: what is wrong and what to do.

/** Exit codes of every command: holds, does not hold, could not tell. */
export const exitCodes = { holds: 0, doesNotHold: 1, couldNotTell: 2 } as const;

/**
 * An error whose message is shown as it stands, without a stack: one clear
 * sentence that says what is wrong and what to do. The command then ends with
 * `exitCode` (2, "could not tell", unless another is given).
 */
export class PlainError extends Error {
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.couldNotTell,
  ) {
    super(message);
    this.name = 'PlainError';
  }
}

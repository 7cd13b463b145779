// What a person is told when a command failed, and the code that it ends with.
import { exitCodes, PlainError } from './plain-error';

/** Says why on standard error, and returns the exit code. */
export function tellFailure(error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  // Whoever read what we print has gone: `npm run list | head`.
  if (code === 'EPIPE') return exitCodes.couldNotTell;
  console.error(sentenceOf(error) ?? ourFault(error));
  return error instanceof PlainError ? error.exitCode : exitCodes.couldNotTell;
}

/** The sentence of a failure that a person can do something about. */
export function sentenceOf(error: unknown): string | undefined {
  if (error instanceof PlainError) return error.message;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (/^(ENOSPC|EDQUOT)$/.test(code)) {
    return `The disk is full (${path ?? code}). Make room, and try again.`;
  }
  if (/^(EMFILE|ENFILE)$/.test(code)) {
    return `Too many files are open (${code}). Close some programs, and try again.`;
  }
  if (!path) return undefined;
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) {
    return `${path} may not be read or written (${code}). Look at its rights, or use the course in a folder of your own.`;
  }
  if (/^(EEXIST|ENOTDIR|EISDIR)$/.test(code)) {
    return `${path} is in the way (${code}): a file is where a folder should be, or the reverse. Move it, and try again.`;
  }
  if (code === 'EBUSY') {
    return `${path} is in use by another program (${code}). Close that, and try again.`;
  }
  if (code !== 'ENOENT') return undefined;
  return `${path} is not there, or no longer (${code}). Try again.`;
}

/** Only here is a stack of use: to us, who have to mend it. */
function ourFault(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `The course's tools failed, not your code. Please report this:\n${stack}`;
}

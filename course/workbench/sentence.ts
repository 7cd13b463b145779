// What a page says when something failed.
import { PlainError } from '../plain-error';

/** The sentence of a failure for people; anything else is our own bug. */
export function sentence(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  console.error(error);
  return 'Something went wrong in the workbench itself. The terminal in which it runs says more.';
}

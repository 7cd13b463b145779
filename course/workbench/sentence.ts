// What a page says when something failed.
import { sentenceOf } from '../failure';

/** The sentence of a failure for people; anything else is our own bug. */
export function sentence(error: unknown): string {
  const known = sentenceOf(error);
  if (known) return known;
  console.error(error);
  return 'Something went wrong in the workbench itself. The terminal in which it runs says more.';
}

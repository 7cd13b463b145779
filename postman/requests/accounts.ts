// What the requests about accounts (modules 06 to 08) have in common.
import { exactly, id, object, text, type Schema } from './define';

/** Nobody's password: every made-up user has it. */
export const password = 'correct horse battery';

/** A user as an answer may show it. */
export const user: Schema = object({ id, username: text });

/** Three parts with dots between: a signed token. */
export const token: Schema = {
  type: 'string',
  pattern: String.raw`^[\w-]+\.[\w-]+\.[\w-]+$`,
};

/** An answer that gives an account, with this message. */
export function account(message: string, more: Record<string, Schema> = {}) {
  return object({ user, message: exactly(message), ...more });
}

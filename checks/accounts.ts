// What the checks of accounts (from module 06 on) have in common.
import { randomBytes } from 'node:crypto';
import { fail, type Answer, type Subject } from './define';

/** A user whom nobody has made yet. */
export function newUser() {
  const random = randomBytes(6).toString('hex');
  return { username: `ada-${random}`, password: `secret-${random}` };
}

/** `POST /api/user/createuser` with this user. */
export function signUp(ask: Subject['ask'], user: unknown) {
  return ask.post('/api/user/createuser').send({ user });
}

/** `POST /api/user/signin` with this user. */
export function signIn(ask: Subject['ask'], user: unknown) {
  return ask.post('/api/user/signin').send({ user });
}

/** The row of `users` with this name; undefined where there is none. */
export async function rowOf(db: Subject['db'], username: string) {
  const sql = 'select * from users where username = $1';
  return (await db.query(sql, [username])).at(0);
}

/** The header and the payload of an answer's `sessionToken`. */
export function tokenIn({ request, json }: Answer): {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  token: string;
} {
  const token: unknown = json?.sessionToken;
  if (typeof token !== 'string') {
    fail(`The answer to ${request} has no "sessionToken".`);
  }
  try {
    const [header, payload] = token
      .split('.')
      .slice(0, 2)
      .map((part) => Buffer.from(part, 'base64url').toString())
      .map((part) => JSON.parse(part) as Record<string, unknown>);
    if (token.split('.').length === 3) return { header, payload, token };
  } catch {
    // Told below.
  }
  return fail(
    `The "sessionToken" in the answer to ${request} is no JWT: a JWT is ` +
      'three parts with dots between them.',
  );
}

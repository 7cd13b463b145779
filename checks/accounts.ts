// What the checks of accounts (from module 06 on) have in common.
import { createHmac, randomBytes } from 'node:crypto';
import {
  CheckFailure,
  fail,
  failOverUnreadBody,
  shouldAnswer,
  type Answer,
  type Subject,
} from './define';

/**
 * A user whom nobody has made yet. Capitals, two spaces, an accent and a quote:
 * a server that changes what it was sent, or pastes it into SQL, is found out.
 */
export function newUser() {
  const random = randomBytes(6).toString('hex');
  return { username: `Åda  O'L-${random}`, password: `Sécret  W-${random}` };
}

/** `POST /api/user/createuser` with this user. */
export function signUp(ask: Subject['ask'], user: unknown) {
  return ask.post('/api/user/createuser').send({ user });
}

/**
 * The answer to a sign-up that later checks build on: where it fails, that is
 * the business of the check that asks for it.
 */
export async function signedUp(
  ask: Subject['ask'],
  user: unknown = newUser(),
): Promise<Answer> {
  const answer = await signUp(ask, user);
  if (answer.status >= 400) await failOverBody(ask, answer);
  const sent = '{ "user": { "username": …, "password": … } }';
  const request = `${answer.request} with ${sent}`;
  shouldAnswer({ ...answer, request }, { of: '06.02.02/stores-sent' });
  return answer;
}

/** One cause of many failures, said once: the body is not read, or read flat. */
export async function failOverBody(ask: Subject['ask'], refusal: Answer) {
  const { request } = refusal;
  const path = request.split(' ')[1];
  const flat = await ask.post(path).send(newUser());
  if (flat.status < 300) {
    throw new CheckFailure(
      `${request} finds the name in { "username": …, "password": … }, but not in ` +
        '{ "user": { "username": …, "password": … } }, which is what clients send.',
      false,
      '06.02.02/stores-sent',
      'Where in the request do name and password stand?',
    );
  }
  await failOverUnreadBody(ask, refusal);
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

/** Whether a token is signed with this secret, by HMAC of any size. */
export function isSignedWith(token: string, secret: string): boolean {
  const [header, payload, signature] = token.split('.');
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const size = /^HS(256|384|512)$/.exec(String(alg))?.[1];
  if (!size) return false;
  const hmac = createHmac(`sha${size}`, secret);
  return signature === hmac.update(`${header}.${payload}`).digest('base64url');
}

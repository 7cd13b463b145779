// What the checks of the gate have in common: tokens that others would make.
import { createHmac } from 'node:crypto';
import { signedUp, tokenIn } from './accounts';
import {
  CheckFailure,
  shouldAnswer,
  shouldRefuse,
  shown,
  type Subject,
} from './define';

export interface Claims {
  readonly [name: string]: unknown;
}

/** Some path that only the gate's own routes have. */
export const guarded = '/authtest/getall';

/** A real token, and the claims in it. */
export async function realToken({ ask }: Pick<Subject, 'ask'>) {
  const { token, payload } = tokenIn(await signedUp(ask));
  return { token, claims: payload as Claims };
}

/** A token signed by HMAC, so `HS256`, `HS384` or `HS512`. */
export function hmacToken(claims: unknown, secret: string, alg = 'HS256') {
  return sealed(claims, { alg, typ: 'JWT' }, (text) =>
    createHmac(`sha${alg.slice(2)}`, secret)
      .update(text)
      .digest('base64url'),
  );
}

/** A token with this header and a signature of one's own making. */
export function sealed(
  claims: unknown,
  header: object,
  sign: (text: string) => string,
): string {
  const text = [header, claims].map(encoded).join('.');
  return `${text}.${sign(text)}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** One cause of many failures, said once: there is no gate. */
export async function standsGuard({ ask }: Pick<Subject, 'ask'>) {
  const answer = await ask.get(guarded);
  const request = `${answer.request} with no token`;
  shouldAnswer(
    { ...answer, request },
    {
      status: 401,
      json: (body) => typeof body?.error === 'string',
      saying: '{ "error": "<a sentence>" }',
      of: '10.03/no-token',
    },
  );
}

/** Fails unless the gate lets this header through to its routes. */
export async function shouldPass(
  { ask }: Pick<Subject, 'ask'>,
  header: string,
  what: string,
): Promise<void> {
  const answer = await ask.get(guarded).set('authorization', header);
  // Behind the gate there may be no route yet.
  if (answer.status < 300 || answer.status === 404) return;
  throw new CheckFailure(
    `GET ${guarded} with ${what} answered ${answer.status} with ${shown(answer)}: ` +
      'the gate should let it pass.',
    false,
    '10.03/lets-in',
  );
}

/** Fails unless the gate answers each of these headers with 401. */
export async function turnsAway(
  { ask }: Pick<Subject, 'ask'>,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  await standsGuard({ ask });
  for (const [what, header] of Object.entries(headers)) {
    const answer = await ask.get(guarded).set('authorization', header);
    shouldRefuse(answer, 401, what);
  }
}

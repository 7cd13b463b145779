// What the checks of the page have in common from module 11 on: somebody signs
// up or in there, as a person does.
import { setTimeout as wait } from 'node:timers/promises';
import { newUser } from './accounts';
import {
  CheckFailure,
  fail,
  type ClientPage,
  type PageRequest,
} from './define';
import { ownLines } from './failures';

/** Who does the acts that pages show. */
export const ada = { username: 'ada', password: 'correct horse battery' };

const createuser = 'POST /api/user/createuser';
const signin = 'POST /api/user/signin';

/** Types into the row of the sign-up and presses its button. */
export async function signUpInPage(page: ClientPage, user = newUser()) {
  await page.fill(user, createuser);
  return page.press(createuser);
}

/** Types into the row of the sign-in and presses its button. */
export async function signInInPage(page: ClientPage, user: typeof ada) {
  await page.fill(user, signin);
  return page.press(signin);
}

/**
 * Somebody who has signed up in the page, for checks that build on it: where it
 * fails, that is the business of the check that asks for it. By a password
 * manager, which is quick; a page that hears of keys alone is typed into.
 */
export async function signedUpInPage(
  page: ClientPage,
  user = newUser(),
): Promise<{ id: number; token: string }> {
  const answer = await asAskedBy('11.02/sign-up', async () => {
    await page.paste(user, createuser);
    const sent = await page.press(createuser);
    if (sent.body.includes(user.username)) return answerOf(sent);
    return answerOf(await signUpInPage(page, user));
  });
  const { user: made, sessionToken: token } = answer;
  if (typeof token === 'string') return { id: made?.id, token };
  throw new CheckFailure(
    `The answer to ${createuser} has no "sessionToken".`,
    false,
    '06.03.02/token',
  );
}

/** What the page got, as JSON; fails where it got nothing, or a refusal. */
export function answerOf(sent: PageRequest): any {
  const { method, path, body, blocked, status = 0, answer = '' } = sent;
  const request = `${method} ${path}${body ? ` with ${hidden(body)}` : ''}`;
  if (blocked || status === 0) {
    fail(`The page sent ${request}, and the browser gave it no answer.`);
  }
  if (status > 299) {
    fail(`The page sent ${request}, and got ${status}: ${answer}`);
  }
  try {
    return JSON.parse(answer);
  } catch {
    return fail(`The page sent ${request}, and got no JSON: ${answer}`);
  }
}

/** Fails where one press has sent a request more than once. */
export function sentOnce(page: ClientPage, { method, path }: PageRequest) {
  const alike = page
    .requests()
    .filter((one) => one.method === method && one.path === path);
  if (alike.length === 1) return;
  fail(
    `The button was pressed once: ${method} ${path}, ${alike.length} times.`,
  );
}

/** What localStorage keeps, once it does: within two seconds, or undefined. */
export async function keptToken(page: ClientPage, token?: string) {
  const isThere = async () => (await page.stored('SessionToken')) === token;
  for (let tries = 0; tries < 20 && !(await isThere()); tries += 1) {
    await wait(100);
  }
  return page.stored('SessionToken');
}

/** What the page printed, without what the browser prints by itself. */
export function printedByPage(page: ClientPage): string {
  return ownLines(page)
    .map(({ text }) => text)
    .join('\n');
}

/** What the page and the console tell, for a person who reads both. */
export async function told(page: ClientPage): Promise<string> {
  return `${await page.text()}\n${printedByPage(page)}`;
}

/** Fails unless the page says, in it or in the console, why it was refused. */
export async function tellsRefusal(page: ClientPage, sent: PageRequest) {
  const { method, path, status, answer = '' } = sent;
  const reason = /"error":\s*"([^"]*)"/.exec(answer)?.[1];
  const words = [reason, String(status)].filter((one) => one !== undefined);
  // What nobody has caught is not told: the browser found it.
  const uncaught = /^.*Uncaught .*$/gm;
  for (let tries = 0; tries < 20; tries += 1) {
    const seen = (await told(page)).replace(uncaught, '');
    if (words.some((one) => seen.includes(one))) return;
    await wait(100);
  }
  fail(
    `${method} ${path} was answered ${status} with ${answer}, and neither the page nor the console tells that.`,
  );
}

/** Runs what another check asks for: a failure in it is of that one. */
export async function asAskedBy<T>(
  key: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CheckFailure) || error.of) throw error;
    throw new CheckFailure(error.message, false, key, error.nudge);
  }
}

/** A password in a sentence is one too many. */
function hidden(body: string): string {
  return body.replace(/("password":\s*")[^"]*/g, '$1…');
}

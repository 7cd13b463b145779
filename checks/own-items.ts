// What the checks of one's own items in the page (11.05 on) have in common.
import { randomBytes } from 'node:crypto';
import { ada, answerOf, signInInPage, signUpInPage } from './client';
import {
  CheckFailure,
  shouldAnswer,
  type Ask,
  type ClientPage,
  type Subject,
} from './define';
import { withToken } from './items';

export interface Item {
  readonly id: number;
  readonly authtestdata: string;
}

/** For what pages show: Ada is signed in, and the console is empty. */
export async function adaIsIn(page: ClientPage): Promise<void> {
  const { status } = await signUpInPage(page, ada);
  if (status === 409) await signInInPage(page, ada);
  page.clearConsole();
}

/** Types a text into row 10 and presses its button; gives the new item's id. */
export async function storeInPage(
  page: ClientPage,
  data: string,
): Promise<number> {
  const request = 'POST /authtest/create';
  await page.fill({ data }, request);
  const { authtestdata } = answerOf(await page.press(request));
  return authtestdata.id;
}

/** A text that no other item has. */
export function newText(words = 'ten pushups'): string {
  return `${words} ${randomBytes(4).toString('hex')}`;
}

/** An item of whoever has this token, stored past the page. */
export async function storedItem(
  ask: Ask,
  token: string,
  item = newText(),
): Promise<Item> {
  const answer = await withToken(ask, token)
    .post('/authtest/create')
    .send({ authtestdata: { item } });
  const hasId = (json: any) => typeof json?.authtestdata?.id === 'number';
  const saying = 'an object with "authtestdata", and in it an "id"';
  shouldAnswer(answer, { json: hasId, saying, of: '10.04/create' });
  return { id: answer.json.authtestdata.id, authtestdata: item };
}

/** What the server keeps of whoever has this token. */
export async function itemsOf(ask: Ask, token: string): Promise<Item[]> {
  const answer = await withToken(ask, token).get('/authtest/getall');
  const of = '10.04/getall';
  shouldAnswer(answer, { json: Array.isArray, saying: 'an array', of });
  return answer.json;
}

/** From now on the server refuses the token, and the page cannot know. */
export async function revoke(ask: Ask, token: string): Promise<void> {
  const answer = await withToken(ask, token).post('/api/user/signout');
  shouldAnswer(answer, { of: '10.08/revoked' });
}

/** Ids of five figures: the page shows no other number that long. */
export async function nextItemsGetLongIds({
  ask,
  db,
}: Pick<Subject, 'ask' | 'db'>): Promise<void> {
  // The table exists once the server has started.
  await ask.get('/authtest/getall');
  const sequence = "pg_get_serial_sequence('authtestdata', 'id')";
  const id = 10_000 + Math.floor(Math.random() * 80_000);
  await db.query(`select setval(${sequence}, ${id})`);
}

/** Runs it, and gives false where the page sends nothing. */
export async function isSent(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof CheckFailure) return false;
    throw error;
  }
}

// What the checks of items (from module 10 on) have in common.
import { randomBytes } from 'node:crypto';
import { signedUp, tokenIn } from './accounts';
import {
  expect,
  fail,
  shouldAnswer,
  shown,
  type Answer,
  type Ask,
  type Question,
} from './define';

/** A text that a server must store as it is. */
export function newItem(): string {
  return `Tèn  O'Pushups-${randomBytes(6).toString('hex')}`;
}

/** Asks with this token. */
export function withToken(ask: Ask, token: string): Ask {
  const signed = (question: Question) =>
    question.set('authorization', `Bearer ${token}`);
  return {
    get: (path) => signed(ask.get(path)),
    post: (path) => signed(ask.post(path)),
    put: (path) => signed(ask.put(path)),
    patch: (path) => signed(ask.patch(path)),
    delete: (path) => signed(ask.delete(path)),
    options: (path) => signed(ask.options(path)),
  };
}

/** Asks as somebody who has signed up for it. */
export async function asNewUser(ask: Ask): Promise<Ask> {
  return withToken(ask, tokenIn(await signedUp(ask)).token);
}

/** Stores an item and gives its id. */
export async function storeItem(mine: Ask, item = newItem()): Promise<number> {
  const answer = await mine
    .post('/authtest/create')
    .send({ authtestdata: { item } });
  shouldAnswer(answer, {
    json: expect.objectContaining({
      authtestdata: expect.objectContaining({ id: expect.any(Number) }),
    }),
    saying: '"authtestdata" with the stored row',
    of: '10.04/create',
  });
  return answer.json.authtestdata.id;
}

/** Somebody's items as `getall` tells them: their texts by their ids. */
export async function itemsOf(mine: Ask): Promise<Map<number, string>> {
  const answer = await mine.get('/authtest/getall');
  shouldAnswer(answer, {
    json: Array.isArray,
    saying: 'a list',
    of: '10.04/getall',
  });
  const rows: { id: number; authtestdata: string }[] = answer.json;
  return new Map(rows.map(({ id, authtestdata }) => [id, authtestdata]));
}

/** Ids that are none; the last one is beyond the column. */
export const malformedIds = ['abc', '1e3', '01', '-1', '1.0', '2147483648'];

/**
 * Fails where a stranger can tell an item of another user from one that is not
 * there. The ids in their sentences may differ.
 */
export function shouldLookAlike(anothers: Answer, none: Answer): void {
  const bare = ({ status, text }: Answer) =>
    `${status} ${text.replace(/\d+/g, '')}`;
  if (bare(anothers) === bare(none)) return;
  fail(
    `${anothers.request}, which is another user's, answered ${anothers.status} with ${shown(anothers)}, ` +
      `${none.request}, which nobody has, ${none.status} with ${shown(none)}: so anyone can find out which ids exist.`,
  );
}

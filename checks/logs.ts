// What the checks of workout logs (from 12.00 on) have in common. The server may
// have no other routes than the seven of the assignment.
import { randomBytes } from 'node:crypto';
import { newUser, tokenIn } from './accounts';
import {
  CheckFailure,
  expect,
  failOverUnreadBody,
  shouldAnswer,
  type Answer,
  type Ask,
} from './define';
import { withToken } from './items';

export interface LogTexts {
  readonly description: string;
  readonly definition: string;
  readonly result: string;
}

/** Texts that a server must store as they are. */
export function newLog(): LogTexts {
  const random = randomBytes(4).toString('hex');
  return {
    description: `Tèn  Pushups-${random}`,
    definition: `don't rest; "strict" 💪 ${random}`,
    result: `9 of 10 ${random}`,
  };
}

/** `POST /api/user/`, `POST /api/login/` with this user. */
export function sendUser(ask: Ask, path: string, user: unknown) {
  return ask.post(path).send({ user });
}

/** Makes an account by the assignment's route; gives its id and its token. */
export async function newAccount(
  ask: Ask,
  user = newUser(),
): Promise<{ id: number; token: string; answer: Answer }> {
  const answer = await sendUser(ask, '/api/user/', user);
  if (answer.status >= 400) await failOverUnreadBody(ask, answer);
  shouldAnswer(answer, {
    json: expect.objectContaining({
      user: expect.objectContaining({
        id: expect.any(Number),
        username: user.username,
      }),
      sessionToken: expect.any(String),
    }),
    saying: '"user" (its "id" and "username") and "sessionToken"',
    of: '12.00/create-user',
  });
  return { id: answer.json.user.id, token: tokenIn(answer).token, answer };
}

/** Asks as somebody who has just got an account. */
export async function asNewLogger(ask: Ask): Promise<Ask> {
  const { token } = await newAccount(ask);
  return withToken(ask, token);
}

/** `POST /api/log/`, `PUT /api/log/7` with this log. */
export function sendLog(mine: Ask, log: unknown, id?: number | string) {
  const question =
    id === undefined ? mine.post('/api/log/') : mine.put(`/api/log/${id}`);
  return question.send({ log });
}

/** Fails unless the answer is `{ "log": row }` with these texts in the row. */
export function shouldShowLog(
  answer: Answer,
  values: object,
  of?: string,
): void {
  const { json } = answer;
  const row = expect.objectContaining(values);
  if (json && !json.log && typeof json.description === 'string') {
    throw new CheckFailure(
      `${answer.request} answers with the row itself; { "log": row } is asked.`,
      false,
      of,
      'Which object do you give to res.json?',
    );
  }
  shouldAnswer(answer, {
    json: expect.objectContaining({ log: row }),
    saying: `"log": the stored row, in it ${JSON.stringify(shownValues(values))}`,
    of,
  });
}

// A matcher is no value to show.
function shownValues(values: object) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => typeof value !== 'object'),
  );
}

/** Stores a log and gives its id. */
export async function storeLog(
  mine: Ask,
  log: object = newLog(),
): Promise<number> {
  const answer = await sendLog(mine, log);
  const values = { id: expect.any(Number) };
  shouldShowLog(answer, values, '12.00/create-log');
  return answer.json.log.id;
}

export interface LogRow extends LogTexts {
  readonly id: number;
  readonly owner: number;
}

/** Somebody's logs as the list tells them. */
export async function logsOf(mine: Ask): Promise<LogRow[]> {
  const answer = await mine.get('/api/log/');
  const isList = (json: unknown) =>
    Array.isArray(json) && json.every((one) => typeof one?.id === 'number');
  shouldAnswer(answer, {
    json: isList,
    saying: 'an array of rows',
    of: '12.00/list',
  });
  return answer.json;
}

/** One of somebody's logs, by the list: undefined where it is not in it. */
export async function logOf(
  mine: Ask,
  id: number,
): Promise<LogRow | undefined> {
  return (await logsOf(mine)).find((one) => one.id === id);
}

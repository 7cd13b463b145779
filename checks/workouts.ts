// What the checks of queries (13.02.02 on) have in common: logs of workouts.
import { expect, fail, shouldAnswer, type Answer, type Ask } from './define';

/** One log as a list tells it. */
export interface Workout {
  readonly id: number;
  readonly description: string;
}

/** Stores a log and gives its id. */
export async function storeLog(
  mine: Ask,
  description: string,
): Promise<number> {
  const log = { description, definition: 'as often as I can', result: '10' };
  const answer = await mine.post('/api/log/').send({ log });
  shouldAnswer(answer, {
    json: expect.objectContaining({
      log: expect.objectContaining({ id: expect.any(Number) }),
    }),
    saying: '"log" with the stored row',
  });
  return answer.json.log.id;
}

/** Stores logs one after another and gives their ids. */
export async function storeLogs(
  mine: Ask,
  ...descriptions: string[]
): Promise<number[]> {
  const ids: number[] = [];
  for (const one of descriptions) ids.push(await storeLog(mine, one));
  return ids;
}

/** One's own logs, as the list tells them, after `?search=…&limit=…`. */
export async function logsOf(
  mine: Ask,
  query: Record<string, string | number> = {},
): Promise<Workout[]> {
  return rowsIn(await mine.get('/api/log/').query(query), query);
}

/** The rows of such an answer; fails where it is none. */
export function rowsIn(
  answer: Answer,
  query: Record<string, string | number> = {},
): Workout[] {
  const request = `${answer.request}${shownQuery(query)}`;
  shouldAnswer(
    { ...answer, request },
    { json: Array.isArray, saying: 'a list' },
  );
  return answer.json;
}

/** `?search=push up` as a person reads it; nothing where it asks for nothing. */
export function shownQuery(query: Record<string, string | number>): string {
  const parts = Object.entries(query).map((part) => part.join('='));
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Fails unless these are exactly the logs with these ids, in this order. */
export function shouldBe(
  rows: readonly Workout[],
  ids: readonly number[],
  asked: string,
  why: string,
): void {
  const came = rows.map(({ id }) => id);
  if (came.join() === ids.join()) return;
  fail(
    `${asked} gives the logs ${came.join(', ') || '(none)'}, and ${ids.join(', ') || 'none'} should come: ${why}`,
  );
}

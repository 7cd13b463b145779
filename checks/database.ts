// What checks do to their own database to see how a server takes it.
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from './answers';
import type { Subject } from './define';

type Db = Subject['db'];

/** How many rows a table has. */
export async function countRows(db: Db, table: string): Promise<number> {
  const [row] = await db.query(`select count(*)::int as n from "${table}"`);
  return row.n as number;
}

/** Whether something comes true within `ms` milliseconds. */
export async function waitFor(
  isTrue: () => Promise<boolean>,
  ms = 1500,
): Promise<boolean> {
  const until = Date.now() + ms;
  for (;;) {
    if (await isTrue()) return true;
    if (Date.now() > until) return false;
    await wait(25);
  }
}

/** What the server prints while something is done, and right after it. */
export async function logDuring(
  { server, ask }: Pick<Subject, 'server' | 'ask'>,
  run: () => PromiseLike<unknown>,
): Promise<string> {
  const { log } = await server();
  const before = log().length;
  await run();
  // By its next answer it has printed what belongs to the ones before.
  await ask.get('/is-anybody-there');
  await wait(50);
  return log().slice(before);
}

/** Fails where a handler goes on after its answer, and answers again. */
export async function shouldAnswerOnce(
  subject: Pick<Subject, 'server' | 'ask'>,
  run: () => PromiseLike<unknown>,
): Promise<void> {
  const printed = await logDuring(subject, run);
  if (!/ERR_HTTP_HEADERS_SENT|Cannot set headers/.test(printed)) return;
  fail(
    'The request was refused, and your handler went on and answered once more. Is there a return after the refusal?',
  );
}

/** Does something while a table is out of the server's reach. */
export async function withoutTable<T>(
  db: Db,
  table: string,
  run: () => Promise<T>,
): Promise<T> {
  const away = `${table}_away`;
  await db.query(`alter table "${table}" rename to "${away}"`);
  try {
    return await run();
  } finally {
    // A server that died and came back has made a new one.
    await db.query(`drop table if exists "${table}"`);
    await db.query(`alter table "${away}" rename to "${table}"`);
  }
}

/** Does something while each insert into a table takes 300 ms. */
export async function withSlowInserts<T>(
  db: Db,
  table: string,
  run: () => Promise<T>,
): Promise<T> {
  await db.query(
    `create or replace function slowly() returns trigger language plpgsql
     as 'begin perform pg_sleep(0.3); return new; end'`,
  );
  await db.query(
    `create trigger slowly before insert on "${table}"
     for each row execute function slowly()`,
  );
  try {
    return await run();
  } finally {
    await db.query(`drop trigger if exists slowly on "${table}"`);
  }
}

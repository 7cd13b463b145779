// A look at a database while others work in it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  findKept,
  lookAt,
  query,
  readRows,
  throwawayDatabase,
  type Database,
} from '../../course/database';
import { withClient } from '../../course/database/connect';
import { lessonById } from '../../course/find-lesson';
import { sharedServer } from './private-cluster';

let db: Database;
beforeAll(async () => {
  await sharedServer();
  db = await throwawayDatabase('look');
  await query(
    db.url,
    `create table logs (id int primary key, "aText" text, ok boolean,
       at timestamptz default '2026-01-15 09:30:00+00');
     insert into logs select n, 'x', true from generate_series(60, 1, -1) n;
     update logs set "aText" = null where id = 1;
     update logs set "aText" = repeat('😀', 300), ok = false where id = 2;
     create table loose (n int); insert into loose values (3), (1), (2)`,
  );
});
afterAll(() => db.drop());

describe('lookAt', () => {
  it('counts the rows of each table', async () => {
    const { tables } = await lookAt(db.url);
    expect(tables).toMatchObject([
      { name: 'logs', rows: 60 },
      { name: 'loose', rows: 3 },
    ]);
  });

  it('waits for no open transaction for long, and says so', async () => {
    await withClient(db.url, async (client) => {
      await client.query('begin; alter table loose add column m int');
      await expect(lookAt(db.url)).rejects.toThrow('A table is locked');
      await client.query('rollback');
    });
    expect((await lookAt(db.url)).tables).toHaveLength(2);
  });
});

describe('readRows', () => {
  const ids = async (from: number) => {
    const page = await readRows(db.url, 'logs', from, 25);
    return { ...page, ids: page.rows.map(([id]) => Number(id)) };
  };

  it('reads pages in the order of the primary key', async () => {
    const [first, second, third] = [await ids(0), await ids(25), await ids(50)];
    const all = [first, second, third].flatMap((page) => page.ids);
    expect(all).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(third).toMatchObject({ from: 50, total: 60, most: 25 });
  });

  it('gives the last page where rows went, the first below zero', async () => {
    expect((await ids(900)).from).toBe(50);
    expect((await ids(-25)).from).toBe(0);
  });

  it("gives values in PostgreSQL's words, cut, and null as null", async () => {
    const { columns, numeric, rows } = await readRows(db.url, 'logs', 0, 3);
    expect(columns).toEqual(['id', 'aText', 'ok', 'at']);
    expect(numeric).toEqual([true, false, false, false]);
    expect(rows[0]).toEqual(['1', null, 'true', '2026-01-15 09:30:00+00']);
    expect(rows[1][1]).toBe(`${'😀'.repeat(200)}…`);
    expect(rows[2][1]).toBe('x');
  });

  it('keeps the stored order where there is no key', async () => {
    const { rows } = await readRows(db.url, 'loose', 0, 25);
    expect(rows).toEqual([['3'], ['1'], ['2']]);
  });

  it('takes no name for SQL, and says what is not there', async () => {
    const name = 'logs"; drop table logs; --';
    const read = readRows(db.url, name, 0, 25);
    await expect(read).rejects.toThrow('There is no table');
    expect((await ids(0)).total).toBe(60);
  });
});

it('finds no kept database that was never made, and makes none', async () => {
  const lesson = { ...lessonById('03.02'), id: '99.97' };
  expect(await findKept(lesson)).toBeUndefined();
  expect(await findKept(lesson)).toBeUndefined();
});

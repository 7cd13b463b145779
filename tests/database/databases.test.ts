// Databases on our own server: throw-away, emptied, described, compared.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  compareSnapshots,
  dropBeside,
  emptyDatabase,
  findOrStart,
  query,
  snapshot,
  newServerDatabase,
  stepDatabase,
  studentDatabase,
  tables,
  throwawayDatabase,
  type Database,
} from '../../course/database';
import { withClient } from '../../course/database/connect';
import { lessonById } from '../../course/find-lesson';
import { inAnotherProcess, sharedServer } from './private-cluster';

jest.setTimeout(60_000);

let db: Database;
beforeAll(async () => {
  await sharedServer();
  db = await throwawayDatabase('tests');
});
afterAll(() => db.drop());

async function names(): Promise<string[]> {
  const { url } = await findOrStart();
  const rows = await query(url, 'select datname from pg_database');
  return rows.map((row) => row.datname);
}

describe('throwawayDatabase', () => {
  it('gives each run an empty one of its own', async () => {
    const [a, b] = await Promise.all([
      throwawayDatabase('A b'),
      throwawayDatabase('A b'),
    ]);
    expect(a.name).toMatch(/^course_tmp_.*_a_b$/);
    await query(a.url, 'create table only_in_a (id int)');
    expect(await tables(b.url)).toEqual([]);
    await Promise.all([a.drop(), b.drop()]);
    expect(await names()).not.toContain(a.name);
  });

  it('shows nothing of the run that had it before', async () => {
    const first = await throwawayDatabase('one');
    await query(
      first.url,
      `create table t (id int); create type mood as enum ('ok');
       create schema other; create table other.u (id int);
       create extension pg_trgm`,
    );
    await first.drop();
    // More than there are spares, so the used one is among them.
    const next = await Promise.all(
      Array.from({ length: 6 }, () => throwawayDatabase('two')),
    );
    for (const { url } of next) {
      const [{ left }] = await query(
        url,
        `select (select count(*)::int from pg_namespace where nspname = 'other')
          + (select count(*)::int from pg_type where typname = 'mood')
          + (select count(*)::int from pg_extension where extname = 'pg_trgm')
          + (select count(*)::int from pg_class where relname in ('t', 'u')) as left`,
      );
      expect(left).toBe(0);
    }
    await Promise.all(next.map((one) => one.drop()));
  });

  it('is dropped under a connection that is still open', async () => {
    const used = await throwawayDatabase('used');
    await withClient(used.url, () => used.drop());
    expect(await names()).not.toContain(used.name);
    await used.drop();
  });

  it('sweeps what dead runs left, and nothing of living ones', async () => {
    const leave = `const { name } = await database.throwawayDatabase('left');
      console.log(name);`;
    const left = await inAnotherProcess(leave);
    expect(await names()).toContain(left);
    await inAnotherProcess(leave);
    const now = await names();
    expect(now).not.toContain(left);
    expect(now).toContain(db.name);
  });
});

describe('dropBeside', () => {
  it('drops what has a name that begins with it, and nothing else', async () => {
    const { url } = await findOrStart();
    const other = await throwawayDatabase('other');
    const made = `${db.name}_test_1`;
    await query(url, `create database ${made}`);
    await dropBeside(db);
    const now = await names();
    expect(now).not.toContain(made);
    expect(now).toEqual(expect.arrayContaining([db.name, other.name]));
    await other.drop();
  });
});

describe('the kept databases', () => {
  // Of a lesson that there will never be: the tests share the server.
  const lesson = { ...lessonById('03.02'), id: '99.99' };

  it('may be made by several at once, and stay', async () => {
    const four = Array.from({ length: 4 }, () => stepDatabase(lesson));
    const [first, ...others] = await Promise.all(four);
    expect(first.name).toBe('course_99_99');
    expect(others.map((one) => one.url)).toEqual(Array(3).fill(first.url));
    await query(first.url, 'create table kept (id int)');
    const again = await stepDatabase(lesson);
    expect(await tables(again.url)).toHaveLength(1);
    await again.drop();
    expect(await names()).not.toContain('course_99_99');
  });

  it("hold the student's under the name that the course uses", async () => {
    expect((await studentDatabase()).name).toBe('workoutlog');
  });

  it('hold those of a new server apart from the student’s', async () => {
    const { name, drop } = await newServerDatabase();
    expect(name).toBe('course_new_server');
    await drop();
  });
});

describe('emptyDatabase', () => {
  it('leaves it as new', async () => {
    await query(db.url, 'create table t (id int); create view v as select 1');
    await emptyDatabase(db);
    expect(await tables(db.url)).toEqual([]);
    await query(db.url, 'create table t (id serial primary key)');
  });

  it('does not wait for a transaction that somebody forgot', async () => {
    await withClient(db.url, async (client) => {
      await client.query('begin; create table held (id int)');
      await client.query('select * from t');
      await emptyDatabase(db);
    });
    expect(await tables(db.url)).toEqual([]);
  });

  it('refuses a database that is not of the course', async () => {
    const { url } = await findOrStart();
    const theirs = { url, name: 'course_x', drop: async () => {} };
    await expect(emptyDatabase(theirs)).rejects.toThrow(
      'does not touch the database "postgres"',
    );
  });
});

const schema = `
  create table users (id serial primary key, email varchar(80) not null unique);
  create table "Logs" (id serial primary key, owner int references users (id));
  insert into users (email) values ('ada@example.com'), ('grace@example.com')`;

describe('tables', () => {
  it('tells columns, types, keys and counts', async () => {
    await emptyDatabase(db);
    await query(db.url, schema);
    const [logs, users] = await tables(db.url);
    expect(logs).toMatchObject({ name: 'Logs', rows: 0 });
    expect(logs.columns[1]).toMatchObject({
      name: 'owner',
      nullable: true,
      references: 'users.id',
    });
    expect(users.rows).toBe(2);
    expect(users.columns).toMatchObject([
      { name: 'id', type: 'integer', primaryKey: true },
      { type: 'character varying(80)', nullable: false, unique: true },
    ]);
  });
});

describe('snapshot and compareSnapshots', () => {
  it('tell what was inserted, updated and deleted', async () => {
    const before = await snapshot(db.url);
    expect(compareSnapshots(before, await snapshot(db.url))).toEqual([]);
    await query(
      db.url,
      `update users set email = 'ada@new.org' where id = 1;
       delete from users where id = 2; insert into "Logs" (owner) values (1)`,
    );
    const [logs, users] = compareSnapshots(before, await snapshot(db.url));
    expect(logs).toMatchObject({ table: 'Logs', inserted: [{ owner: 1 }] });
    expect(users).toEqual({
      table: 'users',
      inserted: [],
      updated: [
        {
          old: { id: 1, email: 'ada@example.com' },
          new: { id: 1, email: 'ada@new.org' },
        },
      ],
      deleted: [{ id: 2, email: 'grace@example.com' }],
    });
  });

  it('say so where a table is too long to compare all of it', async () => {
    await query(
      db.url,
      'create table long as select generate_series(1, 1500) as n',
    );
    const before = await snapshot(db.url);
    await query(db.url, 'insert into long values (0)');
    const [long] = compareSnapshots(before, await snapshot(db.url));
    expect(long).toMatchObject({ inserted: [{ n: 0 }], deleted: [] });
    expect(long.note).toContain('Only the 1000 rows of long');
  });
});

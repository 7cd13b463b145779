// The schema of a database, and what changed from one to another.
import { afterAll, beforeEach, expect, it, beforeAll } from '@jest/globals';
import {
  diffSchemas,
  emptyDatabase,
  query,
  readSchema,
  throwawayDatabase,
  type Database,
} from '../../course/database';
import { lesserRole, sharedServer } from './private-cluster';

const first = `
  create table users (id serial primary key, email varchar(80) not null unique);
  create type enum_logs_kind as enum ('run', 'swim');
  create table logs (id serial primary key, kind enum_logs_kind,
    "firstName" varchar(255) default 'Ada', owner integer);
  insert into users (email) values ('ada@example.com')`;

let admin: string;
let db: Database;
beforeAll(async () => {
  admin = await sharedServer();
  db = await throwawayDatabase('schema');
});
afterAll(() => db.drop());
beforeEach(async () => {
  await emptyDatabase(db);
  await query(db.url, first);
});

/** What this SQL changes, as lines. */
async function changedBy(sql: string, url = db.url): Promise<string[]> {
  const before = await readSchema(url);
  await query(url, sql);
  return diffSchemas(before, await readSchema(url));
}

it('reads columns, keys and indexes in the words of PostgreSQL', async () => {
  await query(
    db.url,
    `alter table logs add constraint mine foreign key (owner)
       references users on delete cascade, add check (owner > 0);
     create index logs_owner on logs ("firstName" desc, lower("firstName"))
       where owner is not null`,
  );
  const { tables, types } = await readSchema(db.url);
  expect(types).toEqual([{ name: 'enum_logs_kind', values: ['run', 'swim'] }]);
  const [logs, users] = tables;
  expect(logs.columns.slice(1)).toEqual([
    column('kind', 'enum_logs_kind'),
    {
      ...column('firstName', 'character varying(255)'),
      default: "'Ada'::character varying",
    },
    { ...column('owner', 'integer'), references: 'users.id' },
  ]);
  expect(logs.keys).toMatchObject([
    { kind: 'primary key', columns: ['id'], definition: 'PRIMARY KEY (id)' },
    {
      kind: 'foreign key',
      name: 'mine',
      columns: ['owner'],
      references: { table: 'users', columns: ['id'] },
      onDelete: 'CASCADE',
      definition: 'FOREIGN KEY (owner) REFERENCES users(id) ON DELETE CASCADE',
    },
    { kind: 'check', columns: ['owner'], definition: 'CHECK ((owner > 0))' },
  ]);
  expect(logs.indexes).toMatchObject([
    {
      name: 'logs_owner',
      columns: ['firstName', expect.stringContaining('lower')],
      unique: false,
      ofKey: false,
      definition: expect.stringMatching(/^\("firstName" DESC, .* WHERE /),
    },
    { name: 'logs_pkey', columns: ['id'], unique: true, ofKey: true },
  ]);
  expect(users.columns[1]).toMatchObject({ unique: true, nullable: false });
  expect(users.keys.map(({ kind }) => kind)).toEqual(['primary key', 'unique']);
});

function column(name: string, type: string) {
  return { name, type, nullable: true, primaryKey: false, unique: false };
}

it('tells identities, computed columns and keys of several columns', async () => {
  await query(
    db.url,
    `create table odd (a int generated always as identity, b int not null,
       twice int generated always as (b * 2) stored, primary key (b, a))`,
  );
  const { tables } = await readSchema(db.url);
  const odd = tables.find(({ name }) => name === 'odd')!;
  expect(odd.keys[0].columns).toEqual(['b', 'a']);
  expect(odd.columns).toMatchObject([
    { generated: 'ALWAYS AS IDENTITY', primaryKey: true, unique: false },
    { name: 'b' },
    { generated: 'ALWAYS AS ((b * 2))' },
  ]);
  expect(odd.columns[2].default).toBeUndefined();
});

it('finds nothing where nothing changed but rows', async () => {
  expect(await changedBy("insert into users (email) values ('b')")).toEqual([]);
});

it('tells what came, went and changed, a line each', async () => {
  expect(
    await changedBy(
      `alter table logs drop column "firstName", add result text,
         alter owner set not null,
         add constraint x foreign key (owner) references users on delete cascade;
       create index logs_owner on logs (owner);
       alter type enum_logs_kind add value 'row';
       create table "SequelizeMeta" (name varchar(255) primary key);
       create table tests (id serial primary key, item text not null)`,
    ),
  ).toEqual([
    "- type enum_logs_kind ENUM ('run', 'swim')",
    "+ type enum_logs_kind ENUM ('run', 'swim', 'row')",
    '+ table SequelizeMeta (which migrations ran)',
    "- logs.firstName character varying(255) DEFAULT 'Ada'::character varying",
    '- logs.owner integer',
    '+ logs.owner integer NOT NULL',
    '+ logs.result text',
    '+ logs FOREIGN KEY (owner) REFERENCES users(id) ON DELETE CASCADE',
    '+ logs INDEX logs_owner (owner)',
    '+ table tests',
    "+ tests.id integer NOT NULL DEFAULT nextval('tests_id_seq'::regclass)",
    '+ tests.item text NOT NULL',
    '+ tests PRIMARY KEY (id)',
  ]);
  expect(await changedBy('drop table tests, logs')).toEqual([
    '- table logs',
    '- table tests',
  ]);
});

it('counts keys that are alike, whatever their names', async () => {
  const rename = 'alter table users rename constraint users_email_key to other';
  expect(await changedBy(rename)).toEqual([]);
  const again = 'alter table users add constraint twice unique (email)';
  expect(await changedBy(again)).toEqual(['+ users UNIQUE (email)']);
  const one = 'alter table users drop constraint other';
  expect(await changedBy(one)).toEqual(['- users UNIQUE (email)']);
});

it('sees only the schema that stands in for a database', async () => {
  const before = process.env.DATABASE_URL;
  const lesser = await lesserRole(admin);
  process.env.DATABASE_URL = lesser.url;
  try {
    const own = await throwawayDatabase('schema');
    const other = await throwawayDatabase('schema');
    await query(other.url, 'create table users (id int primary key)');
    const lines = await changedBy(
      'create table users (id int primary key, at int references users)',
      own.url,
    );
    await Promise.all([own.drop(), other.drop()]);
    expect(lines).toEqual([
      '+ table users',
      '+ users.id integer NOT NULL',
      '+ users.at integer',
      '+ users PRIMARY KEY (id)',
      '+ users FOREIGN KEY (at) REFERENCES users(id)',
    ]);
  } finally {
    await lesser.remove();
    process.env.DATABASE_URL = before;
  }
});

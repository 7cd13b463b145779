// The panel Tables, on the schemas that stand in for databases.
import { stateFolder } from './own-state';
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { query, stepDatabase, type TableSchema } from '../../course/database';
import { lessonById } from '../../course/find-lesson';
import { createTables } from '../../course/workbench/tables';
import { entityDiagram } from '../../course/workbench/entity-diagram';
import { relationsOf, sentenceOf } from '../../course/workbench/relations';
import { lesserRole, sharedServer } from '../database/private-cluster';

const lesson = lessonById('05.03.07');
const before = process.env.DATABASE_URL;
let lesser: Awaited<ReturnType<typeof lesserRole>>;

beforeAll(async () => {
  lesser = await lesserRole(await sharedServer());
  process.env.DATABASE_URL = lesser.url;
});

afterAll(async () => {
  await lesser.remove();
  fs.rmSync(stateFolder, { recursive: true, force: true });
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
});

const users = 'create table users (id int primary key, name text)';
const logs =
  'create table logs (id int primary key, "Owner <b>" int not null references users on delete cascade)';

test('each reason why there is nothing has a sentence', async () => {
  const { look } = createTables();
  const early = await look('step', lessonById('03.02'));
  expect(early.message).toContain('has no database yet');
  expect(early.message).toContain('04.01.02');
  await expect(look('step', lessonById('00.00'))).rejects.toThrow(
    'no server yet',
  );
  await expect(look('mine', lesson)).rejects.toThrow('npm run begin');
  const fresh = await look('step', lesson);
  expect(fresh.message).toContain('was never started');
  await stepDatabase(lesson);
  const empty = await look('step', lesson);
  expect(empty).toMatchObject({ tables: [], relations: [], changes: [] });
  expect(empty.message).toContain('There are no tables.');
  expect(empty.where).toMatch(/^course_05_03_07 at 127\.0\.0\.1:\d+$/);
});

test('what a start or a migration changed is told, the newest first', async () => {
  const { look, remember } = createTables();
  const { url } = await stepDatabase(lesson);
  await remember('step', lesson);
  await query(url, users);
  const first = await look('step', lesson);
  expect(first.changes.map(({ lines }) => lines[0])).toEqual(['+ table users']);
  await query(url, `${logs}; insert into users values (1, 'Ada')`);
  const second = await look('step', lesson);
  expect(second.changes.map(({ lines }) => lines[0])).toEqual([
    '+ table logs',
    '+ table users',
  ]);
  await query(url, "insert into users values (2, 'Grace')");
  expect((await look('step', lesson)).changes).toEqual(second.changes);
  // Another start of the workbench has seen nothing yet.
  expect((await createTables().look('step', lesson)).changes).toEqual([]);
});

test('tables, keys, relations and rows are told; those of Sequelize last', async () => {
  const { look, rows } = createTables();
  const { url } = await stepDatabase(lesson);
  await query(url, 'create table "SequelizeMeta" (name text primary key)');
  const { tables, relations, diagram } = await look('step', lesson);
  expect(tables.map(({ name, note, rows }) => [name, note, rows])).toEqual([
    ['logs', undefined, 0],
    ['users', undefined, 2],
    ['SequelizeMeta', 'which migrations ran', 0],
  ]);
  expect(tables[0].columns[1]).toMatchObject({ key: '→ users.id' });
  expect(tables[0].indexes[0].definition).toContain('came with the key');
  expect(relations).toEqual([
    'Each row of logs belongs to one row of users (logs.Owner <b> → users.id). Deleting a row of users deletes its rows of logs.',
  ]);
  expect(diagram).toContain('Owner &lt;b&gt;');
  expect(diagram).not.toMatch(/<b>|style=|SequelizeMeta/);
  const page = await rows('step', lesson, 'users', 0);
  expect(page.rows).toEqual([
    ['1', 'Ada'],
    ['2', 'Grace'],
  ]);
});

/** A table with these columns, each of which may refer to another table. */
function table(name: string, columns: Record<string, string>): TableSchema {
  const keys = Object.entries(columns).filter(([, to]) => to !== '');
  return {
    name,
    columns: Object.keys(columns).map((column) => ({
      name: column,
      type: 'integer',
      nullable: true,
      primaryKey: false,
      unique: false,
    })),
    keys: keys.map(([column, to]) => ({
      name: column,
      kind: 'foreign key',
      columns: [column],
      definition: '',
      references: { table: to, columns: ['id'] },
      onDelete: 'SET NULL',
    })),
    indexes: [],
  };
}

/** Where each box stands, by its table. */
function boxes(tables: TableSchema[]) {
  const { text } = entityDiagram(tables, relationsOf(tables), 'x');
  expect(text).not.toContain('NaN');
  const found = text.matchAll(
    /<rect\s+x="([\d.]+)"\s+y="([\d.]+)"\s+width="([\d.]+)"\s+height="([\d.]+)"[^]*?entity-name[^>]*>([^<]+)</g,
  );
  return [...found].map(([, x, y, width, height, name]) => {
    return { name, x: +x, y: +y, right: +x + +width, bottom: +y + +height };
  });
}

test('no box covers another, and who refers stands to the right', () => {
  const all = boxes([
    table('a', { id: '' }),
    table('b', { id: '', a: 'a' }),
    table('c', { id: '', a: 'a', b: 'b' }),
    table('alone', { id: '' }),
  ]);
  const at = Object.fromEntries(all.map((box) => [box.name, box]));
  expect(at.a.right).toBeLessThan(at.b.x);
  expect(at.b.right).toBeLessThan(at.c.x);
  expect(at.alone.y).toBeGreaterThan(at.a.bottom);
});

test('circles and tables that refer to themselves are drawn too', () => {
  const circle = [
    table('a', { id: '', b: 'b' }),
    table('b', { id: '', a: 'a', b: 'b' }),
  ];
  const names = boxes(circle).map(({ name }) => name);
  expect(names.sort()).toEqual(['a', 'b']);
  expect(relationsOf(circle)).toHaveLength(3);
});

test('a key that is there twice is one relation', () => {
  const twice = table('logs', { id: '', owner: 'users' });
  twice.keys.push({ ...twice.keys[0], name: 'again' });
  const [relation, ...more] = relationsOf([table('users', { id: '' }), twice]);
  expect(more).toEqual([]);
  expect(sentenceOf(relation)).toBe(
    'Each row of logs may belong to one row of users (logs.owner → users.id). Deleting a row of users empties owner of its rows of logs.',
  );
});

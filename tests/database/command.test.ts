// `npm run db`, word by word.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { command } from '../../course/commands/db';
import { PlainError } from '../../course/plain-error';
import { lesserRole, sharedServer } from './private-cluster';

jest.setTimeout(60_000);

// A role that has one database to itself: the student's own stays out of it.
let lesser: Awaited<ReturnType<typeof lesserRole>>;
beforeAll(async () => {
  lesser = await lesserRole(await sharedServer());
  process.env.DATABASE_URL = lesser.url;
});
afterAll(async () => {
  await lesser.remove();
});

/** What the command prints for these words. */
async function db(...words: string[]): Promise<string> {
  const lines: string[] = [];
  const log = console.log;
  console.log = (line: string) => lines.push(line);
  try {
    const json = words.includes('--json');
    const rest = words.filter((word) => word !== '--json');
    await command.run(rest, json ? { json: true } : {});
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    lines.push(error.message);
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}

describe('npm run db', () => {
  it('prints the settings that a client asks for', async () => {
    const said = await db();
    expect(said).toMatch(/^Database course_workoutlog at 127\.0\.0\.1:\d+\n/);
    expect(said).toContain('password  the one in DATABASE_URL');
    const { port, database } = JSON.parse(await db('--json'));
    expect(said).toContain(`port      ${port}\n`);
    expect(database).toBe('course_workoutlog');
  });

  it('runs any SQL and prints its answer as a table', async () => {
    const said = await db(
      'sql',
      'select 1 as one, null as none, \'a\' as "Text"',
    );
    expect(said.split('\n').slice(2)).toEqual([
      'one  none  Text',
      '---  ----  ----',
      '  1  null  a',
      '(1 row)',
    ]);
  });

  it('says where a statement is wrong', async () => {
    expect(await db('sql', 'select 1 frm x y')).toMatch(
      /PostgreSQL says: syntax error at or near "x", at letter 14\.$/,
    );
    expect(await db('sql')).toContain('in double quotes');
  });

  it('drops no database but those of the course', async () => {
    const { name } = lesser;
    for (const sql of [
      `drop database ${name}`,
      `select 1; DROP /* x */ DATABASE\nIF EXISTS "${name}"`,
      `alter database ${name} rename to gone`,
    ]) {
      expect(await db('sql', sql)).toContain(
        `The course does not touch the database "${name}"`,
      );
    }
    expect(
      await db('sql', `select 'drop database ${name}' -- drop database x`),
    ).toContain('(1 row)');
  });

  it('shows tables, then the rows of one, and how many more', async () => {
    await db('sql', 'create table users (id int primary key, ok boolean)');
    expect(await db('show', 'users')).toContain('users has no rows');
    await db(
      'sql',
      'insert into users select n, true from generate_series(1, 23) n',
    );
    expect(await db('show')).toMatch(/users +23 +id, ok/);
    const rows = await db('show', 'users');
    expect(rows).toMatch(/\n 1 {2}true\n/);
    expect(rows).toMatch(/\n20 {2}true\n… and 3 more rows$/);
    expect(await db('show', 'user')).toContain('Did you mean "users"?');
    const { table } = JSON.parse(await db('show', 'users', '--json'));
    expect(table).toMatchObject({ name: 'users', rows: 23 });
  });

  it('describes columns, keys and indexes, of one table or of all', async () => {
    await db(
      'sql',
      `create table logs (id serial primary key, owner int not null default 1
         references users); create index logs_owner on logs (owner);
       create table "SequelizeMeta" (name varchar(255) primary key)`,
    );
    const lines = (await db('describe', 'logs')).split('\n').slice(2);
    expect(lines.map((line) => line.trimEnd())).toEqual([
      'logs',
      '',
      'column  type     null        default                           key',
      '------  -------  ----------  --------------------------------  ----------',
      "id      integer  never null  nextval('logs_id_seq'::regclass)  primary",
      'owner   integer  never null  1                                 → users.id',
      '',
      'logs_pkey: PRIMARY KEY (id)',
      'logs_owner_fkey: FOREIGN KEY (owner) REFERENCES users(id)',
      'logs_owner: INDEX (owner)',
    ]);
    const all = await db('describe');
    expect(all).toContain('SequelizeMeta (which migrations ran)\n');
    expect(all).toMatch(/\nlogs\n[^]*\nusers\n/);
    expect(await db('describe', 'log')).toContain('Did you mean "logs"?');
    await db('sql', 'drop table logs, "SequelizeMeta"');
    expect(await db('describe', '03.02')).toContain('has no tables yet');
  });

  it("keeps each lesson's database apart, and cleans the one it names", async () => {
    await db('sql', 'create table logs (id int)', '03.02');
    expect(await db('show', '03.02')).toMatch(
      /^Database course_03_02 .*\n\n.*\n.*\nlogs/,
    );
    expect(await db('reset', '03.02')).toContain('Removed logs (0 rows)');
    expect(await db('show', '03.02')).toContain('has no tables');
    expect(await db('show')).toContain('users');
    expect(await db('reset')).toMatch(
      /^Database course_workoutlog .*\n\nRemoved users \(23 rows\)/,
    );
    expect(await db('reset')).toContain('It had no tables');
  });

  it('asks whether another word was meant', async () => {
    expect(await db('shwo')).toContain('Did you mean: npm run db show (');
  });

  it.each([
    [['tests'], 'npm run db show tests ('],
    [['step'], 'npm run db show step ('],
    [['select 1'], 'npm run db sql "select 1" ('],
    [['SELECT', 'id', 'from', 'users'], 'sql "SELECT id from users" ('],
    [['select "a"'], 'npm run db sql "…" ('],
    [['users;'], 'npm run db sql "users;" ('],
  ])('takes %j for something to look at', async (typed, instead) => {
    const said = await db(...typed);
    expect(said).toContain(instead);
    expect(said).not.toMatch(/db (reset|stop)/);
  });

  it('leaves a server running that is not its own', async () => {
    expect(await db('stop')).toContain('it runs on');
  });
});

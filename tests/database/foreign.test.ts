// DATABASE_URL: on somebody else's server, only what is named course_….
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  emptyDatabase,
  findOrStart,
  find,
  query,
  stepDatabase,
  stop,
  studentDatabase,
  tables,
  throwawayDatabase,
} from '../../course/database';
import { withName } from '../../course/database/address';
import { lessonById } from '../../course/find-lesson';
import { freePort, lesserRole, sharedServer } from './private-cluster';

const usual = 'postgres://postgres@127.0.0.1:5432/postgres';
const outside = process.env.DATABASE_URL;
jest.setTimeout(60_000);

let admin: string;
let lesser: Awaited<ReturnType<typeof lesserRole>>;

/** A real PostgreSQL if tests may make roles there, else the course's own. */
async function anyServer(): Promise<string> {
  const may = 'select from pg_roles where rolname = current_user and rolsuper';
  for (const url of [process.env.REAL_DATABASE_URL, outside, usual]) {
    if (!url) continue;
    const rows = await query(url, may).catch(() => []);
    if (rows.length > 0) return url;
  }
  return sharedServer();
}

beforeAll(async () => {
  admin = await anyServer();
  lesser = await lesserRole(admin);
  process.env.DATABASE_URL = withName(admin, lesser.name);
});

afterAll(async () => {
  await lesser.remove();
  if (outside === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = outside;
});

describe('with DATABASE_URL', () => {
  it('works in databases of its own names, and cleans up', async () => {
    const db = await throwawayDatabase('x');
    await query(db.url, 'create table t (id int)');
    await emptyDatabase(db);
    expect(await tables(db.url)).toEqual([]);
    await db.drop();
    const left = 'select from pg_database where datname = $1';
    expect(await query(admin, left, [db.name])).toEqual([]);
    expect(await tables(process.env.DATABASE_URL ?? '')).toHaveLength(1);
  });

  it('does not stop it, and says what it is', async () => {
    expect(await stop()).toBe(false);
    const server = await findOrStart();
    expect(server).toMatchObject({ embedded: false, started: false });
    expect(await find()).toMatchObject({ embedded: false, host: server.host });
  });

  it('never cleans the database that it names', async () => {
    const url = process.env.DATABASE_URL ?? '';
    const theirs = { url, name: lesser.name, drop: async () => {} };
    await expect(emptyDatabase(theirs)).rejects.toThrow('does not touch');
    // Of a lesson that there will never be: the student's own may be there.
    const lesson = { ...lessonById('03.02'), id: '99.98' };
    await query(admin, 'create database course_99_98');
    process.env.DATABASE_URL = withName(admin, 'course_99_98');
    await expect(stepDatabase(lesson)).rejects.toThrow('name another there');
    await query(admin, 'drop database course_99_98');
    process.env.DATABASE_URL = url;
  });

  it('takes schemas where the role may not create databases', async () => {
    const mine = process.env.DATABASE_URL;
    process.env.DATABASE_URL = lesser.url;
    const [db, other] = [await studentDatabase(), await throwawayDatabase('y')];
    expect(db.name).toBe('course_workoutlog');
    await query(db.url, 'create table t (id int)');
    expect(await tables(db.url)).toMatchObject([{ name: 't' }]);
    expect(await tables(other.url)).toEqual([]);
    await emptyDatabase(db);
    expect(await tables(db.url)).toEqual([]);
    await Promise.all([db.drop(), other.drop()]);
    process.env.DATABASE_URL = mine;
  });
});

describe('a DATABASE_URL that does not work', () => {
  it.each([
    ['mysql://root@127.0.0.1/x', 'does not begin with postgres://'],
    ['postgres://u:p#1@127.0.0.1/x', 'must be in % form'],
    ['postgres://u:secret@ss/word@127.0.0.1/x', '@ is %40, / is %2F'],
    ['postgres://u:1/secret@127.0.0.1/x', '@ is %40, / is %2F'],
    ['postgres://u:secret/1@127.0.0.1/x', '@ is %40, / is %2F'],
    ['postgres://u:100%@127.0.0.1/x', '% itself is %25'],
    ['postgres://u:p@127.0.0.1', 'names no database'],
    ['postgres://u:secret@nowhere.invalid/x', 'no machine named'],
  ])('%s: one sentence', async (url, part) => {
    await expectSentence(url, part);
  });

  it('names host and port where nobody listens', async () => {
    const port = await freePort();
    await expectSentence(
      `postgres://u:secret@127.0.0.1:${port}/x`,
      `No database server answers at 127.0.0.1:${port}`,
    );
  });

  it('says so where something else listens', async () => {
    const web = net.createServer((one) => one.end('HTTP/1.1 400 Bad\r\n\r\n'));
    await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
    const { port } = web.address() as net.AddressInfo;
    await expectSentence(
      `postgres://u:secret@127.0.0.1:${port}/x`,
      `at 127.0.0.1:${port} cannot be reached`,
    );
    web.close();
  });

  it('repeats the words of a server that refuses the database', async () => {
    const url = withName(admin, 'course_no_such');
    await expectSentence(url, 'has no database named "course_no_such"');
  });
});

async function expectSentence(url: string, part: string): Promise<void> {
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url;
  const error = await findOrStart().catch((reason) => reason);
  process.env.DATABASE_URL = before;
  expect(error.name).toBe('PlainError');
  expect(error.message).toContain(part);
  expect(error.message).not.toMatch(/secret|\n/);
}

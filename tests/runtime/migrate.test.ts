// Migrations run before a server that has some, once for each database.
import { afterEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { query, tables } from '../../course/database';
import { withSchema } from '../../course/database/address';
import { openRuntime, type Runtime } from '../../course/runtime';
import { migrate } from '../../course/runtime/migrate';
import { StartFailure } from '../../course/servers';
import { listFiles } from '../../course/steps';
import { makeFolder, readFile, writeFiles } from '../folders';
import { get } from '../servers/servers';

const fixture = path.join(__dirname, '..', 'fixtures', 'migrations');
const second = 'migrations/20260102000000-add-author.ts';

const opened: Runtime[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.end()));
});

/** The fixture in a folder outside the repository, with these files changed. */
function open(files: Record<string, string> = {}, migrateMs?: number) {
  const own = listFiles(fixture).map((file) => [file, readFile(fixture, file)]);
  const folder = makeFolder({ ...Object.fromEntries(own), ...files });
  const database = { throwaway: 'migrate' };
  const runtime = openRuntime({ folder, database, migrateMs });
  opened.push(runtime);
  return runtime;
}

async function failureOf(runtime: Runtime): Promise<StartFailure> {
  const failure = await runtime.start().catch((error) => error);
  expect(failure).toBeInstanceOf(StartFailure);
  expect(failure.reason).toBe('migration');
  return failure;
}

describe('a folder with migrations', () => {
  it('is migrated first, and once', async () => {
    const runtime = open();
    const told: string[] = [];
    const onLog = ({ text }: { text: string }) => void told.push(text);
    const server = await runtime.start({ onLog });
    expect(told).toEqual([
      'Ran migrations: 20260101000000-create-notes.ts, 20260102000000-add-author.ts',
    ]);
    expect(await get(server)).toBe('id text author');
    const { url } = (await runtime.database())!;
    const names = await query(url, 'select name from "SequelizeMeta"');
    expect(names).toHaveLength(2);
    await server.stop();
    // The command line is not even asked again, until a file is new.
    const rc = '.sequelizerc';
    writeFiles(runtime.folder, { [rc]: 'throw new Error("asked again");' });
    expect(await get(await runtime.start())).toBe('id text author');
    writeFiles(runtime.folder, {
      [rc]: readFile(fixture, rc),
      'migrations/20260103000000-drop.ts': `import type { QueryInterface } from 'sequelize';
        export const up = (query: QueryInterface) => query.removeColumn('notes', 'author');`,
    });
    expect(await get(await runtime.start())).toBe('id text');
  });

  it('trips no second server that starts at the same time', async () => {
    const runtime = open();
    const both = await Promise.all([runtime.start(), runtime.start()]);
    expect(await Promise.all(both.map((one) => get(one)))).toEqual([
      'id text author',
      'id text author',
    ]);
  });

  it("names the file that failed, with the database's sentence", async () => {
    const text = readFile(fixture, second).replaceAll("'notes'", "'memos'");
    const runtime = open({ [second]: text });
    const { message, log } = await failureOf(runtime);
    expect(message).toBe(
      `${second} failed: relation "public.memos" does not exist.`,
    );
    expect(log).toContain('create-notes: migrated');
    const { url } = (await runtime.database())!;
    expect(log).not.toContain(new URL(url).password + '@');
    // Mended, it goes on where it was.
    fs.copyFileSync(
      path.join(fixture, second),
      path.join(runtime.folder, second),
    );
    expect(await get(await runtime.start())).toBe('id text author');
  });

  it('keeps to the schema that stands in for a database', async () => {
    const runtime = open();
    const { url } = (await runtime.database())!;
    await query(
      url,
      'create table notes (id int); create schema course_instead',
    );
    const databaseUrl = withSchema(url, 'course_instead');
    await migrate({ folder: runtime.folder, databaseUrl }, 60_000);
    const names = (await tables(databaseUrl)).map(({ name }) => name);
    expect(names).toEqual(['SequelizeMeta', 'notes']);
    await query(databaseUrl, 'select author from notes');
    expect(await tables(url)).toMatchObject([{ columns: [{ name: 'id' }] }]);
  });

  it('says so where a file is no TypeScript', async () => {
    const { message } = await failureOf(open({ [second]: 'const (;' }));
    expect(message).toContain('add-author.ts');
  });

  it('does not wait for one that never ends', async () => {
    const never =
      'export const up = () => new Promise(() => setInterval(() => {}, 1000));';
    const { message } = await failureOf(open({ [second]: never }, 6000));
    expect(message).toBe(`${second} was not done within 6 seconds.`);
  });

  it('leaves a database that the start names alone', async () => {
    const other = open();
    const { url } = (await other.database())!;
    await open().start({ databaseUrl: url });
    expect(await tables(url)).toEqual([]);
  });
});

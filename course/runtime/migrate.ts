// Brings a database up to the migrations of a folder before its server starts.
import path from 'node:path';
import { readEntry, StartFailure, type StartOptions } from '../servers';
import { listFiles } from '../steps/files';
import { runProgram, whyFailed } from './program';

/** The migrations and seeders of a folder, sorted, from that folder on. */
export function migrationFiles(cwd: string): string[] {
  return listFiles(cwd).filter((file) =>
    /^(migrations|seeders)\/[^/]+(?<!\.d)\.c?[jt]s$/.test(file),
  );
}

/**
 * Runs those migrations that the database has not had yet, by the folder's own
 * sequelize-cli or the course's.
 * @returns their names: `0002-add-first-name.ts`
 * @throws StartFailure (migration) that names the file and what is wrong
 */
export async function migrate(
  options: StartOptions & { databaseUrl: string },
  timeoutMs: number,
): Promise<string[]> {
  const { cwd } = readEntry(options.folder);
  const files = migrationFiles(cwd);
  const names = files
    .filter((file) => file.startsWith('migrations/'))
    .map((file) => path.posix.basename(file));
  if (names.length === 0) return [];
  return inTurn(options.databaseUrl, async (done) => {
    const waiting = names.filter((name) => !done.has(name));
    if (waiting.length === 0) return [];
    const more = { words: ['db:migrate'], timeoutMs, onLog: undefined };
    const ran = await runProgram({ ...options, ...more });
    // Called off: so will be the start that comes after it.
    if (ran.code === 0 || ran.calledOff) return waiting;
    const sentence = whyFailed(ran, files, timeoutMs);
    throw new StartFailure('migration', sentence, ran.text);
  });
}

/**
 * Lets one at a time migrate a database: the others wait. It is given the names
 * of what has run there before.
 */
export async function inTurn<T>(
  url: string,
  work: (done: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  const { withClient } = require('../database') as typeof import('../database');
  return withClient(url, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('migrations'))");
    // No table yet: nothing has ever been migrated.
    const none = { rows: [] as { name: string }[] };
    const { rows } = await client
      .query('select name from "SequelizeMeta"')
      .catch(() => none);
    return work(new Set(rows.map(({ name }) => name)));
  });
}

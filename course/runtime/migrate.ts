// Brings a database up to the migrations of a folder before its server starts.
import path from 'node:path';
import { root } from '../find-lesson';
import {
  aborted,
  firstOf,
  launch,
  readEntry,
  StartFailure,
  type Exit,
  type StartOptions,
} from '../servers';
import { listFiles } from '../steps/files';

/**
 * Runs those migrations that the database has not had yet, by the folder's own
 * sequelize-cli or the course's.
 * @throws StartFailure (migration) that names the file and what is wrong
 */
export async function migrate(
  options: StartOptions & { databaseUrl: string },
  timeoutMs: number,
): Promise<void> {
  const { cwd } = readEntry(options.folder);
  const files = listFiles(cwd)
    .filter((file) => /^migrations\/[^/]+(?<!\.d)\.c?[jt]s$/.test(file))
    .map((file) => path.posix.basename(file));
  if (files.length === 0) return;
  const { withClient } = require('../database') as typeof import('../database');
  await withClient(options.databaseUrl, async (client) => {
    // Of two servers that start at once one migrates, and the other waits.
    await client.query("select pg_advisory_lock(hashtext('migrations'))");
    const names = 'select name from "SequelizeMeta"';
    // No table yet: nothing has ever been migrated.
    const none = { rows: [] as { name: string }[] };
    const { rows } = await client.query(names).catch(() => none);
    const done = new Set(rows.map(({ name }) => name));
    if (files.some((file) => !done.has(file))) {
      await runCli({ ...options, timeoutMs }, cwd, files);
    }
  });
}

async function runCli(
  options: StartOptions & { timeoutMs: number },
  cwd: string,
  files: string[],
) {
  const { timeoutMs, signal } = options;
  const entry = { file: cliFor(cwd), cwd, nodeFlags: [] };
  // Like a server's process: the same settings, packages and database.
  const { log, exited, stop } = launch(
    entry,
    { ...options, onLog: undefined },
    ['db:migrate'],
  );
  const ended = await firstOf<Exit | 'called off' | 'late'>(timeoutMs, [
    exited,
    aborted(signal).then(() => 'called off'),
  ]);
  await stop();
  // Called off: so will be the start that comes after it.
  if (ended === 'called off') return;
  if (ended !== 'late' && ended.code === 0) return;
  const text = log.text();
  const begun = [...text.matchAll(/^== (\S+): migrating/gm)].at(-1)?.[1];
  const file = files.find((one) => begun && path.parse(one).name === begun);
  const name = file ? `migrations/${file}` : 'The migrations';
  const late = `not done within ${timeoutMs / 1000} seconds`;
  const why =
    ended === 'late'
      ? `${file ? 'was' : 'were'} ${late}`
      : `failed: ${reasonIn(text)}`;
  throw new StartFailure('migration', `${name} ${why}.`, text);
}

/** What the command line said went wrong: the database's own sentence. */
function reasonIn(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim());
  const at = lines.findIndex((line) => /^(ERROR|\w*Error): /.test(line));
  const said = lines.at(at) ?? 'it printed nothing';
  // ts-node says what it could not compile on the next line.
  const more = said.endsWith(':') ? ` ${lines[at + 1] ?? ''}` : '';
  return `${said}${more}`.replace(/^ERROR: /, '').replace(/\.$/, '');
}

/** As the folder itself would find it; the course's where it has none. */
function cliFor(cwd: string): string {
  const name = 'sequelize-cli/package.json';
  const manifest = require.resolve(name, { paths: [cwd, root] });
  return path.join(path.dirname(manifest), 'lib', 'sequelize');
}

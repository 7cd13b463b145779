// What a server folder runs in, chosen once: database, migrations, secret, port.
import { parseEnv } from 'node:util';
import type { Database } from '../database';
import type { Lesson } from '../outline';
import {
  startServer,
  StartFailure,
  type RunningServer,
  type StartOptions,
} from '../servers';
import { freePort } from '../servers/free-port';
import { machineSecret } from '../state';
import { copiedFrom } from '../steps';
import { listFiles, readText } from '../steps/files';
import { migrate } from './migrate';
import { runProgram, type Program, type Ran } from './program';

export { keepRunning } from './keep-running';
export { inTurn, migrationFiles } from './migrate';
export * from './notes';
export * from './page-server';
export { whyFailed, type Ran } from './program';

export interface RuntimeOptions {
  folder: string;
  /**
   * Where the folder needs one: kept from run to run, gone at the end, or
   * another's.
   */
  database:
    | { kept: Lesson | 'mine' | 'new' }
    | { throwaway: string }
    | { given: Database };
  /** The wanted port, else the next free one; absent: any. */
  port?: number;
  /** So long may all migrations take together; 60 seconds where absent. */
  migrateMs?: number;
}

/**
 * What one start may ask for besides. A database given here is not migrated; a
 * folder is a copy of the runtime's own.
 */
export type StartMore = Partial<Omit<StartOptions, 'port' | 'shownAs'>>;

export interface Runtime {
  readonly folder: string;
  /** What signs the tokens: the folder's own secret, else this machine's. */
  secret(): string;
  /** Its database; undefined as long as the folder needs none. */
  database(): Promise<Database | undefined>;
  /** @throws StartFailure, or a PlainError about the database */
  start(more?: StartMore): Promise<RunningServer>;
  /**
   * Runs its sequelize-cli to the end, or a file of its own (absolute).
   * @param words `['db:migrate:undo:all', '--to', '0001-create-tables.ts']`
   * @param more settings that a program has of its own
   */
  run(
    words: readonly string[],
    file?: string,
    more?: Partial<Program>,
  ): Promise<Ran>;
  /** Takes all rows away, so that ids begin with 1; never those of a kept one. */
  empty(): Promise<void>;
  /** Calls off what starts, ends what runs, drops a throw-away database. */
  end(): Promise<void>;
}

/** Nothing is started, and no database made, before it is asked for. */
export function openRuntime(options: RuntimeOptions): Runtime {
  const { folder, database: which, migrateMs = 60_000 } = options;
  const over = new AbortController();
  const starts = new Set<Promise<RunningServer>>();
  let wanted = options.port;
  let throwaway: Promise<Database> | undefined;

  async function database() {
    if ('given' in which) return which.given;
    if (!usesDatabase(folder)) return undefined;
    if ('throwaway' in which) {
      return (throwaway ??= databases().throwawayDatabase(which.throwaway));
    }
    if (which.kept === 'mine') return databases().studentDatabase();
    if (which.kept === 'new') return databases().newServerDatabase();
    return databases().stepDatabase(which.kept);
  }

  function settings(more: StartMore) {
    return {
      folder,
      shownAs: copiedFrom(more.folder ?? folder),
      env: ownSecret(folder) ? {} : { JWT_SECRET: machineSecret() },
      ...more,
      signal: AbortSignal.any([over.signal, ...[more.signal ?? []].flat()]),
    };
  }

  async function run(
    words: readonly string[],
    file?: string,
    more: Partial<Program> = {},
  ) {
    const databaseUrl = (await database())?.url;
    const timeoutMs = migrateMs;
    const usual = { ...settings({}), databaseUrl, words, file, timeoutMs };
    return runProgram({ ...usual, ...more });
  }

  async function startNow(more: StartMore) {
    const own = more.databaseUrl ? undefined : await database();
    const full = {
      ...settings(more),
      databaseUrl: more.databaseUrl ?? own?.url,
    };
    if (own) {
      const ran = await migrate({ ...full, databaseUrl: own.url }, migrateMs);
      tellRan(ran, more);
    }
    return wanted === undefined ? startServer(full) : onFreePort(full);
  }

  /** Another program may take the port at the last moment: then the next one. */
  async function onFreePort(full: StartOptions) {
    for (let left = 5; ; left -= 1) {
      try {
        const port = await freePort(wanted!);
        const server = await startServer({ ...full, port });
        // A restart keeps it: the browser's page stays where it is.
        wanted = server.port;
        return server;
      } catch (error) {
        const taken = error instanceof StartFailure && error.reason === 'port';
        if (!taken || left === 0) throw error;
      }
    }
  }

  function start(more: StartMore = {}) {
    const starting = startNow(more);
    starts.add(starting);
    const forget = () => void starts.delete(starting);
    starting.then(({ exited }) => exited.then(forget), forget);
    return starting;
  }

  async function empty() {
    if (!('throwaway' in which)) {
      throw new Error('A database that is kept, or given, is never emptied.');
    }
    if (throwaway) await databases().emptyTables((await throwaway).url);
  }

  async function end() {
    over.abort();
    const all = await Promise.allSettled(starts);
    await Promise.all(
      all.map((one) => one.status === 'fulfilled' && one.value.stop()),
    );
    const made = await throwaway?.catch(() => undefined);
    await made?.drop();
  }

  const secret = () => ownSecret(folder) || machineSecret();
  return { folder, secret, database, start, run, empty, end };
}

/** Starts a folder's server, lets it be used, and ends all of it. */
export async function withServer<T>(
  options: RuntimeOptions & { more?: StartMore },
  use: (server: RunningServer, runtime: Runtime) => Promise<T>,
): Promise<T> {
  const runtime = openRuntime(options);
  try {
    return await use(await runtime.start(options.more), runtime);
  } finally {
    await runtime.end();
  }
}

/** A save of a new migration changes the tables: whoever reads along is told. */
function tellRan(names: string[], { onLog }: StartMore): void {
  if (names.length === 0) return;
  const what = names.length === 1 ? 'a migration' : 'migrations';
  onLog?.({ stream: 'out', text: `Ran ${what}: ${names.join(', ')}` });
}

// Loaded when asked for: the servers of the first lessons have no database.
function databases(): typeof import('../database') {
  return require('../database');
}

/** Whether package.json names pg or sequelize, or the code where that forgot. */
export function usesDatabase(folder: string): boolean {
  return listFiles(folder)
    .filter((file) => /\.[cm]?[jt]s$|(^|\/)package\.json$/.test(file))
    .some((file) =>
      /['"](pg|sequelize)['"]/.test(readText(folder, file) ?? ''),
    );
}

/** What the server itself reads from its `.env`. */
function ownSecret(folder: string): string | undefined {
  return parseEnv(readText(folder, '.env') ?? '').JWT_SECRET;
}

// A folder under judgement: its files, and its server and database when asked.
import type { Browsers, ClientBrowser, OpenedPage } from '../browser';
import type { Database } from '../database';
import type { Lesson } from '../outline';
import {
  hasPage,
  openRuntime,
  servePage,
  type PageServer,
  type StartMore,
} from '../runtime';
import type { RunningServer } from '../servers';
import { readText } from '../steps/files';
import { createAsk } from './ask';
import { openFreshDatabase } from './fresh-database';
import { ownTestsOf } from './own-tests';
import type { PackageJson, Subject } from '../../checks/define';
import { fail } from '../../checks/answers';
import { GaveUp } from './silence';

/** A server that died this often will do so again: the rest is not run. */
const mostDeaths = 12;

export interface LiveSubject {
  readonly subject: Subject;
  /** Which server the next check gets: the hash at its real cost, or cheap. */
  useRealHash(real: boolean): void;
  /** The server now, if one was started and no matter whether it lives. */
  now(): RunningServer | undefined;
  /** Ends the servers, pages and databases that a check opened besides. */
  endOthers(): Promise<void>;
  /** The database of this run, if it has one by now. */
  database(): RunDatabase | undefined;
  /** What all servers printed so far. */
  log(): string;
  end(): Promise<void>;
}

/** Where a run's database is; its password is nobody's business. */
export interface RunDatabase {
  readonly host: string;
  readonly port: number;
  readonly name: string;
}

/**
 * Nothing is started before a check asks for it.
 * @param shared whose browsers it uses; else it has one of its own
 */
export function openSubject(
  lesson: Lesson,
  folder: string,
  shared?: Browsers,
): LiveSubject {
  const file = (name: string) => readText(folder, name);
  const throwaway = `check_${lesson.id}`;
  const runtime = openRuntime({ folder, database: { throwaway } });
  let made: Database | undefined;
  const started: RunningServer[] = [];
  const others: Promise<RunningServer>[] = [];
  const running = new Map<boolean, RunningServer>();
  const starting = new Map<boolean, Promise<RunningServer>>();
  let realHash = false;
  let deaths = 0;

  async function start(more: StartMore) {
    if (!more.databaseUrl) made = await runtime.database();
    const server = await runtime.start({ cheapHash: true, ...more });
    started.push(server);
    return server;
  }

  async function server(): Promise<RunningServer> {
    const real = realHash;
    const known = running.get(real);
    if (known?.alive()) return known;
    if (known) {
      running.delete(real);
      starting.delete(real);
      deaths += 1;
    }
    if (deaths >= mostDeaths) {
      throw new GaveUp(`Not run: the server died ${deaths} times before.`);
    }
    // A start that failed stays failed: the next check need not try again.
    if (!starting.has(real)) starting.set(real, start({ cheapHash: !real }));
    const fresh = await starting.get(real)!;
    running.set(real, fresh);
    return fresh;
  }

  function startAnother(options: StartMore) {
    // Two that make the same tables at once trip each other.
    const first = options.databaseUrl
      ? Promise.resolve()
      : server().catch(() => undefined);
    const other = first.then(() => start(options));
    others.push(other);
    return other;
  }

  // One browser for all checks; where it does not start, they need not try.
  let kept = shared;
  let browser: Promise<ClientBrowser> | undefined;
  let pageServer: Promise<PageServer> | undefined;
  const pages: OpenedPage[] = [];

  async function page() {
    if (!hasPage(folder)) fail('There is no page yet: no client/index.html.');
    const opener = await (browser ??= (kept ??=
      browsers().keepBrowsers()).borrow());
    const served = await (pageServer ??= servePage(folder));
    const { port } = await server();
    const opened = await opener.open({ page: served.port, server: port });
    pages.push(opened);
    return opened;
  }

  async function endBrowser() {
    (await pageServer?.catch(() => undefined))?.close();
    const opener = await browser?.catch(() => undefined);
    if (opener) kept!.giveBack(opener);
    if (!shared) await kept?.close();
  }

  const fresh: ReturnType<typeof openFreshDatabase>[] = [];
  function freshDatabase() {
    const opened = openFreshDatabase(folder, throwaway);
    fresh.push(opened);
    return opened;
  }

  async function endOthers() {
    await Promise.all(pages.splice(0).map((one) => one.close()));
    const all = await Promise.allSettled(others.splice(0));
    const alive = all.flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.stop()] : [],
    );
    await Promise.all(alive);
    for (const one of await Promise.allSettled(fresh.splice(0))) {
      if (one.status === 'fulfilled') await one.value.end();
    }
  }

  async function end() {
    await Promise.all([
      Promise.allSettled(starting.values()),
      runtime.end(),
      endBrowser(),
    ]);
  }

  async function url() {
    made ??= await runtime.database();
    if (made) return made.url;
    const what = 'The server has no database';
    fail(`${what}: its package.json names neither pg nor sequelize.`);
  }

  const subject: Subject = {
    folder,
    file,
    packageJson: () => parse(file('package.json')),
    page,
    server,
    secret: runtime.secret,
    startAnother,
    freshDatabase,
    ownTests: ownTestsOf(runtime),
    ask: createAsk({
      url: async () => (await server()).url,
      realHash: () => realHash,
    }),
    db: {
      query: async (sql, values) => databases().query(await url(), sql, values),
      tables: async () => databases().tables(await url()),
    },
  };
  return {
    subject,
    useRealHash: (real) => void (realHash = real),
    now: () => running.get(realHash),
    endOthers,
    database: () => made && placeOf(made),
    log: () => started.map((one) => one.log()).join('\n'),
    end,
  };
}

// Loaded when asked for: a folder's files can be judged without it.
function databases(): typeof import('../database') {
  return require('../database');
}

function browsers(): typeof import('../browser') {
  return require('../browser');
}

function placeOf({ url, name }: Database): RunDatabase {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 5432), name };
}

function parse(text: string | undefined): PackageJson | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value ? value : undefined;
  } catch {
    return undefined;
  }
}

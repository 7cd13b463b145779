// The database server that the course uses: its own, or that of DATABASE_URL.
import { databaseUrl, readAddress, type Address } from './address';
import { query } from './connect';
import { halt, launch } from './launch';
import { place } from './place';
import { runningPort } from './running';

/** A PostgreSQL that answers. */
export interface DatabaseServer extends Address {
  /** Of its maintenance database, for tools only. */
  url: string;
  /** False: it is the one of DATABASE_URL. */
  embedded: boolean;
  /** True: this call started it. */
  started: boolean;
}

/**
 * The database server, started if it is ours and not running.
 * @throws PlainError that says why not, and what to do
 */
export async function findOrStart(): Promise<DatabaseServer> {
  const url = databaseUrl();
  if (!url) {
    const { port, started } = await launch();
    return ours(port, started);
  }
  const server = theirs(url);
  await query(url, 'select 1');
  return server;
}

/** The database server if it runs; never starts one. */
export async function find(): Promise<DatabaseServer | undefined> {
  const url = databaseUrl();
  if (url) {
    const server = theirs(url);
    return query(url, 'select 1').then(
      () => server,
      () => undefined,
    );
  }
  const port = await runningPort(place().data);
  return port === undefined ? undefined : ours(port, false);
}

/** Stops our own server; resolves to whether it ran. Leaves any other alone. */
export async function stop(): Promise<boolean> {
  return databaseUrl() ? false : halt();
}

/** Of our own, by its port. */
function ours(port: number, started: boolean): DatabaseServer {
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  return { ...readAddress(url), url, embedded: true, started };
}

function theirs(url: string): DatabaseServer {
  return { ...readAddress(url), url, embedded: false, started: false };
}

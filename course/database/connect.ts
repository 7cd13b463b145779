// Talks to a database: one connection a call, none left open.
import type { Client } from 'pg';
import { PlainError } from '../plain-error';
import { databaseUrl, readAddress, withName } from './address';
import { isLost, whyUnreachable } from './unreachable';

const maintenance = 'postgres';

/** One row of an answer. */
export type Row = Record<string, any>;

/** Connects, does the work, and ends the connection whatever happens. */
export async function withClient<T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = newClient(url);
  // A server that stops tells so by an event, which would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    if (!isDropped(error, url)) throw whyUnreachable(error, url);
    await remake(url);
    return withClient(url, work);
  }
  try {
    return await work(client);
  } catch (error) {
    throw isLost(error) ? whyUnreachable(error, url) : error;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * One statement (or several without values) and the rows of its answer.
 * @throws PlainError where the database cannot be reached, and the driver's
 *   DatabaseError (`code`, `position`) where it refuses the statement
 */
export async function query(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Row[]> {
  const answer = await withClient(url, (client) => client.query(sql, values));
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return last?.rows ?? [];
}

/** On our own server anybody may drop the database that the tools begin in. */
function isDropped(error: unknown, url: string): boolean {
  const { code } = error as { code?: string };
  const isOurs = databaseUrl() === undefined;
  return code === '3D000' && isOurs && readAddress(url).name === maintenance;
}

async function remake(url: string): Promise<void> {
  const sql = `create database ${maintenance} template template0`;
  await query(withName(url, 'template1'), sql).catch((error) => {
    // Another command made it in the same moment.
    if (!['42P04', '23505'].includes(error.code)) throw error;
  });
}

function newClient(url: string): Client {
  // Loaded when needed: a command that only looks should not wait for it.
  const pg = require('pg') as typeof import('pg');
  try {
    return new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 8000,
      application_name: 'node-server-course',
    });
  } catch (error) {
    throw new PlainError(
      `DATABASE_URL cannot be used: ${(error as Error).message}.`,
    );
  }
}

/** A name as it stands in SQL, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

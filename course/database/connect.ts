// Talks to a database: one connection a call, none left open.
import type { Client } from 'pg';
import { PlainError } from '../plain-error';
import { whyUnreachable } from './unreachable';

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
    throw whyUnreachable(error, url);
  }
  try {
    return await work(client);
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

// A database as new, in milliseconds: its schemas go, an empty one comes.
import type { Client } from 'pg';
import { readAddress, schemaOf } from './address';
import { query, quoted, withClient } from './connect';
import { refuseForeign, type Database } from './databases';
import { findOrStart } from './server';
import { bookkeepingOf, tableNames } from './schema';

/** Makes a database of the course as it was when it was created. */
export async function emptyDatabase(db: Database): Promise<void> {
  const server = await findOrStart();
  const schema = schemaOf(db.url);
  refuseForeign(server, schema ?? readAddress(db.url).name);
  await withClient(db.url, (client) =>
    schema ? clean(client, [schema], schema) : emptyAll(client),
  );
}

/**
 * Takes all rows away, so that ids begin with 1 again. The tables stay, and so
 * do those in which Sequelize keeps what it has migrated and seeded.
 */
export async function emptyTables(url: string): Promise<void> {
  const all = await withClient(url, tableNames);
  const names = all.filter((name) => bookkeepingOf(name) === undefined);
  if (names.length === 0) return;
  const list = names.map(quoted).join(', ');
  await query(url, `truncate ${list} restart identity cascade`);
}

/** What emptyDatabase does, over a connection to that database. */
export async function emptyAll(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace
      where nspname !~ '^pg_' and nspname <> 'information_schema'`,
  );
  await clean(
    client,
    rows.map((row) => row.name),
    'public',
  );
}

async function clean(client: Client, old: string[], fresh: string) {
  const sql = [
    ...old.map((name) => `drop schema if exists ${quoted(name)} cascade`),
    `create schema ${quoted(fresh)}`,
    ...(fresh === 'public' ? ['grant usage on schema public to public'] : []),
  ].join('; ');
  try {
    await client.query(`set lock_timeout = '1s'; ${sql}`);
  } catch (error) {
    // 55P03: a server holds a table in an open transaction, or 40P01: both
    // wait for each other.
    if (!['55P03', '40P01'].includes((error as { code: string }).code)) {
      throw error;
    }
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await client.query(`set lock_timeout = '5s'; ${sql}`);
  }
}

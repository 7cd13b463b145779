// The databases of the course: one kept for each step, one for the student.
import type { Client } from 'pg';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { readAddress, withName, withSchema } from './address';
import { quoted, withClient } from './connect';
import { findOrStart, type DatabaseServer } from './server';

/** A database that is there. */
export interface Database {
  url: string;
  name: string;
  drop(): Promise<void>;
}

/** The database of a step's server: kept, named `course_03_02`. */
export async function stepDatabase(lesson: Lesson): Promise<Database> {
  const server = await findOrStart();
  return keptDatabase(server, keptName(server, lesson));
}

/** The database of the student's server: kept. */
export async function studentDatabase(): Promise<Database> {
  const server = await findOrStart();
  return keptDatabase(server, keptName(server, 'mine'));
}

/**
 * The address of the kept database of a step, or of the student's server;
 * undefined where it was never made, for looking makes none.
 */
export async function findKept(
  which: Lesson | 'mine',
): Promise<{ url: string; name: string } | undefined> {
  const server = await findOrStart();
  const name = keptName(server, which);
  return withClient(server.url, async (client) => {
    // Another role may have made a database of this name, which is not ours.
    const isDatabase = await mayCreate(client);
    const { rowCount } = await client.query(
      isDatabase
        ? 'select from pg_database where datname = $1'
        : 'select from pg_namespace where nspname = $1',
      [name],
    );
    if (rowCount === 0) return undefined;
    const at = isDatabase ? withName : withSchema;
    return { name, url: at(server.url, name) };
  });
}

function keptName(server: DatabaseServer, which: Lesson | 'mine'): string {
  if (which !== 'mine') return `course_${which.id.replaceAll('.', '_')}`;
  // A page's commands are run on a database of that page.
  const name = process.env.COURSE_DATABASE;
  return name ?? (server.embedded ? 'workoutlog' : 'course_workoutlog');
}

/** The database of the new server that 12.00 lets a student begin: kept. */
export async function newServerDatabase(): Promise<Database> {
  return keptDatabase(await findOrStart(), 'course_new_server');
}

function keptDatabase(server: DatabaseServer, name: string): Promise<Database> {
  return withClient(server.url, (client) => makeIn(server, client, name));
}

/** Makes a database of this name where there is none yet. */
export async function makeIn(
  server: DatabaseServer,
  client: Client,
  name: string,
): Promise<Database> {
  refuseForeign(server, name);
  if (!(await mayCreate(client))) return makeSchema(server, client, name);
  const found = await client.query(
    'select from pg_database where datname = $1',
    [name],
  );
  if (found.rowCount === 0) await createDatabase(client, name);
  return {
    url: withName(server.url, name),
    name,
    drop: () =>
      withClient(server.url, (other) => dropDatabase(server, other, name)),
  };
}

/** Away with it, and with whoever is connected to it. */
export async function dropDatabase(
  server: DatabaseServer,
  client: Client,
  name: string,
): Promise<void> {
  refuseForeign(server, name);
  // Before version 13 there was no `force`.
  await disconnectAll(client, name);
  await client.query(`drop database if exists ${quoted(name)}`);
}

/** Ends all connections to a database, and waits until they have ended. */
export async function disconnectAll(
  client: Client,
  name: string,
): Promise<void> {
  const others = 'from pg_stat_activity where datname = $1';
  await client.query(`select pg_terminate_backend(pid) ${others}`, [name]);
  for (let tries = 0; tries < 200; tries++) {
    const left = await client.query(`select ${others} limit 1`, [name]);
    if (left.rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * The one guard: on a server that is not ours, only what is named `course_…`,
 * and never the database that DATABASE_URL names.
 */
export function refuseForeign(server: DatabaseServer, name: string): void {
  if (server.embedded && name === 'workoutlog') return;
  const isOurName = /^course_\w+$/.test(name);
  const isNamed = !server.embedded && name === readAddress(server.url).name;
  if (isOurName && !isNamed) return;
  throw new PlainError(
    isOurName
      ? `DATABASE_URL names the database "${name}", which the course would clean: name another there, such as postgres.`
      : `The course does not touch the database "${name}": only those whose names begin with course_.`,
  );
}

async function createDatabase(client: Client, name: string): Promise<void> {
  try {
    // From template0: nobody is ever connected to it, which would be refused.
    await client.query(`create database ${quoted(name)} template template0`);
  } catch (error) {
    // Another command made it in the same moment.
    const { code } = error as { code?: string };
    if (code !== '42P04' && code !== '23505') throw error;
  }
}

async function mayCreate(client: Client): Promise<boolean> {
  const { rows } = await client.query(
    'select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user',
  );
  return rows[0]?.may === true;
}

/** For a role that may not create databases: a schema takes its place. */
async function makeSchema(
  server: DatabaseServer,
  client: Client,
  name: string,
): Promise<Database> {
  try {
    await client.query(`create schema if not exists ${quoted(name)}`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code !== '23505') {
      throw new PlainError(
        `The user "${server.user}" of DATABASE_URL may neither create databases nor schemas (${message}). ` +
          `Let an administrator type: alter role ${server.user} createdb`,
      );
    }
  }
  return {
    url: withSchema(server.url, name),
    name,
    drop: async () => {
      await withClient(server.url, (other) =>
        other.query(`drop schema if exists ${quoted(name)} cascade`),
      );
    },
  };
}

// Throw-away databases, one for each run of checks. Creating one costs a tenth
// of a second, so on our own server a used one is kept as a spare: the next
// run takes it by giving it another name, and cleans it.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import type { Client } from 'pg';
import { withName } from './address';
import { quoted, withClient } from './connect';
import {
  disconnectAll,
  dropDatabase,
  makeIn,
  type Database,
} from './databases';
import { emptyAll } from './empty';
import { isAlive } from './running';
import { findOrStart, type DatabaseServer } from './server';

const spare = 'course_spare_';
const spares = 4;

let made = 0;
const swept = new Set<string>();

/**
 * A new, empty database for one run, named `course_tmp_…`. `drop()` gives it
 * back; what a run that died left behind goes at the next one's start.
 */
export async function throwawayDatabase(label: string): Promise<Database> {
  const server = await findOrStart();
  const name = nameFor(label);
  return withClient(server.url, async (client) => {
    if (!swept.has(server.url)) await sweep(server, client);
    swept.add(server.url);
    if (server.embedded && (await takeSpare(client, name))) {
      await withClient(withName(server.url, name), emptyAll);
      return spareable(server, name);
    }
    const db = await makeIn(server, client, name);
    if (!server.embedded) return db;
    // Nobody needs these rows after a power cut.
    await client.query(
      `alter database ${quoted(name)} set synchronous_commit = off`,
    );
    return spareable(server, name);
  });
}

/** `course_tmp_<space>_<pid>_<number>_<label>`, at most 63 letters. */
function nameFor(label: string): string {
  made += 1;
  const plain = label.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const number = `${made.toString(36)}${randomBytes(2).toString('hex')}`;
  return `course_tmp_${pidSpace()}_${process.pid}_${number}_${plain}`
    .slice(0, 63)
    .replace(/_+$/, '');
}

/** Names where a process number means something: machine, and container. */
function pidSpace(): string {
  let container = '';
  try {
    container = fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has it.
  }
  return createHash('sha256')
    .update(`${os.hostname()} ${container}`)
    .digest('hex')
    .slice(0, 8);
}

/**
 * Drops what was made beside a throw-away database, by a name that begins with
 * its own: `course_tmp_…_test_1`. A folder's own tests make such.
 */
export async function dropBeside({ name }: Database): Promise<void> {
  const server = await findOrStart();
  await withClient(server.url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`${name}_`],
    );
    for (const { datname } of rows) {
      await dropDatabase(server, client, datname);
    }
  });
}

function spareable(server: DatabaseServer, name: string): Database {
  const drop = () =>
    withClient(server.url, (client) => giveBack(server, client, name));
  return { url: withName(server.url, name), name, drop };
}

async function takeSpare(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, $1)
      order by random()`,
    [spare],
  );
  for (const { datname } of rows) {
    try {
      await client.query(
        `alter database ${quoted(datname)} rename to ${quoted(name)}`,
      );
      return true;
    } catch {
      // Another run was quicker.
    }
  }
  return false;
}

async function giveBack(
  server: DatabaseServer,
  client: Client,
  name: string,
): Promise<void> {
  const { rows } = await client.query<{ left: number }>(
    `select count(*)::int as left from pg_database
      where starts_with(datname, $1)`,
    [spare],
  );
  if (rows[0].left >= spares) return dropDatabase(server, client, name);
  await disconnectAll(client, name);
  const free = `${spare}${randomBytes(6).toString('hex')}`;
  try {
    await client.query(
      `alter database ${quoted(name)} rename to ${quoted(free)}`,
    );
  } catch (error) {
    // 3D000: dropped already.
    if ((error as { code?: string }).code !== '3D000') throw error;
  }
}

/** Drops what runs that no longer live left behind. */
async function sweep(server: DatabaseServer, client: Client): Promise<void> {
  const ours = `course_tmp_${pidSpace()}_`;
  const { rows } = await client.query<{ name: string; kind: string }>(
    `select datname as name, 'database' as kind from pg_database
      where starts_with(datname, $1)
     union all
     select nspname, 'schema' from pg_namespace
      where starts_with(nspname, $1)`,
    [ours],
  );
  for (const { name, kind } of rows) {
    if (isAlive(Number(name.slice(ours.length).split('_')[0]))) continue;
    if (kind === 'database') await dropDatabase(server, client, name);
    else await client.query(`drop schema if exists ${quoted(name)} cascade`);
  }
}

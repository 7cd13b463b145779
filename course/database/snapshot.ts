// What a request did to a database: its rows before and after, compared.
import type { Client, QueryResult } from 'pg';
import { quoted, withClient, type Row } from './connect';
import { tableNames } from './schema';

/** At most so many rows of a table are looked at: those changed last. */
export const mostRows = 1000;

/** The rows of one table at one moment, by version. */
interface TableSnapshot {
  key: string[];
  rows: Map<string, Row>;
  capped: boolean;
  /** The oldest writer among its rows: what is older may be out of sight. */
  oldest: bigint;
}

/** The tables of a database at one moment. */
export type Snapshot = Map<string, TableSnapshot>;

/** What happened to one table between two snapshots. */
export interface TableChanges {
  table: string;
  inserted: Row[];
  /** Paired by the primary key; without one an update is a delete and insert. */
  updated: { old: Row; new: Row }[];
  deleted: Row[];
  /** A sentence where the table has too many rows to be sure. */
  note?: string;
}

/** Remembers the rows of all tables, as they are at one moment. */
export function snapshot(url: string): Promise<Snapshot> {
  return withClient(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const names = await tableNames(client);
    const keys = await primaryKeys(client);
    const answers = await readAll(client, names);
    return new Map(
      names.map((name, at) => [name, toSnapshot(answers[at], keys.get(name))]),
    );
  });
}

/** The tables that differ, with their rows. Unchanged ones are left out. */
export function compareSnapshots(
  before: Snapshot,
  after: Snapshot,
): TableChanges[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .sort()
    .map((name) => compareTable(name, before.get(name), after.get(name)))
    .filter(
      (one) =>
        one.inserted.length + one.updated.length + one.deleted.length > 0,
    );
}

function compareTable(
  table: string,
  before: TableSnapshot = nothing,
  after: TableSnapshot = nothing,
): TableChanges {
  const news = difference(after, before).map(([, row]) => row);
  // A row that newer ones pushed out of sight was not deleted.
  const gone = difference(before, after)
    .filter(([version]) => !after.capped || writer(version) > after.oldest)
    .map(([, row]) => row);
  const key = after.key.length > 0 ? after.key : before.key;
  const olds = new Map(gone.map((row) => [keyOf(row, key), row]));
  const updated = news.flatMap((row) => {
    const old = key.length > 0 && olds.get(keyOf(row, key));
    return old ? [{ old, new: row }] : [];
  });
  const paired = new Set(updated.flatMap((one) => [one.old, one.new]));
  return {
    table,
    inserted: news.filter((row) => !paired.has(row)),
    updated,
    deleted: gone.filter((row) => !paired.has(row)),
    note: before.capped || after.capped ? note(table) : undefined,
  };
}

function note(table: string): string {
  return (
    `Only the ${mostRows} rows of ${table} that were changed last are compared: ` +
    'an older row that was updated looks inserted here, and an older one that was deleted is not shown.'
  );
}

const nothing: TableSnapshot = {
  key: [],
  rows: new Map(),
  capped: false,
  oldest: 0n,
};

function difference(one: TableSnapshot, other: TableSnapshot) {
  return [...one.rows].filter(([version]) => !other.rows.has(version));
}

function keyOf(row: Row, key: string[]): string {
  return JSON.stringify(key.map((column) => row[column] ?? null));
}

/** A version is its place and its writer: `(0,1):742`. */
function writer(version: string): bigint {
  return BigInt(version.slice(version.indexOf(':') + 1));
}

/** One round trip for all tables. */
async function readAll(
  client: Client,
  names: string[],
): Promise<QueryResult<Row>[]> {
  if (names.length === 0) return [];
  const statements = names.map(
    (name) =>
      `select ctid::text || ':' || xmin::text as "ctid:xmin", * from ${quoted(name)}
        order by xmin::text::bigint desc, ctid desc limit ${mostRows + 1}`,
  );
  const answer = await client.query<Row>(statements.join('; '));
  // Several statements make several answers; the types don't say so.
  return [answer].flat();
}

function toSnapshot(
  { rows }: QueryResult<Row>,
  key: string[] = [],
): TableSnapshot {
  const seen = rows.slice(0, mostRows).map((row) => {
    const { 'ctid:xmin': version, ...values } = row;
    return [String(version), values] as const;
  });
  return {
    key,
    rows: new Map(seen),
    capped: rows.length > mostRows,
    oldest: seen.length > 0 ? writer(seen[seen.length - 1][0]) : 0n,
  };
}

async function primaryKeys(client: Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; key: string[] }>(
    `select c.relname as "table",
       array_agg(a.attname::text order by a.attnum) as "key"
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      where i.indisprimary and c.relnamespace =
        (select oid from pg_namespace where nspname = current_schema())
      group by c.relname`,
  );
  return new Map(rows.map((row) => [row.table, row.key]));
}

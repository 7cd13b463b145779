// The tables of a database with how many rows each has.
import type { Client } from 'pg';
import { quoted, withClient } from './connect';
import { readSchemaBy, type TableSchema } from './schema';

/** A table of the database's own schema (`public`). */
export interface TableInfo extends TableSchema {
  rows: number;
}

/** The tables of a database, by name; their columns in order. */
export function tables(url: string): Promise<TableInfo[]> {
  return withClient(url, async (client) =>
    withCounts(client, (await readSchemaBy(client)).tables),
  );
}

/** The same tables, and how many rows each has. */
export async function withCounts(
  client: Client,
  found: TableSchema[],
): Promise<TableInfo[]> {
  const counts = await countRows(client, found);
  return found.map((table, at) => ({ ...table, rows: counts[at] }));
}

async function countRows(
  client: Client,
  found: TableSchema[],
): Promise<number[]> {
  if (found.length === 0) return [];
  const each = found.map(
    ({ name }) => `(select count(*) from ${quoted(name)})`,
  );
  const { rows } = await client.query<{ counts: string[] }>(
    `select array[${each.join(', ')}] as counts`,
  );
  return rows[0].counts.map(Number);
}

// A look at a database while others work in it: its tables, and their rows page
// by page. It changes nothing, and waits for nobody for long.
import type { Client } from 'pg';
import { exitCodes, PlainError } from '../plain-error';
import type { Answer } from './as-table';
import { quoted, withClient } from './connect';
import { readSchemaBy, type Schema } from './schema';
import { withCounts, type TableInfo } from './tables';

/** Some rows of a table, in a stable order. */
export interface RowsPage extends Answer {
  /** How many rows come before them. */
  from: number;
  /** How many there are on a page, and in the whole table. */
  most: number;
  total: number;
}

/** Letters of a value that are shown; a longer one ends with …. */
const widest = 200;

/** The schema of a database, its tables with how many rows they have. */
export function lookAt(url: string): Promise<Schema & { tables: TableInfo[] }> {
  return looking(url, async (client) => {
    const schema = await readSchemaBy(client);
    return { ...schema, tables: await withCounts(client, schema.tables) };
  });
}

/**
 * At most `most` rows of a table, without the first `from`, in the order of its
 * primary key, or in which they are stored where it has none. Long values are
 * cut. The last page where `from` is too many.
 * @throws PlainError where there is no such table
 */
export function readRows(
  url: string,
  table: string,
  from: number,
  most: number,
): Promise<RowsPage> {
  return looking(url, async (client) => {
    const { tables } = await readSchemaBy(client);
    const found = tables.find(({ name }) => name === table);
    if (!found) {
      const gone = `There is no table "${table}" in this database any more.`;
      throw new PlainError(gone, exitCodes.doesNotHold);
    }
    const { columns, keys } = found;
    const [{ rows: total }] = await withCounts(client, [found]);
    const last = Math.max(0, Math.ceil(total / most) - 1) * most;
    const first = Math.min(Math.max(0, from), last);
    const key = keys.find(({ kind }) => kind === 'primary key');
    const order = key?.columns.map(quoted).join(', ') ?? 'ctid';
    const values = columns
      .map(({ name }) => `left(${quoted(name)}::text, ${widest + 1})`)
      .join(', ');
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${values} from ${quoted(table)}
        order by ${order} limit ${most} offset ${first}`,
      rowMode: 'array',
    });
    return {
      columns: columns.map(({ name }) => name),
      numeric: columns.map(({ type }) => isNumber(type)),
      rows: rows.map((row) => row.map(cut)),
      from: first,
      most,
      total,
    };
  });
}

/** One moment of the database, and no change to it. */
async function looking<T>(
  url: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const begin = `set lock_timeout = '2s'; set timezone = 'UTC';
    begin isolation level repeatable read read only`;
  try {
    return await withClient(url, async (client) => {
      await client.query(begin);
      return work(client);
    });
  } catch (error) {
    // 55P03: somebody holds a lock that even readers must wait for.
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new PlainError(
      'A table is locked: a migration, or another open transaction, is changing it right now. Look again when it is done.',
    );
  }
}

function isNumber(type: string): boolean {
  return /^(smallint|integer|bigint|numeric|real|double)/.test(type);
}

function cut(value: string | null): string | null {
  if (value === null || value.length <= widest) return value;
  // By letters: half of one that takes two places would be a wrong sign.
  const letters = [...value];
  return letters.length > widest
    ? `${letters.slice(0, widest).join('')}…`
    : value;
}

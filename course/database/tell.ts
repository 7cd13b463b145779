// What `npm run db` says about databases, tables and answers.
import { PlainError } from '../plain-error';
import { editDistance, nearest } from '../edit-distance';
import { countOf } from '../terminal';
import { readAddress, type Address } from './address';
import { asTable } from './as-table';
import type { Told } from './ask';
import { quoted } from './connect';
import type { Database } from './databases';
import type { TableInfo } from './tables';

/** Host, port and name: the first line of whatever touches a database. */
export function heading(db: Database): string {
  const { host, port, database } = where(db);
  return `Database ${database} at ${host}:${port}`;
}

/** The same for programs. */
export function where(db: Database) {
  const { host, port } = readAddress(db.url);
  return { host, port, database: db.name };
}

/** `workoutlog has 2 tables: logs, users.` */
export function countTables(found: TableInfo[], name: string): string {
  if (found.length === 0) {
    return `${name} has no tables yet: a server makes them when it starts (from module 05).`;
  }
  const list = found.map((one) => one.name).join(', ');
  return `${name} has ${countOf(found.length, 'table')}: ${list}.`;
}

/** What a client asks for, a line each. */
export function clientSettings(
  given: Omit<Address, 'password'> & { password?: string },
): string {
  const { host, port, user, name } = given;
  const password = given.password ?? 'the one in DATABASE_URL';
  return Object.entries({ host, port, user, password, database: name })
    .map(([setting, value]) => `  ${setting.padEnd(8)}  ${value}`)
    .join('\n');
}

/** What a reset took away. */
export function whatWasRemoved(removed: TableInfo[]): string {
  if (removed.length === 0) return 'It had no tables. It is as new.';
  const list = removed.map(
    ({ name, rows }) => `${name} (${countOf(rows, 'row')})`,
  );
  return `Removed ${list.join(', ')}. It is empty now; your server makes its tables again when it starts.`;
}

/** Each table with its rows and columns; a sentence where there is none. */
export function listTables(found: TableInfo[], name: string): string {
  if (found.length === 0) return countTables(found, name);
  const rows = found.map((table) => [
    table.name,
    String(table.rows),
    table.columns.map((column) => column.name).join(', '),
  ]);
  return asTable(
    {
      columns: ['table', 'rows', 'columns'],
      numeric: [false, true, false],
      rows,
    },
    { widest: 100, most: 100 },
  );
}

/** What an empty table would hold. */
export function noRows({ name, columns }: TableInfo): string {
  const list = columns.map((column) => `${column.name} ${column.type}`);
  return `${name} has no rows. Its columns: ${list.join(', ')}.`;
}

/** What a statement did: `1 row`, `INSERT: 1 row`, `CREATE`. */
export function outcome({ command, columns, count, rows }: Told): string {
  if (columns.length > 0) return countOf(rows.length, 'row');
  const counts = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command);
  return counts ? `${command}: ${countOf(count, 'row')}` : command || 'done';
}

/** The first rows of a table, in the order of its key. */
export function selectFirst(table: TableInfo, most: number): string {
  const key = table.columns.filter((column) => column.primaryKey);
  const order = key.map((column) => quoted(column.name)).join(', ');
  return `select * from ${quoted(table.name)} ${order && `order by ${order}`} limit ${most}`;
}

/** The table of that name, or a sentence that names the nearest. */
export function findTable(
  db: Database,
  found: TableInfo[],
  name: string,
): TableInfo {
  const table = found.find((one) => one.name === name);
  if (table) return table;
  const names = found.map((one) => one.name);
  throw new PlainError(
    found.length === 0
      ? `There is no table "${name}" yet. ${countTables(found, db.name)}`
      : `${db.name} has no table "${name}". Did you mean "${nearest(name, names)}"? "npm run db show" lists all.`,
  );
}

/**
 * What a person most likely meant after `npm run db`: SQL, or to look at
 * something. Never a word that takes something away.
 */
export function likely(word: string, rest: string[]): string {
  const all = [word, ...rest].join(' ');
  if (
    /^\s*(select|insert|update|delete|create|drop|alter|truncate|with|explain|begin|values)\b|[\s;(*]/i.test(
      word,
    )
  ) {
    // Quotes of its own would end ours; a bare * became a list of files.
    return all.length > 80 || all.includes('"') ? 'sql "…"' : `sql "${all}"`;
  }
  for (const known of ['show', 'sql', 'describe']) {
    const letters = (text: string) => [...text.toLowerCase()].sort().join('');
    const swapped = letters(known) === letters(word);
    if (swapped || editDistance(known, word.toLowerCase()) < 2) return known;
  }
  return `show ${word}`;
}

/** An answer as objects, for programs. */
export function asObjects({ columns, rows }: Told) {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column, row[at]])),
  );
}

// What migrations make of a database: judged by the tables that result, never
// by the names of files and constraints.
import { diffSchemas, type ColumnInfo, type Schema } from '../course/database';
import { fail } from './answers';
import type { FreshDatabase } from './define';

/** A table of a schema. Fails where it is not there. */
export function tableIn(schema: Schema, name: string) {
  const found = schema.tables.find((table) => table.name === name);
  if (found) return found;
  const names = schema.tables.map((table) => table.name).join(', ');
  fail(`There is no table "${name}" then. There is: ${names || 'none'}.`);
}

/** A column by `tests.firstName`. Fails where it is not there. */
export function columnIn(schema: Schema, name: string): ColumnInfo {
  const [table, column] = name.split('.');
  const { columns } = tableIn(schema, table);
  const found = columns.find((one) => one.name === column);
  if (found) return found;
  const names = columns.map((one) => one.name).join(', ');
  fail(`The table "${table}" has no column "${column}". It has: ${names}.`);
}

/** Whether a table, or `tests.firstName`, is in a schema. */
export function isIn(schema: Schema, name: string): boolean {
  const [table, column] = name.split('.');
  const found = schema.tables.find((one) => one.name === table);
  if (!found || !column) return found !== undefined;
  return found.columns.some((one) => one.name === column);
}

/**
 * Fails where two schemas differ, and says in what.
 * @param saying `After up, down and up again the tables are other ones`
 */
export function shouldBeAlike(one: Schema, other: Schema, saying: string) {
  const lines = diffSchemas(one, other);
  if (lines.length > 0) fail(`${saying}: ${lines.join('; ')}.`);
}

/** The names of the migrations that ran, or of the seeders. */
export async function ranIn(
  { query, schema }: FreshDatabase,
  table = 'SequelizeMeta',
): Promise<string[]> {
  if (!isIn(await schema(), table)) return [];
  const rows = await query(`select name from "${table}" order by name`);
  return rows.map(({ name }) => String(name));
}

/**
 * Puts a row into a table, whatever columns a student added: those that need a
 * value and are not given get one.
 * @returns the row as it was stored
 */
export async function insertRow(
  { query, schema }: FreshDatabase,
  table: string,
  values: Record<string, unknown> = {},
) {
  const { columns } = tableIn(await schema(), table);
  const needed = columns
    .filter((column) => !column.nullable && column.default === undefined)
    .filter(({ name, generated }) => !generated && !(name in values))
    .map(({ name, type }) => [name, anyValue(type)] as const);
  const all = Object.entries({ ...Object.fromEntries(needed), ...values });
  const names = all.map(([name]) => `"${name}"`).join(', ');
  const marks = all.map((_, at) => `$${at + 1}`).join(', ');
  const sql = `insert into "${table}" (${names}) values (${marks}) returning *`;
  const [row] = await query(
    sql,
    all.map(([, value]) => value),
  );
  return row;
}

/**
 * Fails where the only row of a table is gone or holds other values; that it
 * has gained columns does not matter.
 * @param row as `insertRow` gave it
 */
export async function shouldKeep(
  { query }: FreshDatabase,
  table: string,
  row: Record<string, unknown>,
) {
  const [found] = await query(`select * from "${table}"`);
  if (!found) {
    fail(`There was a row in "${table}". After the migrations it is gone.`);
  }
  const asText = JSON.stringify;
  const changed = Object.keys(row).filter(
    (name) => asText(found[name]) !== asText(row[name]),
  );
  if (changed.length === 0) return;
  fail(
    `There was a row in "${table}". After the migrations it has other values in: ${changed.join(', ')}.`,
  );
}

function anyValue(type: string): unknown {
  if (/^(timestamp|date)/.test(type)) return new Date();
  if (/^(small|big)?int|^numeric|^real|^double/.test(type)) return 1;
  if (type === 'boolean') return true;
  if (type === 'uuid') return '3f9c2a7e-0d4b-4c1e-9f60-2b7d1e8a9c55';
  return /^json/.test(type) ? '{}' : 'any';
}

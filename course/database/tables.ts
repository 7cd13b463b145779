// What tables a database has: columns, types, keys, and how many rows.
import type { Client } from 'pg';
import { quoted, withClient } from './connect';

/** A column, in the words of PostgreSQL. */
export interface ColumnInfo {
  name: string;
  /** `integer`, `character varying(255)`, `timestamp with time zone`, … */
  type: string;
  nullable: boolean;
  /** Its default as an expression, if it has one. */
  default?: string;
  primaryKey: boolean;
  /** True where no two rows may hold the same value in this column alone. */
  unique: boolean;
  /** `users.id`, where it refers to a column of another table. */
  references?: string;
}

/** A table of the database's own schema (`public`). */
export interface TableInfo {
  name: string;
  columns: ColumnInfo[];
  rows: number;
}

/** The tables of a database, by name; their columns in order. */
export function tables(url: string): Promise<TableInfo[]> {
  return withClient(url, async (client) => {
    const names = await tableNames(client);
    if (names.length === 0) return [];
    const columns = await client.query<ColumnRow>(columnsSql);
    const counts = await countRows(client, names);
    return names.map((name, at) => ({
      name,
      columns: columns.rows.filter((row) => row.table === name).map(toColumn),
      rows: counts[at],
    }));
  });
}

/** `public`, or the schema that stands in for a database. */
const ownSchema =
  'relnamespace = (select oid from pg_namespace where nspname = current_schema())';

/** The names alone. */
export async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relkind in ('r', 'p') and ${ownSchema}
      order by relname`,
  );
  return rows.map((row) => row.name);
}

interface ColumnRow extends Omit<ColumnInfo, 'default' | 'references'> {
  table: string;
  default: string | null;
  references: string | null;
}

function toColumn({ table, ...row }: ColumnRow): ColumnInfo {
  const { default: given, references } = row;
  return {
    ...row,
    default: given ?? undefined,
    references: references ?? undefined,
  };
}

async function countRows(client: Client, names: string[]): Promise<number[]> {
  const each = names.map((name) => `(select count(*) from ${quoted(name)})`);
  const { rows } = await client.query<{ counts: string[] }>(
    `select array[${each.join(', ')}] as counts`,
  );
  return rows[0].counts.map(Number);
}

const columnsSql = `
  select c.relname as "table", a.attname as "name",
    format_type(a.atttypid, a.atttypmod) as "type",
    not a.attnotnull as "nullable",
    pg_get_expr(d.adbin, d.adrelid) as "default",
    exists (select from pg_index i where i.indrelid = c.oid
      and i.indisprimary and a.attnum = any (i.indkey)) as "primaryKey",
    exists (select from pg_index i where i.indrelid = c.oid
      and i.indisunique and i.indpred is null and i.indnkeyatts = 1
      and i.indkey[0] = a.attnum) as "unique",
    (select f.relname || '.' || fa.attname from pg_constraint k
      join pg_class f on f.oid = k.confrelid
      join pg_attribute fa on fa.attrelid = f.oid
        and fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
      where k.conrelid = c.oid and k.contype = 'f'
        and a.attnum = any (k.conkey) limit 1) as "references"
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid
    and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p')
    and ${ownSchema}
  order by c.relname, a.attnum`;

// The schema of a database: its tables, their columns, keys and indexes, as
// PostgreSQL's own catalogue tells them.
import type { Client } from 'pg';
import { withClient } from './connect';

/** A column, in the words of PostgreSQL. */
export interface ColumnInfo {
  name: string;
  /** `integer`, `character varying(255)`, `timestamp with time zone`, … */
  type: string;
  nullable: boolean;
  /** Its default as an expression, if it has one. */
  default?: string;
  /** `BY DEFAULT AS IDENTITY`, or of what it is computed. */
  generated?: string;
  primaryKey: boolean;
  /** True where no two rows may hold the same value in this column alone. */
  unique: boolean;
  /** `users.id`, where it refers to a column of another table. */
  references?: string;
}

/** A constraint: a primary key, a unique or foreign key, a check. */
export interface Key {
  name: string;
  kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclude';
  columns: string[];
  /** `FOREIGN KEY (owner) REFERENCES users(id) ON DELETE CASCADE` */
  definition: string;
  /** Of a foreign key. */
  references?: { table: string; columns: string[] };
  /** Of a foreign key: `NO ACTION`, `CASCADE`, `SET NULL`, … */
  onDelete?: string;
}

export interface Index {
  name: string;
  /** In the index's order; an expression where it is over one. */
  columns: string[];
  unique: boolean;
  /** `(owner)`, `gin (words)`, `(name) WHERE (gone IS NULL)` */
  definition: string;
  /** True for the one that a primary key or a unique key brings with it. */
  ofKey: boolean;
}

/** A table without its rows. */
export interface TableSchema {
  name: string;
  /** In the order in which they were made. */
  columns: ColumnInfo[];
  keys: Key[];
  indexes: Index[];
}

/** All that is in a database but its rows. */
export interface Schema {
  /** By name. */
  tables: TableSchema[];
  /** Types that were made by `ENUM`: they outlive the tables that use them. */
  types: { name: string; values: string[] }[];
}

/** Tables in which Sequelize's command line remembers what it did. */
const bookkeeping: Record<string, string> = {
  SequelizeMeta: 'which migrations ran',
  SequelizeData: 'which seeders ran',
  sequelize_data: 'which seeders ran',
};

/** `which migrations ran` for `SequelizeMeta`; undefined for other tables. */
export function bookkeepingOf(table: string): string | undefined {
  return Object.hasOwn(bookkeeping, table) ? bookkeeping[table] : undefined;
}

/**
 * Reads the schema of a database, those of Sequelize's own tables included.
 * @example
 * const { tables } = await readSchema(db.url);
 * tables[0].columns[1].type; // 'character varying(255)'
 * @throws PlainError where the database cannot be reached
 */
export function readSchema(url: string): Promise<Schema> {
  return withClient(url, readSchemaBy);
}

/** What readSchema does, over a connection. */
export async function readSchemaBy(client: Client): Promise<Schema> {
  const rowsOf = async (sql: string) => (await client.query(sql)).rows;
  const names = await tableNames(client);
  const columns = await rowsOf(columnsSql);
  const keys = await rowsOf(keysSql);
  const indexes = await rowsOf(indexesSql);
  const of = (rows: Rows, name: string) =>
    rows.filter((row) => row.table === name).map(withoutNulls);
  return {
    tables: names.map((name) => ({
      name,
      columns: of(columns, name) as unknown as ColumnInfo[],
      keys: of(keys, name) as unknown as Key[],
      indexes: of(indexes, name) as unknown as Index[],
    })),
    types: await rowsOf(typesSql),
  };
}

type Rows = Record<string, unknown>[];

/** What a column, key or index has not, its object has not either. */
function withoutNulls({ table, ...row }: Rows[number]): Rows[number] {
  const given = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(given);
}

/** `public`, or the schema that stands in for a database. */
const own = '(select oid from pg_namespace where nspname = current_schema())';

/** The names of all tables, in order. */
export async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = ${own}
      order by relname`,
  );
  return rows.map((row) => row.name);
}

const columnsSql = `
  select c.relname as "table", a.attname as "name",
    format_type(a.atttypid, a.atttypmod) as "type",
    not a.attnotnull as "nullable",
    case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end
      as "default",
    case when a.attidentity = 'a' then 'ALWAYS AS IDENTITY'
      when a.attidentity = 'd' then 'BY DEFAULT AS IDENTITY'
      when a.attgenerated <> '' then
        'ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')' end
      as "generated",
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
  where c.relkind in ('r', 'p') and c.relnamespace = ${own}
  order by c.relname, a.attnum`;

/** The names of a key's columns, in its own order. */
const columnsOf = (numbers: string, table: string) => `
  (select json_agg(a.attname order by u.at)
    from unnest(${numbers}) with ordinality u (number, at)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = u.number)`;

// A column's NOT NULL is a constraint (n) too; it is told with the column.
const keysSql = `
  select c.relname as "table", k.conname as "name",
    case k.contype when 'p' then 'primary key' when 'u' then 'unique'
      when 'f' then 'foreign key' when 'c' then 'check' else 'exclude' end
      as "kind",
    coalesce(${columnsOf('k.conkey', 'c.oid')}, '[]') as "columns",
    pg_get_constraintdef(k.oid) as "definition",
    case when k.contype = 'f' then json_build_object('table', f.relname,
      'columns', ${columnsOf('k.confkey', 'f.oid')}) end as "references",
    case k.confdeltype when 'a' then 'NO ACTION' when 'r' then 'RESTRICT'
      when 'c' then 'CASCADE' when 'n' then 'SET NULL'
      when 'd' then 'SET DEFAULT' end as "onDelete"
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  left join pg_class f on f.oid = k.confrelid
  where k.contype in ('p', 'u', 'f', 'c', 'x') and c.relnamespace = ${own}
  order by c.relname, array_position('{p,u,f,c,x}', k.contype), k.conname`;

const indexesSql = `
  select c.relname as "table", n.relname as "name",
    (select json_agg(coalesce(a.attname, pg_get_indexdef(n.oid, at, true))
        order by at)
      from generate_series(1, i.indnkeyatts) at
      left join pg_attribute a
        on a.attrelid = c.oid and a.attnum = i.indkey[at - 1]) as "columns",
    i.indisunique as "unique",
    regexp_replace(regexp_replace(pg_get_indexdef(n.oid), '^.*? USING ', ''),
      '^btree ', '') as "definition",
    exists (select from pg_constraint k where k.conindid = n.oid
      and k.contype in ('p', 'u', 'x')) as "ofKey"
  from pg_index i
  join pg_class n on n.oid = i.indexrelid
  join pg_class c on c.oid = i.indrelid
  where c.relnamespace = ${own} and c.relkind in ('r', 'p')
  order by c.relname, n.relname`;

const typesSql = `
  select t.typname as "name",
    (select json_agg(e.enumlabel order by e.enumsortorder)
      from pg_enum e where e.enumtypid = t.oid) as "values"
  from pg_type t
  where t.typtype = 'e' and t.typnamespace = ${own}
  order by t.typname`;

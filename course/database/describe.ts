// A table's columns, keys and indexes, for the terminal.
import { asTable } from './as-table';
import { bookkeepingOf, type ColumnInfo, type TableSchema } from './schema';

/**
 * The table as lines: first its columns, then what holds for several of them
 * or has a name of its own.
 */
export function describeTable(table: TableSchema): string {
  const { name, columns, keys, indexes } = table;
  const note = bookkeepingOf(name);
  const rows = columns.map((column) => [
    column.name,
    column.type,
    column.nullable ? 'may be null' : 'never null',
    defaultOf(column),
    keyOf(column),
  ]);
  return [
    note ? `${name} (${note})` : name,
    '',
    asTable(
      {
        columns: ['column', 'type', 'null', 'default', 'key'],
        numeric: columns.map(() => false),
        rows,
      },
      { most: columns.length, widest: 60 },
    ),
    '',
    ...keys.map((key) => `${key.name}: ${key.definition}`),
    ...indexes
      .filter((index) => !index.ofKey)
      .map(
        (index) =>
          `${index.name}: ${index.unique ? 'UNIQUE ' : ''}INDEX ${index.definition}`,
      ),
  ]
    .join('\n')
    .trimEnd();
}

function defaultOf(column: ColumnInfo): string {
  const { generated } = column;
  return generated ? `GENERATED ${generated}` : (column.default ?? '');
}

/** `primary`, `unique`, `→ users.id` */
export function keyOf(column: ColumnInfo): string {
  const { primaryKey, unique, references } = column;
  const parts = [
    primaryKey ? 'primary' : unique && 'unique',
    references && `→ ${references}`,
  ];
  return parts.filter(Boolean).join(', ');
}

// What changed from one schema to another, as lines.
import { bookkeepingOf, type ColumnInfo, type Schema } from './schema';
import type { TableSchema } from './schema';

/**
 * The differences, `-` for what went and `+` for what came; a column that
 * changed has both. None for schemas that are alike. Names of constraints do
 * not count, for each system chooses its own; those of indexes do.
 * @example
 * diffSchemas(before, after);
 * // [ '+ tests.firstName character varying(255)',
 * //   '- logs.owner integer',
 * //   '+ logs.owner integer NOT NULL',
 * //   '+ logs FOREIGN KEY (owner) REFERENCES users(id) ON DELETE CASCADE',
 * //   '+ logs INDEX logs_owner (owner)',
 * //   '- table authtestdata' ]
 */
export function diffSchemas(before: Schema, after: Schema): string[] {
  const olds = new Map(before.tables.map((table) => [table.name, table]));
  const news = new Map(after.tables.map((table) => [table.name, table]));
  const names = [...new Set([...olds.keys(), ...news.keys()])].sort();
  return [
    ...diffParts(before.types.map(typeLine), after.types.map(typeLine)),
    ...names.flatMap((name) => diffTable(olds.get(name), news.get(name))),
  ];
}

function diffTable(before?: TableSchema, after?: TableSchema): string[] {
  if (!after) return [`- ${tableLine(before!)}`];
  if (before) return diffParts(partsOf(before), partsOf(after));
  // Nobody made its columns by hand.
  const parts = bookkeepingOf(after.name) ? [] : partsOf(after);
  return [tableLine(after), ...parts.map((part) => part.text)].map(
    (line) => `+ ${line}`,
  );
}

/** A line, and what the two lines of one changed thing have in common. */
interface Part {
  of: string;
  text: string;
}

/** The parts of a table that can come, change and go by themselves. */
function partsOf({ name, columns, keys, indexes }: TableSchema): Part[] {
  const part = (of: string, text: string) => ({ of, text });
  return [
    ...columns.map((column) =>
      part(
        `column ${column.name}`,
        `${name}.${column.name} ${describeColumn(column)}`,
      ),
    ),
    ...keys.map(({ definition }) => part(definition, `${name} ${definition}`)),
    ...indexes
      .filter((index) => !index.ofKey)
      .map((index) => {
        const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
        const text = `${name} ${kind} ${index.name} ${index.definition}`;
        return part(`index ${index.name}`, text);
      }),
  ];
}

/**
 * A column without its name.
 * @example { type: 'integer', nullable: false, default: '0' }
 *   // → 'integer NOT NULL DEFAULT 0'
 */
export function describeColumn(
  column: Pick<ColumnInfo, 'type' | 'nullable' | 'default' | 'generated'>,
): string {
  return [
    column.type,
    !column.nullable && 'NOT NULL',
    column.default !== undefined && `DEFAULT ${column.default}`,
    column.generated && `GENERATED ${column.generated}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function tableLine({ name }: TableSchema): string {
  const note = bookkeepingOf(name);
  return `table ${name}${note ? ` (${note})` : ''}`;
}

function typeLine({ name, values }: Schema['types'][number]): Part {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`);
  return {
    of: `type ${name}`,
    text: `type ${name} ENUM (${list.join(', ')})`,
  };
}

/** A thing that changed stands where it stood: its old line, then its new. */
function diffParts(before: Part[], after: Part[]): string[] {
  const gone = without(before, after);
  const come = without(after, before);
  const changed = gone.flatMap((old) => [
    `- ${old.text}`,
    ...come.filter(({ of }) => of === old.of).map(({ text }) => `+ ${text}`),
  ]);
  const pure = come.filter((part) => !gone.some(({ of }) => of === part.of));
  return [...changed, ...pure.map(({ text }) => `+ ${text}`)];
}

/** Counts: of two keys that are alike, one may go. */
function without(parts: Part[], others: Part[]): Part[] {
  const left = others.map(({ text }) => text);
  return parts.filter(({ text }) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

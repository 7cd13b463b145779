// What the foreign keys of a database say about its rows.
import type { Key, TableSchema } from '../database';

/** A foreign key, from the table that has it to the one it refers to. */
export interface Relation {
  from: { table: string; columns: string[] };
  to: { table: string; columns: string[] };
  /** Every row has one on the other side: the column is never null. */
  required: boolean;
  /** A row on the other side has one at most: the column is unique. */
  single: boolean;
  onDelete: string;
}

/** All of them; one that is there twice is told once. */
export function relationsOf(tables: readonly TableSchema[]): Relation[] {
  const names = new Set(tables.map(({ name }) => name));
  const all = tables.flatMap((table) =>
    table.keys
      .filter(({ references }) => references && names.has(references.table))
      .map((key) => relation(table, key)),
  );
  const seen = new Set<string>();
  return all.filter((one) => {
    const ends = JSON.stringify([one.from, one.to]);
    return !seen.has(ends) && seen.add(ends);
  });
}

function relation(table: TableSchema, key: Key): Relation {
  const own = table.columns.filter(({ name }) => key.columns.includes(name));
  const same = [...key.columns].sort().join();
  return {
    from: { table: table.name, columns: key.columns },
    to: key.references!,
    required: own.every(({ nullable }) => !nullable),
    single: table.indexes.some(
      ({ unique, columns, definition }) =>
        unique &&
        !definition.includes(' WHERE ') &&
        [...columns].sort().join() === same,
    ),
    onDelete: key.onDelete ?? 'NO ACTION',
  };
}

/**
 * A relation in words.
 * @example 'Each row of logs belongs to one row of users (logs.owner →
 *   users.id). Deleting a row of users deletes its rows of logs.'
 */
export function sentenceOf(given: Relation): string {
  const { from, to, required, onDelete } = given;
  const ends = [from, to].map(
    ({ table, columns }) => `${table}.${columns.join(', ')}`,
  );
  const belongs = required ? 'belongs' : 'may belong';
  const [child, parent] = [from.table, to.table];
  const columns = from.columns.join(' and ');
  const then: Record<string, string> = {
    CASCADE: `Deleting a row of ${parent} deletes its rows of ${child}.`,
    'SET NULL': `Deleting a row of ${parent} empties ${columns} of its rows of ${child}.`,
    'SET DEFAULT': `Deleting a row of ${parent} sets ${columns} of its rows of ${child} to the default.`,
  };
  const held = `A row of ${parent} that has rows of ${child} cannot be deleted.`;
  return `Each row of ${child} ${belongs} to one row of ${parent} (${ends.join(' → ')}). ${then[onDelete] ?? held}`;
}

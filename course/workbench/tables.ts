// The panel Tables: the database of the chosen server, as it is now.
import {
  diffSchemas,
  findKept,
  lookAt,
  readRows,
  type RowsPage,
  type Schema,
} from '../database';
import { readAddress } from '../database/address';
import { checkpointAt } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { usesDatabase } from '../runtime';
import { firstWithDatabase } from './first-database';
import { folderOf, type Which } from './launch';
import { showDatabase, type ShownDatabase } from './shown-tables';

/** A change of the schema: what it was when we looked, and when we did again. */
export interface SchemaChange {
  /** When it was seen, in milliseconds. */
  at: number;
  /** As diffSchemas says it. */
  lines: string[];
}

export interface TablesState extends ShownDatabase {
  /** `course_05_03_07 at 127.0.0.1:54320` */
  where?: string;
  /** A sentence, where there are no tables. */
  message?: string;
  /** The newest first. */
  changes: SchemaChange[];
}

/** So many changes are kept, and so many rows stand on a page. */
const keptChanges = 5;
const rowsOnPage = 25;

const nothing: Schema = { tables: [], types: [] };

/** What the pages are told of tables; it remembers each schema it saw. */
export type Tables = ReturnType<typeof createTables>;

/** No database was looked at yet. */
export function createTables() {
  const seen = new Map<string, { schema: Schema; changes: SchemaChange[] }>();

  function note(key: string, schema: Schema): SchemaChange[] {
    const last = seen.get(key);
    const lines = last ? diffSchemas(last.schema, schema) : [];
    const newest = lines.length > 0 ? [{ at: Date.now(), lines }] : [];
    const all = [...newest, ...(last?.changes ?? [])];
    const changes = all.slice(0, keptChanges);
    seen.set(key, { schema, changes });
    return changes;
  }

  /** To be called before a start: what that changes can be told later. */
  async function remember(which: Which, lesson: Lesson): Promise<void> {
    const { key, kept, folder } = chosen(which, lesson);
    if (!usesDatabase(folder)) return;
    const found = await findKept(kept);
    note(key, found ? await lookAt(found.url) : nothing);
  }

  async function look(which: Which, lesson: Lesson): Promise<TablesState> {
    const { key, kept, folder } = chosen(which, lesson);
    const none = { ...showDatabase([]), changes: [] };
    if (!usesDatabase(folder)) {
      return { ...none, message: withoutDatabase(which, key) };
    }
    const found = await findKept(kept);
    if (!found) return { ...none, message: neverStarted(which, key) };
    const { host, port } = readAddress(found.url);
    const schema = await lookAt(found.url);
    return {
      ...showDatabase(schema.tables),
      where: `${found.name} at ${host}:${port}`,
      message: schema.tables.length > 0 ? undefined : noTables(which, key),
      changes: note(key, schema),
    };
  }

  return { look, remember, rows };
}

/** One page of a table, without the first `from` rows. */
async function rows(
  which: Which,
  lesson: Lesson,
  table: string,
  from: number,
): Promise<RowsPage> {
  const found = await findKept(chosen(which, lesson).kept);
  if (!found) throw new PlainError('This database is not there any more.');
  return readRows(found.url, table, from, rowsOnPage);
}

function chosen(which: Which, lesson: Lesson) {
  const at = checkpointAt(lesson);
  const folder = folderOf(which, at);
  const kept = which === 'mine' ? which : at!;
  return { folder, kept, key: kept === 'mine' ? kept : kept.id };
}

const server = (which: Which, key: string) =>
  which === 'mine' ? 'Your server' : `The server of ${key}`;

function withoutDatabase(which: Which, key: string): string {
  const { id, title } = firstWithDatabase();
  return which === 'mine'
    ? `Your server uses no database: its package.json names neither pg nor sequelize. That begins in lesson ${id}, ${title}.`
    : `The server of ${key} has no database yet. That begins in lesson ${id}, ${title}.`;
}

function neverStarted(which: Which, key: string): string {
  return `${server(which, key)} was never started, so it has no database yet. Start it in Run.`;
}

function noTables(which: Which, key: string): string {
  return `There are no tables. ${server(which, key)} makes them when it starts, or its migrations do: from module 05 on.`;
}

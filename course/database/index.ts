// The front door: find or start PostgreSQL, a clean database for each run.
export { findOrStart, find, stop, type DatabaseServer } from './server';
export {
  findKept,
  newServerDatabase,
  stepDatabase,
  studentDatabase,
  type Database,
} from './databases';

export { dropBeside, throwawayDatabase } from './throwaway';
export { emptyDatabase, emptyTables } from './empty';
export { query, withClient, type Row } from './connect';
export {
  readSchema,
  bookkeepingOf,
  type ColumnInfo,
  type Index,
  type Key,
  type Schema,
  type TableSchema,
} from './schema';
export { diffSchemas, describeColumn } from './schema-diff';
export { tables, type TableInfo } from './tables';
export { lookAt, readRows, type RowsPage } from './look';
export {
  snapshot,
  compareSnapshots,
  type Snapshot,
  type TableChanges,
} from './snapshot';

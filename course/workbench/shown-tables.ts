// Tables as the pages show them: in words, with their relations drawn.
import { bookkeepingOf, type TableInfo } from '../database';
import { keyOf } from '../database/describe';
import { entityDiagram } from './entity-diagram';
import { relationsOf, sentenceOf } from './relations';

/** A table without its rows. */
export interface ShownTable {
  name: string;
  /** `which migrations ran`, where only Sequelize writes to it. */
  note?: string;
  /** How many there are. */
  rows: number;
  columns: ShownColumn[];
  keys: Named[];
  indexes: Named[];
}

interface ShownColumn {
  name: string;
  type: string;
  nullable: boolean;
  /** An expression, or how it is generated. */
  default?: string;
  /** `primary`, `unique`, `→ users.id` */
  key: string;
}

interface Named {
  name: string;
  /** In PostgreSQL's words, but for an index that a key made. */
  definition: string;
}

export interface ShownDatabase {
  tables: ShownTable[];
  /** The entity diagram, as HTML; none where no table refers to another. */
  diagram?: string;
  /** Each relation as a sentence. */
  relations: string[];
}

/** The tables of the course's server first, then those of Sequelize. */
export function showDatabase(tables: readonly TableInfo[]): ShownDatabase {
  const own = tables.filter(({ name }) => !bookkeepingOf(name));
  const others = tables.filter((table) => !own.includes(table));
  const relations = relationsOf(own);
  const sentences = relations.map(sentenceOf);
  const label = `Entity diagram. ${sentences.join(' ')}`;
  return {
    tables: [...own, ...others].map(showTable),
    relations: sentences,
    diagram:
      relations.length > 0
        ? entityDiagram(own, relations, label).text
        : undefined,
  };
}

function showTable(table: TableInfo): ShownTable {
  const { name, rows, columns, keys, indexes } = table;
  return {
    name,
    rows,
    note: bookkeepingOf(name),
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      default: column.generated
        ? `GENERATED ${column.generated}`
        : column.default,
      key: keyOf(column),
    })),
    keys: keys.map(({ name, definition }) => ({ name, definition })),
    indexes: indexes.map(({ name, unique, definition, ofKey }) => ({
      name,
      definition: `${unique ? 'UNIQUE ' : ''}INDEX ${definition}${ofKey ? ', which came with the key' : ''}`,
    })),
  };
}

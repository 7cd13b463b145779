// An entity diagram of a database: a box for each table, a line for each
// foreign key with the marks of crow's foot notation. As SVG without styles:
// the page's CSP refuses them, and its theme colours the classes.
import type { TableSchema } from '../database';
import { html, type Html } from './html';
import type { Relation } from './relations';

/** Pixels. A letter of the pages' 13-pixel monospace is 7.83 wide at most. */
const letter = 7.9;
const line = 23;
const head = 32;
const pad = 12;
/** Between boxes: room for the lines and their marks. */
const gap = { across: 96, down: 30 };
const edge = 14;

interface Box {
  table: TableSchema;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where the types of its columns begin. */
  typesAt: number;
}

/** The diagram; `label` says what it is, for those who do not see it. */
export function entityDiagram(
  tables: readonly TableSchema[],
  relations: readonly Relation[],
  label: string,
): Html {
  const boxes = layOut(tables, relations);
  const all = [...boxes.values()];
  const width = Math.max(...all.map((box) => box.x + box.width)) + gap.across;
  const height = Math.max(...all.map((box) => box.y + box.height)) + edge;
  return html`<svg
    class="entities"
    role="img"
    aria-label="${label}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${all.map((box) => drawBox(box, relations))}
    ${relations.map((relation) => drawLine(relation, boxes))}
  </svg>`;
}

/** Tables that others refer to stand left of those. */
function layOut(
  tables: readonly TableSchema[],
  relations: readonly Relation[],
): Map<string, Box> {
  const depth = depths(tables, relations);
  const boxes = new Map<string, Box>();
  let x = edge;
  for (let layer = 0; boxes.size < tables.length; layer++) {
    const here = tables
      .filter(({ name }) => depth.get(name) === layer)
      // What is related stands together, above what is not.
      .sort((a, b) => Number(isAlone(a)) - Number(isAlone(b)));
    let y = edge;
    for (const table of here) {
      const box = measure(table, x, y);
      boxes.set(table.name, box);
      y += box.height + gap.down;
    }
    x += Math.max(0, ...here.map(({ name }) => boxes.get(name)!.width));
    x += gap.across;
  }
  return boxes;

  function isAlone({ name }: TableSchema): boolean {
    return !relations.some(
      ({ from, to }) => from.table === name || to.table === name,
    );
  }
}

/** How far each table stands from the left; none of a circle goes further. */
function depths(
  tables: readonly TableSchema[],
  relations: readonly Relation[],
): Map<string, number> {
  const known = new Map<string, number>();
  const under = new Set<string>();
  const depthOf = (name: string): number => {
    if (known.has(name)) return known.get(name)!;
    if (under.has(name)) return -1;
    under.add(name);
    const parents = relations
      .filter(({ from, to }) => from.table === name && to.table !== name)
      .map(({ to }) => depthOf(to.table) + 1);
    under.delete(name);
    known.set(name, Math.max(0, ...parents));
    return known.get(name)!;
  };
  for (const { name } of tables) depthOf(name);
  return closeGaps(known);
}

/** No layer stays empty, or laying out would find no end. */
function closeGaps(depth: Map<string, number>): Map<string, number> {
  const used = [...new Set(depth.values())].sort((a, b) => a - b);
  return new Map([...depth].map(([name, at]) => [name, used.indexOf(at)]));
}

function measure(table: TableSchema, x: number, y: number): Box {
  const longest = (texts: string[]) =>
    Math.max(0, ...texts.map((text) => [...text].length)) * letter;
  // The key of a column stands before its name.
  const marks = 2 * letter + 10;
  const names = longest(table.columns.map(({ name }) => name));
  const types = longest(table.columns.map(({ type }) => type));
  const typesAt = pad + marks + names + 16;
  const title = longest([table.name]) + 2 * pad;
  return {
    table,
    x,
    y,
    width: Math.max(typesAt + types + pad, title),
    height: head + table.columns.length * line + 6,
    typesAt,
  };
}

function drawBox(box: Box, relations: readonly Relation[]): Html {
  const { table, x, y, width, height } = box;
  const foreign = relations
    .filter(({ from }) => from.table === table.name)
    .flatMap(({ from }) => from.columns);
  return html`<g class="entity">
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" />
    <path d="M${x} ${y + head}h${width}" />
    <text class="entity-name" x="${x + pad}" y="${y + 21}">${table.name}</text>
    ${table.columns.map(({ name, type, primaryKey }, at) => {
      const mark = primaryKey ? 'PK' : foreign.includes(name) && 'FK';
      const base = y + head + (at + 1) * line - 5;
      const nameAt = x + pad + 2 * letter + 10;
      return html`${mark && html`<text class="entity-key" x="${x + pad}" y="${base}">${mark}</text>`}
        <text x="${nameAt}" y="${base}">${name}</text>
        <text class="entity-type" x="${x + box.typesAt}" y="${base}">
          ${type}
        </text>`;
    })}
  </g>`;
}

function drawLine(relation: Relation, boxes: Map<string, Box>): Html {
  const [child, parent] = [
    boxes.get(relation.from.table)!,
    boxes.get(relation.to.table)!,
  ];
  const from = middleOf(child, relation.from.columns[0]);
  const to = middleOf(parent, relation.to.columns[0]);
  const end = parent.x + parent.width;
  // To the left into its parent, or around by the right: its parent stands
  // below it, or is itself.
  const leftwards = child.x > parent.x;
  const start = leftwards ? child.x : child.x + child.width;
  const way = leftwards ? -1 : 1;
  const bend = leftwards ? Math.max(40, (start - end) / 2) : 60;
  return html`<g class="relation">
    <path
      d="M${start} ${from}C${start + way * bend} ${from} ${end + bend} ${to} ${end} ${to}"
    />
    ${childMark(start, from, way, relation.single)}
    ${parentMark(end, to, relation.required)}
  </g>`;
}

function middleOf({ table, y }: Box, column: string): number {
  const at = table.columns.findIndex(({ name }) => name === column);
  return y + head + at * line + line / 2 + 1;
}

/** Many, or one at most: a crow's foot or a bar, behind a ring for none. */
function childMark(x: number, y: number, way: number, single: boolean): Html {
  const foot = single
    ? `M${x + way * 9} ${y - 6}v12`
    : `M${x} ${y - 6}l${way * 11} 6l${-way * 11} 6`;
  return html`<path d="${foot}" />
    <circle cx="${x + way * 16}" cy="${y}" r="4" />`;
}

/** Exactly one, or one or none. */
function parentMark(x: number, y: number, required: boolean): Html {
  return html`<path d="M${x + 8} ${y - 6}v12" /> ${
      required
        ? html`<path d="M${x + 13} ${y - 6}v12" />`
        : html`<circle cx="${x + 16}" cy="${y}" r="4" />`
    }`;
}

// What the panel Tables is made of: changes, the diagram, one table.
import { h } from './live-dom.js';

/** What changed in the schema; the newest is open. */
export function changeParts(changes) {
  if (changes.length === 0) return [];
  const parts = changes.map(({ at, lines }, i) => {
    const time = new Date(at).toLocaleTimeString();
    const count = lines.length === 1 ? '1 line' : `${lines.length} lines`;
    const log = { tabindex: '0', role: 'group', 'aria-label': 'What changed' };
    return h(
      'details',
      { open: i === 0 },
      h('summary', `Seen at ${time}: ${count}`),
      h('pre.log', log, ...lines.map(changedLine)),
    );
  });
  return [h('section.changed', h('h3', 'What changed'), ...parts)];
}

function changedLine(line) {
  return h(line.startsWith('+') ? 'div.added' : 'div.removed', line);
}

/** The entity diagram, and the same in words. */
export function relationParts({ diagram, relations, tables }) {
  const own = tables.filter(({ note }) => !note);
  if (!diagram) {
    const none = 'No table refers to another: there is no foreign key.';
    return own.length > 1 ? [h('p.hint', none)] : [];
  }
  const about = { tabindex: '0', role: 'group', 'aria-label': 'Relations' };
  const drawing = h('div.rows.diagram', about);
  // Made by the workbench, which escapes every name in it.
  drawing.innerHTML = diagram;
  return [
    h('h3', 'How they belong together'),
    drawing,
    h('ul.relations', ...relations.map((text) => h('li', text))),
  ];
}

/** One table: its columns, its keys and indexes, a page of its rows. */
export function tableParts(table, rows, turnTo) {
  const { name, note, columns } = table;
  return [
    h('h3', 'Table ', h('code', name)),
    note && h('p.hint', `Sequelize keeps here ${note}.`),
    tableOf(
      `Columns of ${name}`,
      ['Column', 'Type', 'Null', 'Default', 'Key'],
      columns.map(columnRow),
      'columns',
    ),
    ...namedParts(table),
    ...(rows ? rowParts(name, rows, turnTo) : []),
  ];
}

function columnRow({ name, type, nullable, default: given = '', key }) {
  return h(
    'tr',
    h('th', { scope: 'row' }, name),
    h('td', type),
    h('td', nullable ? 'allowed' : 'never'),
    h('td', given),
    h('td', key && h('span.kind', key)),
  );
}

/** Stays as it is when all is drawn anew. */
let namedOpen = false;

function namedParts({ name, keys, indexes }) {
  const count = keys.length + indexes.length;
  if (count === 0) return [];
  const row = ({ name, definition }) =>
    h('tr', h('th', { scope: 'row' }, name), h('td', definition));
  return [
    h(
      'details.named',
      { open: namedOpen, ontoggle: ({ target }) => (namedOpen = target.open) },
      h('summary', `Keys and indexes (${count})`),
      tableOf(
        `Keys and indexes of ${name}`,
        ['Name', 'What it is'],
        [...keys, ...indexes].map(row),
      ),
    ),
  ];
}

function rowParts(name, page, turnTo) {
  const { columns, numeric, rows, total } = page;
  if (total === 0) return [h('p.hint', `${name} has no rows.`)];
  const cell = (value, at) =>
    value === null
      ? h('td.null', 'null')
      : h(numeric[at] ? 'td.number' : 'td', value);
  return [
    tableOf(
      `Rows of ${name}`,
      columns,
      rows.map((row) => h('tr', ...row.map(cell))),
    ),
    pager(name, page, turnTo),
  ];
}

function pager(name, { from, most, total, rows }, turnTo) {
  const turn = (key, to, text, able) =>
    h(
      'button.button.small',
      {
        'data-key': key,
        disabled: !able,
        onclick: () => void turnTo(name, to),
      },
      text,
    );
  const upTo = from + rows.length;
  return h(
    'div.pages',
    h('p', { role: 'status' }, `Rows ${from + 1} to ${upTo} of ${total}`),
    total > most && turn('before', from - most, 'Before', from > 0),
    total > most && turn('after', upTo, 'After', upTo < total),
  );
}

/** A table that scrolls by itself, by keyboard too. */
function tableOf(caption, heads, rows, kind = 'data') {
  return h(
    `div.rows.${kind}`,
    { tabindex: '0', role: 'group', 'aria-label': caption },
    h(
      'table',
      h('caption', caption),
      h(
        'thead',
        h('tr', ...heads.map((head) => h('th', { scope: 'col' }, head))),
      ),
      h('tbody', ...rows),
    ),
  );
}

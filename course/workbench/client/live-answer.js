// What came of a request: the answer, and what it did to the database.
import { h } from './live-dom.js';

/** The parts that show an answer, from top to bottom. */
export function answer(sent) {
  const { request, response, ms, effect } = sent;
  const { status, statusText, headers, body } = response;
  const list = Object.entries(headers).map(([name, value]) =>
    h('div', h('dt', name), h('dd', value)),
  );
  return [
    h(
      'p.answer-line',
      h(`b.status.status-${String(status)[0]}`, status),
      ` ${statusText}`,
      h('span.ms', `${ms} ms`),
    ),
    body
      ? h('pre.log', { tabindex: '0', 'aria-label': 'Body' }, pretty(body))
      : h('p.hint', 'The answer has no body.'),
    h(
      'details',
      h('summary', `Headers of the answer (${list.length})`),
      h('dl.headers', ...list),
    ),
    h(
      'details',
      h('summary', 'What was sent'),
      h('pre.log', { tabindex: '0' }, sentText(request)),
    ),
    ...effectParts(effect),
  ];
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function sentText({ method, path, headers, body }) {
  const lines = Object.entries(headers).map(([name, to]) => `${name}: ${to}`);
  const top = [`${method} ${path}`, ...lines].join('\n');
  return body === undefined ? top : `${top}\n\n${body}`;
}

function effectParts(effect) {
  if (!effect) return [];
  const { tables, message } = effect;
  const nothing = message ?? 'Nothing: no row came, changed or went.';
  return [
    h(
      'section.effect',
      h('h3', 'What this request did to the database'),
      ...tables.flatMap(tableParts),
      tables.length === 0 && h('p.hint', nothing),
    ),
  ];
}

function tableParts({ table, inserted, updated, deleted, note }) {
  const columns = [
    ...new Set(
      [...inserted, ...deleted, ...updated.map((one) => one.new)].flatMap(
        Object.keys,
      ),
    ),
  ];
  const rows = [
    ...inserted.map((row) => rowOf('inserted', columns, row)),
    ...updated.map((one) => rowOf('updated', columns, one.new, one.old)),
    ...deleted.map((row) => rowOf('deleted', columns, row)),
  ];
  const head = ['', ...columns].map((name) =>
    name
      ? h('th', { scope: 'col' }, name)
      : h('th', { scope: 'col' }, h('span.unseen', 'What happened')),
  );
  return [
    h(
      'div.rows',
      { tabindex: '0', role: 'group', 'aria-label': `Rows of ${table}` },
      h(
        'table',
        h('caption', 'Table ', h('code', table)),
        h('thead', h('tr', ...head)),
        h('tbody', ...rows),
      ),
    ),
    note && h('p.hint', note),
  ];
}

function rowOf(what, columns, row, old) {
  return h(
    `tr.${what}`,
    h('th', { scope: 'row' }, h(`span.kind.kind-${what}`, what)),
    ...columns.map((name) => cellOf(row[name], old && old[name], old)),
  );
}

function cellOf(value, was, old) {
  const changed = old && text(was) !== text(value);
  return h(
    changed ? 'td.changed' : 'td',
    changed && h('del', text(was)),
    changed ? h('ins', text(value)) : text(value),
  );
}

function text(value) {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

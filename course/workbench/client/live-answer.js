// What came of a request: the answer, and what it did to the database.
import { h } from './live-dom.js';

/** The parts that show an answer, from top to bottom. */
export function answer(sent) {
  const { request, response, ms, effect } = sent;
  const { status, statusText, headers, body } = response;
  const list = Object.entries(headers).map(([name, value]) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, value)),
  );
  return [
    h(
      'p.answer-line',
      {},
      h(`b.status.status-${String(status)[0]}`, {}, status),
      ` ${statusText}`,
      h('span.ms', {}, `${ms} ms`),
    ),
    body
      ? h('pre.log', { tabindex: '0', 'aria-label': 'Body' }, pretty(body))
      : h('p.hint', {}, 'The answer has no body.'),
    h(
      'details',
      {},
      h('summary', {}, `Headers of the answer (${list.length})`),
      h('dl.headers', {}, ...list),
    ),
    h(
      'details',
      {},
      h('summary', {}, 'What was sent'),
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
  return [h('h3', {}, 'What this request did to the database')];
}

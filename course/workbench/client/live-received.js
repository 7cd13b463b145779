// In the panel Run: the requests that the server got, the newest first.
import { h, show } from './live-dom.js';
import { follow, state } from './live-state.js';

/** The list, which keeps itself up to date. */
export function received() {
  // It scrolls: the keyboard must reach it.
  const about = { tabindex: '0', role: 'group', 'aria-label': 'Its requests' };
  const place = h('div.rows.received', about);
  let drawing;
  // Many may come at once: the list is drawn once for all of them.
  follow(['server', 'which', 'log-clear', 'request'], () => {
    drawing ??= requestAnimationFrame(() => {
      drawing = undefined;
      draw(place);
    });
  });
  return place;
}

function draw(place) {
  const { terminal, url } = state.servers[state.which];
  const requests = Object.values(state.requests[state.which]).reverse();
  place.hidden = Boolean(terminal) || requests.length === 0;
  const heads = ['Request', 'Status', 'ms'].map((head) => h('th', head));
  const port = url && Number(new URL(url).port);
  const rows = requests.map((request) => rowOf(request, port));
  const caption = h('caption', 'The requests that it got, the newest first');
  show(
    place,
    h('table', caption, h('thead', h('tr', heads)), h('tbody', rows)),
  );
}

function rowOf(request, serverPort) {
  const { method, path, port, origin, preflightFor, status, ms } = request;
  const more = [
    preflightFor && `preflight for ${preflightFor}`,
    origin && `from ${origin}`,
    port !== serverPort && `on port ${port}`,
  ].filter(Boolean);
  const name = h(`span.method.method-${method.toLowerCase()}`, method);
  const about = more.length > 0 && h('small', more.join(', '));
  return h(
    preflightFor ? 'tr.preflight' : 'tr',
    h('td', name, ' ', h('code', path), about),
    h('td', status ?? 'no answer'),
    h('td', ms ?? ''),
  );
}

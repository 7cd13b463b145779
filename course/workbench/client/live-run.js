// The panel Run: start, stop, and what the server prints.
import { ask, h, inTerminal, panel, show, whichChips } from './live-dom.js';
import { received } from './live-received.js';
import { follow, state } from './live-state.js';

const place = panel('run');

if (place && state.at) {
  const commands = [...place.children];
  const top = h('div');
  const problem = h('div', { role: 'alert' });
  const log = h('pre.log', { tabindex: '0', 'aria-label': 'Log', role: 'log' });
  place.replaceChildren(top, problem, log, received(), inTerminal(commands));

  follow(['server', 'which'], () => {
    show(top, ...head(problem));
    log.hidden = Boolean(state.servers[state.which].terminal);
  });
  follow(['which', 'log-clear'], () => {
    log.replaceChildren(...state.logs[state.which].map(lineOf));
    const none = 'What the server prints appears here.';
    if (!log.firstChild) log.append(h('div.none', none));
  });
  follow(['log'], (kind, line) => {
    if (kind === 'all' || line.which !== state.which) return;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    log.querySelector('.none')?.remove();
    log.append(lineOf(line));
    if (log.children.length > 1000) log.firstChild.remove();
    if (atEnd) log.scrollTop = log.scrollHeight;
  });
}

function lineOf({ stream, text }) {
  return h(stream === 'err' ? 'div.err' : 'div', {}, `${text || ' '}`);
}

function head(problem) {
  const server = state.servers[state.which];
  const busy = server.state === 'starting';
  const runs = server.state === 'running';
  const other =
    server.which === 'step' &&
    server.state !== 'stopped' &&
    server.lesson !== state.at;
  const start = h(
    runs && !other ? 'button.button' : 'button.button.primary',
    {
      'data-key': 'start',
      'data-main': 'run',
      disabled: busy && !other,
      onclick: () => ask('run', problem),
    },
    server.terminal
      ? 'Start one here too'
      : runs && !other
        ? 'Start again'
        : 'Start',
  );
  const stop = h(
    'button.button',
    {
      'data-key': 'stop',
      onclick: () => ask('stop', problem),
    },
    'Stop',
  );
  return [
    whichChips(),
    sentence(server, other),
    ...(runs && !other ? pageLines(server) : []),
    h(
      'div.actions',
      runs &&
        !other &&
        h(
          'a.button.primary',
          { href: '#requests', 'data-key': 'ask' },
          'Send requests',
        ),
      start,
      runs && !server.terminal && stop,
    ),
  ];
}

/** Where its page is, and what keeps the two apart. */
function pageLines({ page, trouble = [] }) {
  if (!page) return [];
  const link = { href: page, target: '_blank', rel: 'noreferrer' };
  return [
    h('p.state', {}, 'The page: ', h('a', link, page)),
    ...trouble.map((text) => h('p.state', {}, text)),
  ];
}

function sentence(server, other) {
  const { state: now, lesson, url, terminal, message } = server;
  const say = (dot, ...words) =>
    h('p.state', { role: 'status' }, h(`span.dot.${dot}`), words);
  if (other && now === 'failed') return say('stopped', 'Not running.');
  if (other) {
    const how = now === 'running' ? 'runs' : 'is starting';
    return say(
      now,
      terminal
        ? `The server of ${lesson} runs in a terminal. This one does not run.`
        : `The server of ${lesson} ${how}. Starting this one ends it.`,
    );
  }
  if (now === 'starting') return say(now, 'Starting …');
  if (now === 'failed') return say(now, h('b', message));
  if (now !== 'running') return say(now, 'Not running.');
  const link = h('a', { href: url, target: '_blank', rel: 'noreferrer' }, url);
  if (!terminal) {
    return say(
      now,
      'Running at ',
      link,
      '. It starts again when a file changes.',
    );
  }
  const typed = [', in the terminal where you typed ', h('code', terminal)];
  const end = '. Its log is there, and Ctrl+C there ends it.';
  return say(now, 'Running at ', link, ...typed, end);
}

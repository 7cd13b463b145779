// In the header: the servers that run. Below it: what is wrong, in a sentence.
import { attempt, h, show } from './live-dom.js';
import { follow, state } from './live-state.js';

const status = document.querySelector('#status');
const notice = document.querySelector('#notice');

function pill(server) {
  const mine = server.which === 'mine';
  const name = mine ? 'Your server' : server.lesson;
  const link = `#outline [data-id="${server.lesson}"] a`;
  const page = mine ? location : document.querySelector(link);
  const port = new URL(server.url).port;
  return h(
    'a.pill',
    {
      href: `${page?.pathname}#run`,
      title: `${mine ? name : `The server of ${name}`} runs at ${server.url}${server.terminal ? ', in a terminal' : ''}`,
    },
    h('span.dot'),
    h('span', name),
    h('span.port', `:${port}`),
  );
}

follow(['server'], () => {
  const running = Object.values(state.servers).filter(
    (one) => one.state === 'running',
  );
  show(status, ...running.map(pill));
});

let away = false;

follow(['database', 'away'], (kind, detail) => {
  if (kind === 'away') away = detail;
  if (away) {
    show(
      notice,
      h('p', 'The workbench has ended. Type npm start; this page goes on.'),
    );
    return;
  }
  const { state: now, message, ours } = state.database;
  if (now !== 'missing') return show(notice);
  const start = h(
    'button.button.small',
    {
      onclick: () => attempt(() => window.course.post('database', {})),
    },
    ours ? 'Start the database' : 'Try again',
  );
  show(notice, h('p', message), start);
});

// The panel Requests: choose one, change it, send it, see what came of it.
import {
  ask,
  attempt,
  h,
  inTerminal,
  panel,
  show,
  whichChips,
} from './live-dom.js';
import { answer } from './live-answer.js';
import { follow, state } from './live-state.js';

const place = panel('requests');
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

// "Send it yourself" beside a request on the page names the one to show; it
// may be clicked before the list is here.
let wanted;
let choose = () => {};
document.addEventListener('click', ({ target }) => {
  const link = target.closest?.('[data-request]');
  if (!link) return;
  wanted = link.dataset.request;
  choose(wanted);
});

if (place && state.at) {
  void begin().catch((error) => place.prepend(h('p.problem', error.message)));
}

async function begin() {
  const commands = [...place.children];
  const asked = fetch(`/api/requests?lesson=${state.lesson}`);
  const { groups, variables } = await window.course.answerOf(asked);
  const all = groups.flatMap((one) => one.requests);
  const form = makeForm(variables);
  const which = h('div');
  const list = makeList(groups, (one) => form.fill(one));
  place.replaceChildren(
    which,
    h('div.console', list.element, form.element),
    inTerminal(commands, 'For Postman'),
  );
  follow(['which', 'server'], () => {
    show(which, whichChips());
    form.showServer();
  });

  choose = (key) => {
    const found = all.find((one) => one.key === key) ?? all[0];
    list.mark(found?.key);
    form.fill(found ?? { method: 'GET', path: '/', headers: '', body: '' });
  };
  choose(wanted ?? all[0]?.key);
}

function makeList(groups, choose) {
  const buttons = new Map();
  const mark = (key) => {
    for (const [each, button] of buttons) {
      button.ariaCurrent = each === key ? 'true' : null;
    }
  };
  const item = (request) => {
    const button = h(
      'button.request',
      {
        onclick: () => {
          mark(request.key);
          choose(request);
        },
      },
      h(`span.method.method-${request.method.toLowerCase()}`, request.method),
      h('span', h('code', request.path), h('small', request.title)),
    );
    buttons.set(request.key, button);
    return h('li', button);
  };
  const element = h(
    'div.requests',
    ...groups.flatMap(({ title, requests }) => [
      h('h3', title),
      h('ul', ...requests.map(item)),
    ]),
  );
  return { element, mark };
}

function makeForm(variables) {
  let request;
  const about = h('p.about');
  const method = h(
    'select',
    { 'aria-label': 'Method', onchange: () => showBody() },
    ...methods.map((one) => h('option', one)),
  );
  const path = h('input', {
    'aria-label': 'Path',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const send = h(
    'button.button.primary',
    { type: 'submit', 'data-main': 'requests' },
    'Send',
  );
  const body = area('Body', 8);
  const headers = area('Headers, one a line', 3);
  const values = area('Variables, kept from answers: name = value', 4);
  const more = [
    h('details', h('summary', 'Headers'), headers.element),
    h('details', h('summary', 'Variables'), values.element),
  ];
  const problem = h('div', { role: 'alert' });
  const server = h('div');
  const came = h('div', { 'aria-live': 'polite' });
  const element = h(
    'form.editor',
    { onsubmit: submit },
    about,
    h('div.line', method, path, send),
    body.element,
    ...more,
    server,
    problem,
    came,
  );

  function showBody() {
    body.element.hidden = method.value === 'GET';
  }

  function fill(next) {
    request = next;
    about.textContent = next.description ?? '';
    method.value = next.method;
    path.value = next.path;
    body.input.value = next.body;
    headers.input.value = next.headers;
    came.replaceChildren();
    problem.replaceChildren();
    showBody();
  }

  function showServer() {
    values.input.value = written(variables[state.which]);
    const now = state.servers[state.which];
    const right = state.which === 'mine' || now.lesson === state.at;
    const runs = now.state === 'running';
    if (runs && right) {
      const where = `To ${now.url}, in a terminal (${now.terminal}).`;
      return show(server, now.terminal && h('p.hint', where));
    }
    const start = h(
      'button.button.small',
      {
        'data-key': 'start',
        disabled: now.state === 'starting',
        onclick: () => ask('run', problem),
      },
      'Start it',
    );
    const words = runs
      ? `The server of ${now.lesson} is running, and would answer.`
      : now.state === 'starting'
        ? 'The server is starting …'
        : (now.message ?? 'The server is not running.');
    show(server, h('p.hint', words, ' ', start));
  }

  async function submit(event) {
    event.preventDefault();
    send.disabled = true;
    await attempt(async () => {
      const sent = await window.course.post('request', {
        which: state.which,
        key: request.key,
        method: method.value,
        path: path.value,
        headers: headers.input.value,
        body: body.input.value,
        variables: read(values.input.value),
      });
      variables[state.which] = sent.variables;
      values.input.value = written(sent.variables);
      came.replaceChildren(...answer(sent));
    }, problem);
    send.disabled = false;
  }

  return { element, fill, showServer };
}

function area(label, rows) {
  const input = h('textarea', { rows, spellcheck: 'false' });
  return { input, element: h('label.area', h('span', label), input) };
}

const written = (variables) =>
  Object.entries(variables)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');

function read(text) {
  const pairs = text.split('\n').flatMap((line) => {
    const found = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    return found ? [[found[1], found[2]]] : [];
  });
  return Object.fromEntries(pairs);
}

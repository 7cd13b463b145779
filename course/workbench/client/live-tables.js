// The panel Tables: looks again whenever it is opened, and while it is open
// whenever the server starts or gets a request.
import { h, inTerminal, panel, show, whichChips } from './live-dom.js';
import { follow, state } from './live-state.js';
import { changeParts, relationParts, tableParts } from './live-table-parts.js';

const place = panel('tables');

if (place && state.at) {
  const commands = [...place.children];
  const top = h('div');
  const problem = h('div', { role: 'alert' });
  const body = h('div.tables', h('p.state', 'Looking …'));
  place.replaceChildren(top, problem, body, inTerminal(commands));
  follow(['which'], () => show(top, whichChips()));
  watch(createView(body, problem));
}

/** When to look. A closed panel asks the database nothing. */
function watch(look) {
  const isOpen = () => document.documentElement.dataset.tab === 'tables';
  let soon;
  // Many requests may come at once, and each may write a little later.
  const lookSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(() => isOpen() && void look(), 200);
  };
  addEventListener('course-tab', lookSoon);
  // Migrations and SQL are typed in another window.
  addEventListener('focus', lookSoon);
  follow(['which', 'server', 'request', 'database'], lookSoon);
}

/** Shows the database of the chosen server; gives the way to look again. */
function createView(body, problem) {
  let now;
  let rows;
  /** The table that was chosen, and how many of its rows come before. */
  let table;
  let from = 0;
  let turn = 0;

  /** An answer that another look has overtaken is dropped: undefined. */
  async function asked(what, more = {}) {
    const mine = (turn += 1);
    const { which, lesson } = state;
    const answer = await window.course
      .post(what, { which, lesson, ...more })
      .catch(({ message }) => ({ problem: message }));
    if (mine !== turn) return undefined;
    const said = answer.problem;
    problem.replaceChildren(...(said ? [h('p.problem', said)] : []));
    return answer;
  }

  async function look() {
    const answer = await asked('tables');
    if (!answer) return;
    // What stood here may be another server's.
    if (answer.problem) return void show(body, ...headParts({}, look));
    now = answer;
    const names = now.tables.map(({ name }) => name);
    if (!names.includes(table)) [table, from] = [names[0], 0];
    if (table === undefined) draw();
    else await turnTo(table, from);
  }

  async function turnTo(name, first) {
    const answer = await asked('rows', { table: name, from: first });
    if (!answer) return;
    // The table may have gone since: then what stood here is not true.
    rows = answer.problem ? undefined : answer;
    [table, from] = [name, rows?.from ?? 0];
    draw();
  }

  function draw() {
    const found = now.tables.find(({ name }) => name === table);
    show(
      body,
      ...headParts(now, look),
      ...changeParts(now.changes),
      ...relationParts(now),
      tableChips(now.tables, table, (name) => turnTo(name, 0)),
      ...(found ? tableParts(found, rows, turnTo) : []),
    );
  }

  return look;
}

function headParts({ where, message }, look) {
  const again = {
    'data-key': 'look',
    'data-main': 'tables',
    onclick: () => void look(),
  };
  return [
    h(
      'div.tables-head',
      where && h('p.state', 'Database ', h('code', where)),
      h('button.button.small', again, 'Look again'),
    ),
    message && h('p.state', { role: 'status' }, message),
  ];
}

function tableChips(tables, pressed, choose) {
  if (tables.length === 0) return undefined;
  const about = { role: 'group', 'aria-label': 'Which table' };
  const chip = ({ name, rows }) =>
    h(
      'button.chip',
      {
        'data-key': `table ${name}`,
        'aria-pressed': String(name === pressed),
        onclick: () => void choose(name),
      },
      name,
      ' ',
      h('span.count', rows, h('span.unseen', rows === 1 ? ' row' : ' rows')),
    );
  return h('div.choices', about, tables.map(chip));
}

// The panel Checks: each verdict as it comes, and hints rung by rung.
import { attempt, h, panel, show, whichChips } from './live-dom.js';
import { follow, state } from './live-state.js';

const place = panel('checks');
const labels = { step: `The server of ${state.at}`, mine: 'My server' };
/** How many rungs of a check's hints somebody has asked for, by its key. */
const rungs = new Map();

if (place && state.at) {
  const commands = [...place.children];
  const top = h('div');
  const problem = h('div', { role: 'alert' });
  const list = h('div');
  const terminal = h(
    'details.in-terminal',
    {},
    h('summary', {}, 'The same in a terminal'),
    ...commands,
  );
  place.replaceChildren(top, problem, list, terminal);

  const showAll = () => {
    show(top, ...head(problem));
    show(list, ...verdicts(showAll));
  };
  follow(['which', 'checks', 'verdict'], showAll);
}

/** The run that is shown: of this lesson and the chosen server. */
function shownRun() {
  const { checks, at, which } = state;
  return checks?.lesson === at && checks.which === which ? checks : undefined;
}

function head(problem) {
  const busy = state.checks?.state === 'running';
  const run = shownRun();
  const body = { which: state.which, lesson: state.lesson };
  const start = h(
    'button.button.primary',
    {
      type: 'button',
      'data-key': 'check',
      'data-main': 'checks',
      disabled: busy,
      onclick: () => {
        rungs.clear();
        return attempt(() => window.course.post('check', body), problem);
      },
    },
    run && !busy ? 'Check again' : 'Check',
  );
  return [
    whichChips(state, labels),
    h('div.actions', {}, start),
    h('p.state', { role: 'status' }, ...summary(run, busy)),
  ];
}

function summary(run, busy) {
  if (busy) {
    const done = run ? `, ${run.verdicts.length} so far` : ' of another server';
    return [h('span.dot.starting'), `Checking${done} …`];
  }
  if (!run) return [];
  if (run.state === 'failed') {
    return [h('span.dot.failed'), h('b', {}, run.message)];
  }
  const judged = run.verdicts.filter((one) => !one.advice);
  const failing = judged.filter((one) => one.kind !== 'pass').length;
  const text =
    failing === 0
      ? judged.length === 1
        ? 'The check holds.'
        : `All ${judged.length} checks hold.`
      : `${failing} of ${judged.length} ${failing === 1 ? 'does' : 'do'} not hold yet.`;
  const dot = h(`span.dot.${failing === 0 ? 'running' : 'failed'}`);
  return [dot, h('b', {}, text)];
}

function verdicts(again) {
  const run = shownRun();
  if (!run) return [];
  const judged = run.verdicts.filter((one) => !one.advice);
  const own = judged.filter(isOwn);
  const earlier = judged.filter((one) => !isOwn(one));
  const broken = earlier.filter((one) => one.kind !== 'pass');
  const held = earlier.length - broken.length;
  const advice = run.verdicts.filter(
    (one) => one.advice && one.kind !== 'pass',
  );
  return [
    run.message &&
      run.state === 'done' &&
      h(
        'div.problem',
        {},
        h('b', {}, 'The server did not start. '),
        run.message,
      ),
    own.length > 0 && listOf(own, again),
    broken.length > 0 && h('h3', {}, 'From earlier lessons'),
    broken.length > 0 && listOf(broken, again),
    held > 0 &&
      h(
        'p.held',
        {},
        sign('pass'),
        `${held} ${held === 1 ? 'check' : 'checks'} of earlier lessons ${held === 1 ? 'holds' : 'hold'}.`,
      ),
    advice.length > 0 && h('h3', {}, 'Advice'),
    ...advice.map((one) => h('p.message', {}, one.message)),
  ].filter(Boolean);
}

const isOwn = (verdict) => verdict.key.startsWith(`${state.at}/`);

function listOf(list, again) {
  return h('ul.verdicts', {}, ...list.map((one) => itemOf(one, again)));
}

const words = {
  pass: 'holds',
  fail: 'does not hold',
  'no answer': 'no answer',
  'server died': 'the server died',
  'did not start': 'the server did not start',
  'not run': 'not run',
};

function sign(kind) {
  return h(
    `span.sign.${kind === 'pass' ? 'pass' : 'fail'}`,
    {},
    h('span', { 'aria-hidden': 'true' }, kind === 'pass' ? '✓' : '✕'),
    h('span.unseen', {}, `${words[kind]}: `),
  );
}

function itemOf(verdict, again) {
  const { kind, title, key, sameAs } = verdict;
  const message = sameAs ? 'For the same reason.' : verdict.message;
  const bad = kind !== 'pass';
  const plain = ['pass', 'fail', 'did not start'].includes(kind);
  // What could not be asked has a cause above, and no hint of its own.
  const unasked = ['did not start', 'not run'].includes(kind);
  return h(
    `li.${bad ? 'bad' : 'good'}`,
    { 'data-check': key },
    sign(kind),
    h(
      'div',
      {},
      h('p.title', {}, title, !plain && h('span.kind', {}, words[kind])),
      bad && kind !== 'did not start' && h('p.message', {}, message),
      bad && !unasked && hintsOf(verdict, again),
    ),
  );
}

function hintsOf({ key, hints }, again) {
  const given = hints.filter(Boolean);
  const shown = rungs.get(key) ?? 0;
  if (given.length === 0) return false;
  const more = h(
    'button.button.small',
    {
      type: 'button',
      'data-key': `hint ${key}`,
      onclick: () => {
        rungs.set(key, shown + 1);
        again();
      },
    },
    shown === 0 ? 'Give me a hint' : 'Another hint',
  );
  return h(
    'div.hints',
    {},
    shown > 0 && h('ol', {}, ...given.slice(0, shown).map(hintItem)),
    shown < given.length && more,
  );
}

/** A hint; the page it names is linked, a difference keeps its lines. */
function hintItem(hint) {
  const page = /^Read docs\/(\S+)\.md(#\S*)?$/.exec(hint);
  if (page) {
    const [, name, anchor = ''] = page;
    const href = `/lessons/${name}/${anchor}`;
    return h('li', {}, 'Read ', h('a', { href }, titleOf(name)), '.');
  }
  const [first, ...rest] = hint.trimEnd().split('\n');
  if (rest.length === 0) return h('li', {}, hint);
  return h(
    'li',
    {},
    first,
    h('pre.log', { tabindex: '0' }, ...rest.map(diffLine)),
  );
}

function diffLine(line) {
  if (/^\+(?!\+\+)/.test(line)) return h('div.added', {}, line);
  if (/^-(?!--)/.test(line)) return h('div.removed', {}, line);
  return h('div', {}, line || ' ');
}

function titleOf(name) {
  const here = location.pathname === `/lessons/${name}/`;
  if (here) return 'this paragraph of the page';
  const id = name.split('-')[0];
  const item = document.querySelector(`#outline [data-id="${id}"] .text`);
  return item?.firstChild ? item.textContent.trim() : name;
}

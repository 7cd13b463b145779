// The panel Checks: each verdict as it comes, and hints rung by rung.
import { ask, h, inTerminal, panel, show, whichChips } from './live-dom.js';
import { follow, state } from './live-state.js';

const place = panel('checks');
/** How many rungs of a check's hints somebody has asked for, by its key. */
const rungs = new Map();

if (place && state.at) {
  const commands = [...place.children];
  const top = h('div');
  const problem = h('div', { role: 'alert' });
  const list = h('div');
  place.replaceChildren(top, problem, list, inTerminal(commands));

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
  const start = h(
    'button.button.primary',
    {
      'data-key': 'check',
      'data-main': 'checks',
      disabled: busy,
      onclick: () => {
        rungs.clear();
        return ask('check', problem);
      },
    },
    run && !busy ? 'Check again' : 'Check',
  );
  return [
    whichChips(),
    h('div.actions', start),
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
    return [h('span.dot.failed'), h('b', run.message)];
  }
  const dot = h(`span.dot.${run.holds ? 'running' : 'failed'}`);
  return [dot, h('b', run.summary.sentences.join(' '))];
}

function verdicts(again) {
  const run = shownRun();
  if (!run) return [];
  // What could not be asked is told once, with its reason.
  const judged = run.verdicts.filter((one) => !one.advice && !one.unasked);
  const own = judged.filter(isOwn);
  const earlier = judged.filter((one) => !isOwn(one));
  const broken = earlier.filter((one) => one.kind !== 'pass');
  const advice = run.verdicts.filter(
    (one) => one.advice && one.kind !== 'pass' && !one.sameAs,
  );
  return [
    ...problems(run),
    own.length > 0 && listOf(own, again),
    broken.length > 0 && h('h3', 'From earlier lessons'),
    broken.length > 0 && listOf(broken, again),
    run.summary?.earlier && h('p.held', sign('pass'), run.summary.earlier),
    advice.length > 0 && h('h3', 'Advice'),
    ...advice.map((one) => h('p.message', one.message)),
  ].filter(Boolean);
}

/** What kept checks from being asked, and what went wrong beside them. */
function problems({ state, message, summary }) {
  const { cause, reasons = [] } = summary ?? {};
  return [
    cause && [h('b', 'The server did not start. '), cause],
    ...reasons.map((reason) => [h('b', 'Not asked. '), reason]),
    state === 'done' && message && [message],
  ]
    .filter(Boolean)
    .map((said) => h('div.problem', ...said));
}

const isOwn = (verdict) => verdict.key.startsWith(`${state.at}/`);

function listOf(list, again) {
  return h('ul.verdicts', ...list.map((one) => itemOf(one, again)));
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
    h('span', { 'aria-hidden': 'true' }, kind === 'pass' ? '✓' : '✕'),
    h('span.unseen', `${words[kind]}: `),
  );
}

function itemOf(verdict, again) {
  const { kind, title, key, sameAs } = verdict;
  const message = sameAs ? 'For the same reason.' : verdict.message;
  const bad = kind !== 'pass';
  const plain = ['pass', 'fail'].includes(kind);
  return h(
    `li.${bad ? 'bad' : 'good'}`,
    { 'data-check': key },
    sign(kind),
    h(
      'div',
      h('p.title', title, !plain && h('span.kind', words[kind])),
      bad && h('p.message', message),
      bad && hintsOf(verdict, again),
    ),
  );
}

function hintsOf({ key, hints }, again) {
  const shown = rungs.get(key) ?? 0;
  if (hints.length === 0) return false;
  const more = h(
    'button.button.small',
    {
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
    shown > 0 && h('ol', ...hints.slice(0, shown).map(hintItem)),
    shown < hints.length && more,
  );
}

/** One rung; the page it names is linked, a difference keeps its lines. */
function hintItem(hint) {
  const { rung, question, lesson, file, symbol, difference } = hint;
  if (rung === 'ask') return h('li', question);
  if (rung === 'read') return h('li', 'Read ', linkTo(hint), '.');
  if (rung === 'look') {
    const place = symbol ? [h('code', symbol), ' in '] : [];
    const of = ` of our step ${lesson}.`;
    return h('li', 'Look at ', ...place, h('code', file), of);
  }
  if (!difference) {
    const alike = ' is the same as ours: look at the files that it uses.';
    return h('li', 'Your ', h('code', file), alike);
  }
  const lines = difference.split('\n').map(diffLine);
  return h(
    'li',
    `From yours to ours (${lesson}):`,
    h('pre.log', { tabindex: '0' }, ...lines),
  );
}

function linkTo({ page, title, anchor }) {
  const here = location.pathname === `/lessons/${page}/`;
  const name = here ? 'this paragraph of the page' : title;
  return h('a', { href: `/lessons/${page}/${anchor}` }, name);
}

function diffLine(line) {
  if (/^\+(?!\+\+)/.test(line)) return h('div.added', line);
  if (/^-(?!--)/.test(line)) return h('div.removed', line);
  return h('div', line || ' ');
}

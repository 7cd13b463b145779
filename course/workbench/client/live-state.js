// What the workbench knows, kept up to date by its stream of events.
const { store, answerOf } = window.course;

const content = (name) =>
  document.querySelector(`meta[name="course-${name}"]`).content;

/** All that panels show. They are told of each change by its kind. */
export const state = {
  /** This page's lesson, and the checkpoint whose server it is about. */
  lesson: document.body.dataset.lesson,
  at: document.body.dataset.server,
  which: store.get('which') === 'mine' ? 'mine' : 'step',
  servers: {},
  logs: { step: [], mine: [] },
  /** The newest that each server got, by number. */
  requests: { step: {}, mine: {} },
  checks: undefined,
  database: { state: 'looking' },
  choose(which) {
    state.which = which;
    store.set('which', which);
    tell('which');
  },
};

const told = [];

let known = false;

/** Calls `run` as soon as all is known, and at each change of these kinds. */
export function follow(kinds, run) {
  told.push({ kinds, run });
  if (known) run('all');
}

function tell(kind, detail) {
  for (const { kinds, run } of told) {
    if (kind === 'all' || kinds.includes(kind)) run(kind, detail);
  }
}

const keptLines = 1000;
const keptRequests = 50;

// As long as nobody has chosen: my own server, if it is the one that runs.
function preferRunning() {
  const runs = (which) => state.servers[which]?.state === 'running';
  if (store.get('which') || !runs('mine') || runs('step')) return;
  if (state.which === 'mine') return;
  state.which = 'mine';
  if (known) tell('which');
}

const handlers = {
  server(server) {
    state.servers[server.which] = server;
    preferRunning();
  },
  'log-clear'({ which }) {
    state.logs[which] = [];
    state.requests[which] = {};
  },
  log(line) {
    const lines = state.logs[line.which];
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  },
  request({ which, request }) {
    const all = state.requests[which];
    all[request.number] = request;
    const [oldest, ...newer] = Object.keys(all);
    if (newer.length >= keptRequests) delete all[oldest];
  },
  checks: (checks) => (state.checks = checks),
  verdict: (verdict) => state.checks?.verdicts.push(verdict),
  progress: (progress) => window.course.setProgress(progress),
  database: (database) => (state.database = database),
};

/** Asks for everything, then listens to what changes. */
export async function begin() {
  await readAll();
  const since = content('since');
  const stream = new EventSource(`/api/events?after=${since}`);
  for (const [kind, handle] of Object.entries(handlers)) {
    stream.addEventListener(kind, ({ data, lastEventId }) => {
      // What came before the answer to "everything" is in it already.
      if (numberOf(lastEventId) <= numberOf(state.since)) return;
      const detail = JSON.parse(data);
      handle(detail);
      tell(kind, detail);
    });
  }
  stream.addEventListener('changed', () => void reloadIfOld());
  stream.addEventListener('reset', ({ lastEventId }) => {
    // Another start of the workbench: this page's token is no longer good.
    if (startOf(lastEventId) !== startOf(since)) location.reload();
    else void readAll();
  });
  stream.onerror = () => tell('away', true);
  stream.onopen = () => tell('away', false);
}

/** A file of the course was saved: most are not of this page. */
async function reloadIfOld() {
  if (!state.lesson) return;
  try {
    const asked = fetch(`/api/stamp?lesson=${state.lesson}`);
    const { stamp } = await answerOf(asked);
    if (stamp !== document.body.dataset.stamp) location.reload();
  } catch (error) {
    window.course.say(error.message);
  }
}

async function readAll() {
  const all = await answerOf(fetch('/api/state'));
  const { since, servers, logs, requests, checks, database, progress } = all;
  Object.assign(state, { since, logs, requests, checks, database });
  for (const one of servers) state.servers[one.which] = one;
  preferRunning();
  window.course.setProgress(progress);
  known = true;
  tell('all');
}

const startOf = (id) => id.split('.')[0];
const numberOf = (id) => Number(id.split('.')[1]);

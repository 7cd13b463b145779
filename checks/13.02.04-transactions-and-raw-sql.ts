// 13.02.04: two writes that belong together, and a query in one's own SQL.
import {
  checksFor,
  expect,
  fail,
  shouldAnswer,
  shouldRefuse,
  shown,
  type Answer,
  type Ask,
  type Subject,
} from './define';
import {
  asNewUser,
  itemsOf,
  malformedIds,
  newItem,
  shouldLookAlike,
  storeItem,
} from './items';
import { logsOf, storeLogs } from './workouts';

const controller = 'controllers/logcontroller.ts';
const report = 'controllers/reportcontroller.ts';
const move = `${controller}#logs.post('/from-item/:id')`;
const reports = `${report}#reports.get('/')`;

const begin = `  const log = await sequelize.transaction(async (transaction) => {
    const item = await Authtest.findOne({ where, transaction });
`;
const create = 'Log.create(moved, { transaction })';
const destroy = 'Authtest.destroy({ where, transaction })';
const counted = `    // 0 also where another request has moved it meanwhile.
    const count = await ${destroy};
    if (count === 0) throw new HttpError(404, 'No item with that id');
`;
const head = `logs.post('/from-item/:id', async (req, res) => {
  const where = { id: parseId(req.params.id), owner: req.user.id };
`;
const query = `  const bind = { owner: req.user.id, pattern: readPattern(req.query.search) };
  res.json(await sequelize.query(sql, { bind, type: QueryTypes.SELECT }));
`;

export default checksFor('13.02.04', {
  edits: {
    'no-transaction': [
      {
        file: controller,
        find: begin,
        replace: `  const log = await (async () => {
    const item = await Authtest.findOne({ where });
`,
      },
      { file: controller, find: create, replace: 'Log.create(moved)' },
      {
        file: controller,
        find: destroy,
        replace: 'Authtest.destroy({ where })',
      },
      {
        file: controller,
        find: '    return log;\n  });\n',
        replace: '    return log;\n  })();\n',
      },
    ],
    // Sent by another connection, so it stays when the rest is taken back.
    'one-left-out': {
      file: controller,
      find: create,
      replace: 'Log.create(moved)',
    },
    // Here the item goes first, by another connection.
    'delete-left-out': [
      { file: controller, find: counted, replace: '' },
      {
        file: controller,
        find: `    const log = await ${create};\n`,
        replace: `    await Authtest.destroy({ where });
    const log = await ${create};\n`,
      },
    ],
    uncounted: {
      file: controller,
      find: counted,
      replace: `    await ${destroy};\n`,
    },
    copied: { file: controller, find: counted, replace: '' },
    'no-owner': {
      file: controller,
      find: head,
      replace: head.replace(', owner: req.user.id', ''),
    },
    'any-id': {
      file: controller,
      find: head,
      replace: head.replace('parseId(', 'Number('),
    },
    'not-mounted': {
      file: 'app.ts',
      find: "app.use('/api/report', validateSession, reports);\n",
      replace: '',
    },
    'no-gate': {
      file: 'app.ts',
      find: "app.use('/api/report', validateSession, reports);",
      replace: "app.use('/api/report', reports);",
    },
    everybodys: {
      file: report,
      find: 'WHERE owner = $owner AND',
      replace: 'WHERE $owner > 0 AND',
    },
    'counted-as-text': {
      file: report,
      find: 'count(*)::integer',
      replace: 'count(*)',
    },
    unsearched: {
      file: report,
      find: ' AND description ILIKE $pattern',
      replace: " AND $pattern <> ''",
    },
    'wild-letters': {
      file: report,
      find: 'readPattern(req.query.search)',
      replace: "`%${req.query.search ?? ''}%`",
    },
    'least-first': {
      file: report,
      find: 'ORDER BY times DESC',
      replace: 'ORDER BY times',
    },
    // What a client writes becomes a part of the statement.
    'text-building': {
      file: report,
      find: query,
      replace: `  const { search = '' } = req.query;
  const built = sql
    .replace('$owner', String(req.user.id))
    .replace('$pattern', () => \`'%\${search}%'\`);
  res.json(await sequelize.query(built, { type: QueryTypes.SELECT }));
`,
    },
  },
  checks: [
    {
      key: '13.02.04/moves',
      title: 'POST /api/log/from-item/:id makes a log of an item',
      kind: 'http',
      hints: {
        nudge: 'What must be there afterwards, and what no more?',
        page: '#the-change',
        where: move,
      },
      faults: ['copied'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const [item, kept] = [newItem(), newItem()];
        const [id, other] = [
          await storeItem(mine, item),
          await storeItem(mine, kept),
        ];
        const answer = await moveItem(mine, id);
        shouldAnswer(answer, {
          json: expect.objectContaining({
            log: expect.objectContaining({ description: item }),
          }),
          saying: `"log" with the new row, its "description" the item's text "${item}"`,
        });
        const items = await itemsOf(mine);
        if (items.has(id)) {
          fail(
            `${answer.request} answers success, and the item is still there.`,
          );
        }
        if (!items.has(other)) {
          fail(`${answer.request} takes other items of the user away too.`);
        }
        const logs = await logsOf(mine);
        if (logs.length === 1 && logs[0].description === item) return;
        fail(
          `After one item was moved the user has ${logs.length} logs: one should be there, with its text.`,
        );
      },
    },
    {
      key: '13.02.04/both-or-none',
      title: 'Where one of the two writes fails, the other is taken back',
      kind: 'http',
      hints: {
        nudge: 'Which of your queries are told about the transaction?',
        page: '#how-it-works',
        where: move,
      },
      faults: ['no-transaction', 'one-left-out', 'delete-left-out'],
      async run({ ask, db }) {
        const mine = await asNewUser(ask);
        const writes = [
          ['authtestdata', 'delete'],
          ['logs', 'insert'],
        ];
        for (const [table, write] of writes) {
          const id = await storeItem(mine);
          const answer = await whileFailing(db, table, write, async () =>
            moveItem(mine, id),
          );
          await hold(mine, id, `the ${write} in "${table}" failed`, answer);
        }
        // A server without the route would have passed so far.
        const answer = await moveItem(mine, await storeItem(mine));
        shouldAnswer(answer, { of: '13.02.04/moves' });
      },
    },
    {
      key: '13.02.04/two-at-once',
      title: 'Of two moves of one item at once, one makes a log',
      kind: 'http',
      dependsOn: [
        controller,
        'models/log.ts',
        'models/authtest.ts',
        'middleware/errors.ts',
        'db.ts',
      ],
      hints: {
        nudge: 'Both have found the item. Which of them removes it?',
        page: '#how-it-works',
        where: move,
      },
      faults: ['uncounted', 'no-transaction', 'one-left-out'],
      async run({ ask, db }) {
        const mine = await asNewUser(ask);
        const id = await storeItem(mine);
        const answers = await whileTwoMeet(db, () =>
          Promise.all([moveItem(mine, id), moveItem(mine, id)]),
        );
        const logs = await logsOf(mine);
        if (logs.length !== 1) {
          fail(
            `Two requests moved one item at the same moment, and the user has ${logs.length} logs of it: ${one(answers)}.`,
          );
        }
        const won = answers.filter(({ status }) => status < 300);
        const failed = answers.filter(({ status }) => status >= 500);
        if (won.length === 1 && failed.length === 0) return;
        fail(
          `Two requests moved one item at the same moment, and there is one log: ${one(answers)}. One should succeed, and the other hear that there is no such item (404).`,
        );
      },
    },
    {
      key: '13.02.04/strangers',
      title: "Nobody moves another user's item, or one that is not there",
      kind: 'http',
      hints: {
        nudge: 'Whose item is it?',
        page: '#the-change',
        where: move,
      },
      faults: ['no-owner'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        const id = await storeItem(mine);
        const stranger = await moveItem(theirs, id);
        if (!(await itemsOf(mine)).has(id)) {
          fail(
            'One user can move the item of another: the owner is not asked.',
          );
        }
        shouldRefuse(stranger, 404, 'the id of an item of another user');
        shouldLookAlike(stranger, await moveItem(theirs, 2147483647));
        // A server without the route would have passed so far.
        shouldAnswer(await moveItem(mine, id), { of: '13.02.04/moves' });
        shouldRefuse(await moveItem(mine, id), 404, 'an item that has moved');
      },
    },
    {
      key: '13.02.04/malformed-id',
      title: 'An id that is no whole number answers 400',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the id before PostgreSQL does?',
        page: '#the-change',
        where: move,
      },
      faults: ['any-id'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        for (const id of malformedIds) {
          const answer = await moveItem(mine, id);
          shouldRefuse(answer, 400, 'an id that is none');
        }
      },
    },
    {
      key: '13.02.04/report',
      title: 'GET /api/report says how often one did each workout',
      kind: 'http',
      hints: {
        nudge: 'What makes one row of all that are called the same?',
        page: '#how-it-works',
        where: report,
      },
      faults: ['not-mounted', 'everybodys', 'counted-as-text', 'least-first'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        await storeLogs(mine, 'push ups', 'abs', 'squats', 'push ups');
        await storeLogs(theirs, 'push ups', 'secret curls');
        const answer = await mine.get('/api/report');
        const row = (description: string, times: number) =>
          expect.objectContaining({ description, times });
        shouldAnswer(answer, {
          json: [row('push ups', 2), row('abs', 1), row('squats', 1)],
          saying:
            'the rows { "description": "push ups", "times": 2 }, then "abs" and "squats" with 1, each with "last" too,',
        });
        for (const { last } of answer.json) {
          if (!Number.isNaN(Date.parse(last))) continue;
          fail(
            'A row of GET /api/report has no "last": when it was done last.',
          );
        }
      },
    },
    {
      key: '13.02.04/report-search',
      title: '?search= of the report takes all letters as they are',
      kind: 'http',
      hints: {
        nudge: 'Which function made the pattern for GET /api/log?',
        page: '#the-change',
        where: reports,
      },
      faults: ['unsearched', 'wild-letters'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        await storeLogs(mine, 'PUSH ups', 'squats at 100%', "Ada's set");
        const wanted = {
          push: ['PUSH ups'],
          '%': ['squats at 100%'],
          "a's s": ["Ada's set"],
        };
        for (const [search, descriptions] of Object.entries(wanted)) {
          const answer = await mine.get('/api/report').query({ search });
          const request = `GET /api/report?search=${search}`;
          shouldAnswer(
            { ...answer, request },
            {
              json: descriptions.map((description) =>
                expect.objectContaining({ description }),
              ),
              saying: `"${descriptions.join()}" alone`,
            },
          );
        }
      },
    },
    {
      key: '13.02.04/injection',
      title: 'No search becomes a part of the SQL',
      kind: 'http',
      hints: {
        nudge: 'What does a quote in the search do to your statement?',
        page: '#when-it-goes-wrong',
        where: report,
      },
      faults: ['text-building'],
      async run({ ask, db }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        await storeLogs(mine, 'secret push ups');
        await storeLogs(theirs, 'open push ups');
        const tables = async () =>
          (await db.tables()).map(({ name }) => name).join();
        const before = await tables();
        for (const search of attacks) {
          const answer = await theirs.get('/api/report').query({ search });
          const sent = `GET /api/report?search=${search}`;
          if (/secret|\$2[aby]\$/.test(answer.text)) {
            fail(`${sent} shows what is another user's: ${shown(answer)}.`);
          }
          if ((await tables()) !== before) {
            fail(`${sent} has changed the tables of your database.`);
          }
          shouldAnswer(
            { ...answer, request: sent },
            { json: Array.isArray, saying: 'a list' },
          );
        }
      },
    },
    {
      key: '13.02.04/report-gate',
      title: 'Without a token there is no report',
      kind: 'http',
      hints: {
        nudge: 'What stands between a path and its router?',
        page: '#the-change',
        where: "app.ts#app.use('/api/report')",
      },
      faults: ['no-gate'],
      async run({ ask }) {
        shouldRefuse(await ask.get('/api/report'), 401, 'no token');
      },
    },
  ],
});

// Each fits another way of writing the statement.
const attacks = [
  "' OR true --",
  "%' OR ''='",
  "') OR true --",
  "x' GROUP BY description UNION SELECT passwordhash AS description, 1, now() FROM users -- ",
  "x' UNION SELECT passwordhash, 1, now() FROM users -- ",
  "'; DROP TABLE revoked_tokens; --",
  "\\' OR true --",
  '$owner $1 $pattern',
];

function moveItem(mine: Ask, id: number | string) {
  return mine.post(`/api/log/from-item/${id}`);
}

function one(answers: readonly Answer[]): string {
  const statuses = answers.map(({ status }) => status);
  return `they answered ${statuses.join(' and ')}`;
}

/** Fails unless the item is still there, and no log. */
async function hold(mine: Ask, id: number, why: string, answer: Answer) {
  const [items, logs] = [await itemsOf(mine), await logsOf(mine)];
  if (logs.length > 0) {
    fail(
      `An item was to be moved, and ${why}: the log is there all the same. Both or none.`,
    );
  }
  if (!items.has(id)) {
    fail(
      `An item was to be moved, and ${why}: the item is gone, and there is no log. Both or none.`,
    );
  }
  if (answer.status >= 400) return;
  fail(
    `${answer.request} answered ${answer.status}, though ${why}: nothing was moved.`,
  );
}

/** Does something while a table lets nobody insert or delete. */
async function whileFailing<T>(
  { query: sql }: Subject['db'],
  table: string,
  write: string,
  run: () => Promise<T>,
): Promise<T> {
  await sql(
    `create or replace function refuse() returns trigger language plpgsql
     as 'begin raise exception ''not now''; end'`,
  );
  await sql(
    `create trigger refuse before ${write} on "${table}"
     for each row execute function refuse()`,
  );
  try {
    return await run();
  } finally {
    await sql(`drop trigger refuse on "${table}"`);
  }
}

/**
 * Does something while each new log waits until a second request is as far, or
 * is kept waiting by the first: so both have found the item before one is done.
 */
async function whileTwoMeet<T>(
  { query: sql }: Subject['db'],
  run: () => Promise<T>,
): Promise<T> {
  await sql(
    `create or replace function meet() returns trigger language plpgsql as '
     begin
       for turn in 1..60 loop
         perform pg_stat_clear_snapshot();
         exit when (
           select count(*) from pg_stat_activity
           where datname = current_database() and state = ''active''
             and (query ilike ''insert into%logs%'' or wait_event_type = ''Lock'')
         ) >= 2;
         perform pg_sleep(0.02);
       end loop;
       return new;
     end'`,
  );
  await sql(
    `create trigger meet before insert on logs
     for each row execute function meet()`,
  );
  try {
    return await run();
  } finally {
    await sql('drop trigger meet on logs');
  }
}

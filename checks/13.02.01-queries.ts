// 13.02.01: a query asks for the columns that are needed, and for no others.
import {
  checksFor,
  expect,
  fail,
  shouldAnswer,
  type Ask,
  type Subject,
} from './define';
import { asNewLogger, logsOf, newLog, storeLog } from './logs';

const [controller, gate] = [
  'controllers/logcontroller.ts',
  'middleware/validate-session.ts',
];
const attributes =
  "  const attributes = ['id', 'description', 'definition', 'result'];\n";
const findAll =
  "  res.json(await Log.findAll({ attributes, where, order: ['id'] }));\n";

export default checksFor('13.02.01', {
  edits: {
    'all-columns': {
      file: controller,
      find: 'findAll({ attributes, ',
      replace: 'findAll({ ',
    },
    'owner-too': {
      file: controller,
      find: attributes,
      replace: attributes.replace("'id', ", "'id', 'owner', "),
    },
    'no-result': {
      file: controller,
      find: attributes,
      replace: attributes.replace(", 'result'", ''),
    },
    misspelled: {
      file: controller,
      find: attributes,
      replace: attributes.replace("'definition'", "'defintion'"),
    },
    'picked-in-code': {
      file: controller,
      find: findAll,
      replace: `  const rows = await Log.findAll({ where, order: ['id'] });
  res.json(
    rows.map(({ id, description, definition, result }) => {
      return { id, description, definition, result };
    }),
  );
`,
    },
    'whole-revocation': {
      file: gate,
      find: "(claims?.jti, {\n    attributes: ['jti'],\n  });\n",
      replace: '(claims?.jti);\n',
    },
    'whole-user': {
      file: gate,
      find: "  const attributes = ['id', 'username'];\n",
      replace: '  const attributes = undefined;\n',
    },
    'no-id': {
      file: gate,
      find: "  const attributes = ['id', 'username'];\n",
      replace: "  const attributes = ['username'];\n",
    },
    count: {
      file: controller,
      find: "logs.get('/:id',",
      replace: `logs.get('/count', async (req, res) => {
  const count = await Log.count({ where: { owner: req.user.id } });
  res.json({ count });
});

logs.get('/:id',`,
    },
    // For the page: what the log would hold.
    'log-values': {
      file: 'db.ts',
      find: "  dialect: 'postgres',\n",
      replace: "  dialect: 'postgres',\n  logQueryParameters: true,\n",
    },
  },
  checks: [
    {
      key: '13.02.01/list-columns',
      title: 'GET /api/log/ lists what a log says, without its owner',
      kind: 'http',
      hints: {
        nudge: 'Which of the columns does somebody want to see in a list?',
        page: '#the-change',
        where: `${controller}#logs.get('/')`,
      },
      faults: ['all-columns', 'owner-too', 'no-result', 'misspelled'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const log = newLog();
        const id = await storeLog(mine, log);
        const answer = await mine.get('/api/log/');
        shouldAnswer(answer, {
          json: [expect.objectContaining({ id, ...log })],
          saying: 'each log\'s "id", "description", "definition" and "result"',
        });
        if (!('owner' in answer.json[0])) return;
        fail(
          'GET /api/log/ sends "owner" with each log: it is whoever asks, in every row the same.',
        );
      },
    },
    {
      key: '13.02.01/selects-less',
      title: 'For the list no column is fetched that is not sent',
      kind: 'database',
      hints: {
        nudge: 'Does your query leave a column out, or does your code, later?',
        page: '#how-it-works',
        where: `${controller}#logs.get('/')`,
      },
      faults: ['picked-in-code', 'all-columns'],
      async run({ ask, db }) {
        const mine = await asNewLogger(ask);
        await storeLog(mine);
        const [row] = await logsOf(mine);
        const unsent = (await columnsOf(db, 'logs')).filter(
          (name) => !(name in row),
        );
        if (unsent.length === 0) {
          fail('GET /api/log/ sends every column of "logs".');
        }
        // By it the rows are chosen, so the query names it.
        const away = unsent.filter((name) => name !== 'owner');
        if (await answersWithout(mine, db, 'logs', away)) return;
        fail(
          `GET /api/log/ does not send ${away.join(' and ')}, and fetches from the database all the same.`,
        );
      },
    },
    {
      key: '13.02.01/gate-columns',
      title: 'The gate fetches no column that it does not look at',
      kind: 'database',
      advice: true,
      hints: {
        nudge: 'What does the gate do with what findByPk gives it?',
        page: '#the-change',
        where: `${gate}#validateSession`,
      },
      faults: ['whole-revocation', 'whole-user'],
      async run({ ask, db }) {
        const mine = await asNewLogger(ask);
        const known = { users: 'passwordhash', revoked_tokens: 'expiresAt' };
        for (const [table, column] of Object.entries(known)) {
          // A student's table may have others.
          if (!(await columnsOf(db, table)).includes(column)) continue;
          if (await answersWithout(mine, db, table, [column])) continue;
          fail(
            `For every request with a token your server fetches "${column}" from "${table}".`,
          );
        }
      },
    },
  ],
});

type Db = Subject['db'];

async function columnsOf(db: Db, name: string): Promise<string[]> {
  const table = (await db.tables()).find((one) => one.name === name);
  return table ? table.columns.map((column) => column.name) : [];
}

/** Whether the list is answered while these columns have other names. */
async function answersWithout(
  mine: Ask,
  db: Db,
  table: string,
  columns: string[],
): Promise<boolean> {
  const rename = (from: string, to: string) =>
    db.query(`alter table "${table}" rename column "${from}" to "${to}"`);
  for (const name of columns) await rename(name, `${name}_away`);
  try {
    return (await mine.get('/api/log/')).status < 300;
  } finally {
    for (const name of columns) await rename(`${name}_away`, name);
  }
}

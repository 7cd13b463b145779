// 09.09: all rows, in order, listed by the page as text.
import {
  checksFor,
  fail,
  sendItem,
  shouldAnswer,
  shouldRefuse,
  shown,
  withoutTable,
  type Ask,
  type ClientPage,
} from './define';
import { shouldTell } from './failures';

const controller = 'controllers/testcontroller.ts';
const script = 'client/01-scripts.js';
const find = "Test.findAll({ attributes, order: ['id'] })";
const ours =
  "    res.status(500).json({ error: 'The items could not be read' });\n";
const empty = '    list.replaceChildren();\n';
const asText = '      line.textContent = row.testdata;\n';
const ok =
  '    const response = await fetch(`${server}/test/one`);\n    const answer = await response.json();\n    if (!response.ok) throw new Error(answer.error);\n';
const item = "item: 'This was saved!'";
const html =
  'item: `<img src onerror="console.log(\'I am code of somebody else\')">`';

const dependsOn = [
  script,
  'client/index.html',
  controller,
  'middleware/headers.ts',
];
const acts = {
  list: (page: ClientPage) => page.press('GET /test/one'),
  'store-and-list': async (page: ClientPage) => {
    await page.press('POST /test/seven');
    page.clearConsole();
    await acts.list(page);
  },
};

export default checksFor('09.09', {
  edits: {
    'no-route': {
      file: controller,
      find: "test.get('/one'",
      replace: "test.get('/all'",
    },
    'no-order': {
      file: controller,
      find,
      replace: 'Test.findAll({ attributes })',
    },
    'all-columns': {
      file: controller,
      find,
      replace: "Test.findAll({ order: ['id'] })",
    },
    'first-only': {
      file: controller,
      find,
      replace: "[await Test.findOne({ attributes, order: ['id'] })]",
    },
    'no-await': {
      file: controller,
      find: `await ${find}`,
      replace: find,
    },
    'says-all': {
      file: controller,
      find: ours,
      replace: '    res.status(500).json({ error: String(err) });\n',
    },
    'no-listener': {
      file: script,
      find: "document\n  .querySelector('#display-button')\n  .addEventListener('click', fetchFromOneDisplayData);\n",
      replace: '',
    },
    'not-appended': {
      file: script,
      find: '      list.append(line);\n',
      replace: '',
    },
    'last-only': {
      file: script,
      find: '      list.append(line);\n',
      replace: '      list.replaceChildren(line);\n',
    },
    appends: { file: script, find: empty, replace: '' },
    'inner-html': {
      file: script,
      find: asText,
      replace: asText.replace('textContent', 'innerHTML'),
    },
    'no-ok': {
      file: script,
      find: ok,
      replace: ok.split('\n').slice(0, 2).join('\n') + '\n',
    },
    // For the page: the first list of the page is that of row 4.
    'first-list': {
      file: script,
      find: "document.querySelector('#getjson')",
      replace: "document.querySelector('ul')",
    },
    // For the page: what somebody has stored, and the two ways to show it.
    'html-as-text': { file: script, find: item, replace: html },
    'html-runs': [
      { file: script, find: item, replace: html },
      {
        file: script,
        find: asText,
        replace: asText.replace('textContent', 'innerHTML'),
      },
    ],
  },
  acts,
  checks: [
    {
      key: '09.09/one',
      title: 'GET /test/one answers with all rows, ordered by id',
      kind: 'database',
      hints: {
        nudge: 'In which order does a table give its rows, if nobody says?',
        page: '#a-table-has-no-order',
        where: `${controller}#test.get('/one')`,
      },
      faults: ['no-route', 'no-order', 'first-only', 'no-await'],
      async run({ ask, db }) {
        const stored = await storeTwo(ask);
        // A row that was changed comes last, unless somebody says otherwise.
        await db.query(
          'update tests set testdata = testdata where id = (select min(id) from tests)',
        );
        const answer = await ask.get('/test/one');
        shouldAnswer(answer, {
          json: (rows) => Array.isArray(rows) && rows.every(isRow),
          saying: 'an array of objects with "id" and "testdata"',
        });
        const rows = answer.json as { id: number; testdata: string }[];
        const missing = stored.find(
          (text) => !rows.some(({ testdata }) => testdata === text),
        );
        if (missing) {
          fail(
            `"${missing}" was stored, and GET /test/one answers without it: ${shown(answer)}.`,
          );
        }
        const ids = rows.map(({ id }) => id);
        if (ids.every((id, at) => at === 0 || ids[at - 1] < id)) return;
        fail(
          `GET /test/one gives the rows in the order ${ids.slice(0, 8).join(', ')}: after a change a table has another order, unless you ask for one.`,
        );
      },
    },
    {
      key: '09.09/columns',
      title: 'GET /test/one gives id and testdata of each row, and no more',
      kind: 'http',
      hints: {
        nudge: 'Which option of findAll names the columns?',
        page: '#how-it-works',
        where: `${controller}#test.get('/one')`,
      },
      faults: ['no-route', 'all-columns'],
      async run({ ask }) {
        await storeTwo(ask);
        shouldAnswer(await ask.get('/test/one'), {
          json: (rows) =>
            Array.isArray(rows) &&
            rows.every(
              (row) => Object.keys(row).sort().join() === 'id,testdata',
            ),
          saying: 'objects that have "id" and "testdata" only,',
        });
      },
    },
    {
      key: '09.09/our-fault',
      title: 'GET /test/one answers 500 where the database fails',
      kind: 'database',
      hints: {
        nudge: 'What does /test/seven do when its table is gone?',
        page: '#how-it-works',
        where: `${controller}#test.get('/one')`,
      },
      faults: ['no-route', 'says-all', 'no-await'],
      async run({ ask, db }) {
        await storeTwo(ask);
        const answer = await withoutTable(db, 'tests', async () =>
          ask.get('/test/one'),
        );
        shouldRefuse(answer, 500);
        if (!/relation|sequelize|select/i.test(answer.text)) return;
        fail(
          `GET /test/one tells the client what only your log should know: ${shown(answer)}.`,
        );
      },
    },
    {
      key: '09.09/lists',
      title: 'A button lists all rows, and lists them once when pressed again',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the list already when the button is pressed again?',
        page: '#how-it-works',
        where: `${script}#fetchFromOneDisplayData`,
      },
      faults: ['no-listener', 'not-appended', 'last-only', 'appends'],
      async run({ page, ask }) {
        const stored = await storeTwo(ask);
        const opened = await page();
        await acts.list(opened);
        for (const text of stored) await opened.shows(text);
        await acts.list(opened);
        for (const text of stored) {
          await opened.shows(text);
          const times = (await opened.text()).split(text).length - 1;
          if (times === 1) continue;
          fail(
            `The button was pressed twice, and the page shows "${text}" ${times} times.`,
          );
        }
      },
    },
    {
      key: '09.09/as-text',
      title: 'What somebody has stored is listed as text, never run as HTML',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Who has written the texts that your page shows?',
        page: '#somebody-elses-code',
        where: `${script}#fetchFromOneDisplayData`,
      },
      faults: ['no-listener', 'inner-html'],
      async run({ page, ask }) {
        const code = "console.log('a check of yours is running')";
        const text = `<img src onerror="${code}"> <i>a text</i>`;
        shouldAnswer(await sendItem(ask, '/test/seven', text), {});
        const opened = await page();
        await acts.list(opened);
        const lines = opened.console().map((line) => line.text);
        if (lines.includes('a check of yours is running')) {
          fail(
            `Somebody stored ${text}, and your page ran the code in it. Whoever may store a text can run code in the page of everybody else.`,
          );
        }
        await opened.shows('<i>a text</i>');
      },
    },
    {
      key: '09.09/tells-failure',
      title: 'Where the rows cannot be read, the page says why',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer when its status is 500?',
        page: '#how-it-works',
        where: `${script}#fetchFromOneDisplayData`,
      },
      faults: ['no-listener', 'no-ok'],
      async run({ page, ask, db }) {
        await storeTwo(ask);
        const opened = await page();
        const sent = await withoutTable(db, 'tests', () => acts.list(opened));
        await shouldTell(opened, sent);
      },
    },
  ],
});

/** Two rows whose texts no other row has. */
async function storeTwo(ask: Ask): Promise<string[]> {
  const texts = ['first', 'second'].map((word) => `The ${word} of ${unique()}`);
  for (const text of texts) {
    shouldAnswer(await sendItem(ask, '/test/seven', text), {
      of: '05.03.07/seven',
    });
  }
  return texts;
}

const unique = () => Math.random().toString(36).slice(2, 10);

function isRow(row: { id?: unknown; testdata?: unknown } | null): boolean {
  return typeof row?.id === 'number' && typeof row.testdata === 'string';
}

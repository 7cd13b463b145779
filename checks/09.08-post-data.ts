// 09.08: the page sends JSON, and shows what was stored as text.
import { checksFor, fail, withoutTable, type ClientPage } from './define';
import { shouldTell, tellsFailedFetch } from './failures';

const script = 'client/01-scripts.js';
const headers = "      headers: { 'Content-Type': 'application/json' },\n";
const body =
  "      body: JSON.stringify({ testdata: { item: 'This was saved!' } }),\n";
const ok = '    if (!response.ok) throw new Error(answer.error);\n';
const showText =
  "    document.querySelector('#test-data').textContent = testdata;\n";
const showTime =
  "    document.querySelector('#created-at').textContent = createdAt;\n";
const read = 'const answer = await response.json();\n';
const html =
  'item: `<img src onerror="console.log(\'I am code of somebody else\')">`';

const dependsOn = [
  script,
  'client/index.html',
  'controllers/testcontroller.ts',
  'middleware/headers.ts',
];
const acts = { post: (page: ClientPage) => page.press('POST /test/seven') };

export default checksFor('09.08', {
  edits: {
    'no-listener': {
      file: script,
      find: "document.querySelector('#data-button').addEventListener('click', postData);\n",
      replace: '',
    },
    'no-content-type': { file: script, find: headers, replace: '' },
    'not-a-text': {
      file: script,
      find: body,
      replace: "      body: { testdata: { item: 'This was saved!' } },\n",
    },
    'flat-body': {
      file: script,
      find: body,
      replace: "      body: JSON.stringify({ item: 'This was saved!' }),\n",
    },
    'no-await-json': {
      file: script,
      find: `    ${read}${ok}`,
      replace: `    ${read.replace('await ', '')}${ok}`,
    },
    'not-shown': { file: script, find: showText, replace: '' },
    'no-time': { file: script, find: showTime, replace: '' },
    'inner-html': {
      file: script,
      find: showText,
      replace: showText.replace('textContent', 'innerHTML'),
    },
    'no-ok': { file: script, find: ok, replace: '' },
    'no-catch': {
      file: script,
      find: "    error.textContent = err.message;\n  }\n}\n\ndocument.querySelector('#data-button')",
      replace:
        "    throw err;\n  }\n}\n\ndocument.querySelector('#data-button')",
    },
    // For the page: what an item of HTML does.
    'html-as-text': {
      file: script,
      find: "item: 'This was saved!'",
      replace: html,
    },
    'html-runs': [
      { file: script, find: "item: 'This was saved!'", replace: html },
      {
        file: script,
        find: showText,
        replace: showText.replace('textContent', 'innerHTML'),
      },
    ],
  },
  acts,
  checks: [
    {
      key: '09.08/posts',
      title: 'A button stores a text by POST /test/seven, as JSON',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What must the request say about its body, and what is the body?',
        page: '#a-request-with-a-body',
        where: `${script}#postData`,
      },
      faults: ['no-listener', 'no-content-type', 'not-a-text', 'flat-body'],
      async run({ page }) {
        const {
          blocked,
          status = 0,
          body,
          answer,
        } = await acts.post(await page());
        if (!blocked && status >= 200 && status < 300) return;
        const what = blocked
          ? 'the browser kept the answer from it'
          : `got ${status}: ${answer}`;
        fail(`The page sent POST /test/seven with ${body}, and ${what}.`);
      },
    },
    {
      key: '09.08/shows',
      title: 'The page shows the stored text and its time',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What does the answer look like, and which part of it is the row?',
        page: '#how-it-works',
        where: `${script}#postData`,
      },
      faults: ['not-shown', 'no-time', 'no-await-json'],
      async run({ page }) {
        const opened = await page();
        const before = await opened.text();
        const { answer = '' } = await acts.post(opened);
        await opened.shows(textOf(answer));
        const time = /\d{1,2}[:.]\d{2}/;
        if (time.test(before)) return;
        await opened.shows(time);
      },
    },
    {
      key: '09.08/as-text',
      title: 'What is stored is shown as text, never taken for HTML',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Which property of an element takes whatever you give it as text?',
        page: '#text-not-html',
        where: `${script}#postData`,
      },
      faults: ['inner-html'],
      async run({ page, db, ask }) {
        const text = 'Stored by <i>somebody else</i>';
        const opened = await page();
        // The table exists once the server has started.
        await ask.get('/test/helloclient');
        await db.query(
          `create or replace function other() returns trigger language plpgsql
           as $$ begin new.testdata := '${text}'; return new; end $$`,
        );
        await db.query(
          'create trigger other before insert on tests for each row execute function other()',
        );
        try {
          const { answer = '' } = await acts.post(opened);
          if (textOf(answer) !== text) return;
          await opened.shows(text);
        } finally {
          await db.query('drop trigger other on tests');
        }
      },
    },
    {
      key: '09.08/tells-failure',
      title: 'Where the text is not stored, the page says why',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer when its status is 500?',
        page: '#when-it-fails',
        where: `${script}#postData`,
      },
      faults: ['no-ok'],
      async run({ page, db, ask }) {
        const opened = await page();
        await ask.get('/test/helloclient');
        const sent = await withoutTable(db, 'tests', () => acts.post(opened));
        await shouldTell(opened, sent);
      },
    },
    {
      key: '09.08/tells-failed',
      title: 'Where fetch fails, the page says so',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Where does an error go that is thrown at an await?',
        page: '#when-it-fails',
        where: `${script}#postData`,
      },
      faults: ['no-catch'],
      run: (subject) => tellsFailedFetch(subject, acts.post),
    },
  ],
});

/** The stored text in an answer of /test/seven. */
function textOf(answer: string): string {
  try {
    return String(JSON.parse(answer).testdata.testdata);
  } catch {
    return fail(
      `POST /test/seven answered ${answer}, which is no row as JSON.`,
    );
  }
}

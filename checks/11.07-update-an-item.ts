// 11.07: the page changes an item, and shows beforehand what it says now.
import { setTimeout as wait } from 'node:timers/promises';
import { answerOf, signedUpInPage, tellsRefusal } from './client';
import {
  checksFor,
  fail,
  waitFor,
  type ClientPage,
  type Subject,
} from './define';
import {
  adaIsIn,
  isSent,
  itemsOf,
  newText,
  storedItem,
  storeInPage,
  type Item,
} from './own-items';

const script = 'client/03-auth-test.js';
const dependsOn = [
  'client/index.html',
  script,
  'client/02-user-scripts.js',
  'middleware/validate-session.ts',
  'controllers/authtestcontroller.ts',
];
const update = 'PUT /authtest/update/:id';
const listener = `document
  .querySelector('#update-button')
  .addEventListener('click', () => show('#newItemValue', updateItem));
`;
const fillField =
  "    if (field.value === '') field.value = item.authtestdata;\n";
const timer = '  timer = setTimeout(showCurrentData, 300);\n';

/** Types a number into row 12, and waits for what fills the field. */
async function typeNumber(page: ClientPage, id: number | string) {
  const before = page.requests().length;
  await page.fill({ id: String(id) }, update);
  const isAnswered = async () =>
    page
      .requests()
      .slice(before)
      .some(
        (one) =>
          one.method === 'GET' && (one.status !== undefined || one.blocked),
      );
  await waitFor(isAnswered, 1500);
  await wait(300);
}

/** Types a number, then a text, and presses the button, as a person does. */
async function change(page: ClientPage, id: number | string, data: string) {
  await typeNumber(page, id);
  await page.fill({ data }, update);
  return page.press(update);
}

/** The text in the field: what the button sends if nothing is typed. */
async function sentText(page: ClientPage): Promise<string | undefined> {
  const { body } = await page.press(update);
  try {
    return JSON.parse(body).authtestdata.item;
  } catch {
    return fail(
      `The page sent ${update} with ${body || 'no body'}, and not with { "authtestdata": { "item": … } }.`,
    );
  }
}

export default checksFor('11.07', {
  edits: {
    'no-listener': { file: script, find: listener, replace: '' },
    'flat-body': {
      file: script,
      find: "const data = { authtestdata: { item } };\n  const answer = await ask('PUT'",
      replace: "const data = { item };\n  const answer = await ask('PUT'",
    },
    'other-field': {
      file: script,
      find: "const item = document.querySelector('#updateValue').value;",
      replace: "const item = document.querySelector('#authTestData').value;",
    },
    'not-shown': {
      file: script,
      find: '  return answer.authtestdata.authtestdata;\n',
      replace: '',
    },
    'whole-answer': {
      file: script,
      find: '  return answer.authtestdata.authtestdata;\n',
      replace: '  return answer.authtestdata;\n',
    },
    'no-await': {
      file: script,
      find: "const answer = await ask('PUT'",
      replace: "const answer = ask('PUT'",
    },
    'no-prefill': { file: script, find: timer, replace: '' },
    'not-filled': { file: script, find: fillField, replace: '' },
    'not-emptied': {
      file: script,
      find: "  document.querySelector('#updateValue').value = '';\n  changes += 1;\n",
      replace: '  changes += 1;\n',
    },
    'text-content': {
      file: script,
      find: fillField,
      replace: fillField.replace('field.value = ', 'field.textContent = '),
    },
    'at-once': { file: script, find: timer, replace: '  showCurrentData();\n' },
    'all-later': {
      file: script,
      find: '  clearTimeout(timer);\n',
      replace: '',
    },
    'no-counter': {
      file: script,
      find: '    if (change !== changes) return;\n',
      replace: '',
    },
    'counted-late': [
      { file: script, find: '  const change = changes;\n', replace: '' },
      {
        file: script,
        find: '    if (change !== changes) return;\n',
        replace:
          '    const change = changes;\n    if (change !== changes) return;\n',
      },
    ],
    overwrites: {
      file: script,
      find: fillField,
      replace: '    field.value = item.authtestdata;\n',
    },
    'no-ok': {
      file: script,
      find: '  if (!response.ok) throw new Error(answer.error);\n',
      replace: '',
    },
  },
  acts: {
    update: async (page: ClientPage) => {
      await adaIsIn(page);
      const id = await storeInPage(page, 'ten pushups');
      page.clearConsole();
      await change(page, id, 'twenty pushups');
    },
    typeFive: async (page: ClientPage) => {
      await adaIsIn(page);
      await typeNumber(page, '12345');
    },
  },
  checks: [
    {
      key: '11.07/updates',
      title:
        'The button of row 12 changes the item, and the page shows its new text',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What does the route want to find in the body, and what does it answer with?',
        page: '#update',
        where: `${script}#updateItem`,
      },
      faults: [
        'no-listener',
        'flat-body',
        'other-field',
        'not-shown',
        'whole-answer',
        'no-await',
      ],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { id } = await storedItem(ask, token);
        const text = newText('twenty pushups');
        const sent = await change(opened, id, text);
        answerOf(sent);
        const items = await itemsOf(ask, token);
        const now = items.find((one) => one.id === id)?.authtestdata;
        if (now !== text) {
          fail(
            `"${text}" was typed for the item ${id}, the page sent PUT ${sent.path} with ${sent.body}, and the item says "${now}".`,
          );
        }
        await opened.shows(text);
      },
    },
    {
      key: '11.07/fills',
      title:
        'A typed number fills the field with the text that its item has now',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Which event tells you that the number has changed, and what holds the text of an input?',
        page: '#filled-in-beforehand',
        where: `${script}#showCurrentData`,
      },
      faults: [
        'no-listener',
        'no-prefill',
        'not-filled',
        'text-content',
        'not-emptied',
      ],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const items = [
          await storedItem(ask, token),
          await storedItem(ask, token),
        ];
        // The second number comes after the first one's text is in the field.
        for (const { id, authtestdata } of items) {
          await typeNumber(opened, id);
          const text = await sentText(opened);
          if (text === authtestdata) continue;
          fail(
            `The item ${id} says "${authtestdata}". Its number was typed, nothing else, and the field says "${text}": that is what the button sends.`,
          );
        }
      },
    },
    {
      key: '11.07/pause',
      title: 'Not every key sends a request: the page waits for a pause',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Who types 12345 wants the item 12345. Which others does the page ask for?',
        page: '#a-pause',
        where: `${script}#document.querySelector('#updateNumber').addEventListener`,
      },
      faults: ['no-prefill', 'at-once', 'all-later'],
      async run({ page }) {
        const opened = await page();
        await signedUpInPage(opened);
        // A machine that is slow at each of five keys, twice, is not likely.
        const first = await askedWhileTyping(opened, '12345');
        if (first.length < 5) return;
        const second = await askedWhileTyping(opened, '67891');
        if (second.length < 5) return;
        fail(
          `12345 was typed quickly, and the page asked for ${first.join(', ')}.`,
        );
      },
    },
    {
      key: '11.07/overtaken',
      title:
        'An answer that comes late does not fill the field of another number',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'When an answer comes, is its number still the one that is typed?',
        page: '#the-answer-that-is-overtaken',
        where: `${script}#showCurrentData`,
      },
      faults: ['no-prefill', 'no-counter', 'counted-late'],
      async run(subject) {
        const { opened, slow, isAnswered } = await withSlowItem(subject);
        await opened.fill({ id: String(slow.id + 1) }, update);
        await isAnswered();
        // A page that sends no empty text has not been filled either.
        let text: string | undefined;
        await isSent(async () => (text = await sentText(opened)));
        if (text !== slow.authtestdata) return;
        fail(
          `${slow.id} was typed, then ${slow.id + 1}, of which there is no item. The answer for ${slow.id} came late, and its text stands beside ${slow.id + 1}.`,
        );
      },
    },
    {
      key: '11.07/typed-stays',
      title: 'An answer that comes late does not replace what was typed',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What may have happened to the field while the answer was on its way?',
        page: '#the-answer-that-is-overtaken',
        where: `${script}#showCurrentData`,
      },
      faults: ['no-prefill', 'overwrites'],
      async run(subject) {
        const { opened, isAnswered } = await withSlowItem(subject);
        const data = newText('twenty pushups');
        await opened.fill({ data }, update);
        await isAnswered();
        const text = await sentText(opened);
        if (text === data) return;
        fail(
          `"${data}" was typed while the answer was on its way, and now the field says "${text}".`,
        );
      },
    },
    {
      key: '11.07/tells-refusal',
      title: 'Where an item is not changed, the page says why',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer when its status is no success?',
        page: '#update',
        where: `${script}#updateItem`,
      },
      faults: ['no-listener', 'no-ok'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { id } = await storedItem(ask, token);
        const sent = await change(opened, id + 1, newText());
        await tellsRefusal(opened, sent);
      },
    },
  ],
});

/** The numbers that the page asks for while one is typed, and after. */
async function askedWhileTyping(page: ClientPage, id: string) {
  const before = page.requests().length;
  await typeNumber(page, id);
  const asked = page
    .requests()
    .slice(before)
    .map(({ method, path }) => `${method} ${path}`)
    .map((one) => /^GET \/authtest\/(\d+)$/.exec(one)?.[1])
    .filter((one) => one !== undefined);
  if (asked.length === 0) {
    fail(`${id} was typed, and the page asked for no item.`);
  }
  return asked;
}

/** The page has asked for an item whose answer takes two seconds. */
async function withSlowItem({
  page,
  ask,
  db,
}: Pick<Subject, 'page' | 'ask' | 'db'>) {
  const opened = await page();
  const { token } = await signedUpInPage(opened);
  const slow = await storedItem(ask, token);
  const back = await slowDown(db, slow);
  const asked = () =>
    opened
      .requests()
      .find(
        ({ method, path }) =>
          `${method} ${path}` === `GET /authtest/${slow.id}`,
      );
  await opened.fill({ id: String(slow.id) }, update);
  if (!(await waitFor(async () => asked() !== undefined, 3000))) {
    await back();
    fail(`${slow.id} was typed, and the page did not ask for that item.`);
  }
  /** Until the answer has come, and the page has done with it what it does. */
  const isAnswered = async () => {
    await waitFor(
      async () => asked()?.status !== undefined || asked()!.blocked,
      6000,
    );
    await back();
    await wait(300);
  };
  return { opened, slow, isAnswered };
}

/** Reading this item takes two seconds, until what it gives is called. */
async function slowDown(db: Subject['db'], { id }: Item) {
  await db.query(
    `create or replace function slowly(text) returns text language plpgsql volatile
     as 'begin perform pg_sleep(2); return $1; end'`,
  );
  await db.query('alter table authtestdata rename to authtestdata_away');
  await db.query(
    `create view authtestdata as select id, owner, "createdAt", "updatedAt",
       case when id = ${id} then slowly(authtestdata) else authtestdata end as authtestdata
     from authtestdata_away`,
  );
  return async () => {
    await db.query('drop view if exists authtestdata');
    await db.query('alter table authtestdata_away rename to authtestdata');
  };
}

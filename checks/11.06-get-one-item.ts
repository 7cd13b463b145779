// 11.06: the page asks for one item by its id, and shows its text.
import { answerOf, signedUpInPage, tellsRefusal } from './client';
import { checksFor, fail, type ClientPage } from './define';
import { adaIsIn, newText, storedItem, storeInPage } from './own-items';

const script = 'client/03-auth-test.js';
const users = 'client/02-user-scripts.js';
const dependsOn = [
  'client/index.html',
  script,
  users,
  'middleware/validate-session.ts',
  'controllers/authtestcontroller.ts',
];
const listener = `document
  .querySelector('#get-one-button')
  .addEventListener('click', () => show('#getItemValue', getOneByUser));
`;
const read = "  const id = document.querySelector('#getNumber').value;\n";
const start = 'async function getOneByUser() {\n';
const ask = "const item = await ask('GET', `/authtest/${id}`);\n";

const getOneRequest = 'GET /authtest/:id';

/** Types a number into row 11, and presses its button. */
async function getOne(page: ClientPage, id: number | string) {
  await page.fill({ id: String(id) }, getOneRequest);
  return page.press(getOneRequest);
}

export default checksFor('11.06', {
  edits: {
    'no-listener': { file: script, find: listener, replace: '' },
    'read-too-early': [
      {
        file: script,
        find: `${start}${read}`,
        replace: `${read.trim()}\n\n${start}`,
      },
    ],
    'no-await': {
      file: script,
      find: ask,
      replace: ask.replace('await ', ''),
    },
    'whole-row': {
      file: script,
      find: '  return item.authtestdata;\n',
      replace: '  return item;\n',
    },
    'nested-too-deep': {
      file: script,
      find: '  return item.authtestdata;\n',
      replace: '  return item.authtestdata.authtestdata;\n',
    },
    'console-only': {
      file: script,
      find: '  return item.authtestdata;\n',
      replace: '',
    },
    'inner-html': {
      file: users,
      find: '    result.textContent = await work();\n',
      replace: '    result.innerHTML = await work();\n',
    },
    uncaught: {
      file: script,
      find: "'click', () => show('#getItemValue', getOneByUser));",
      replace: `'click', async () => {
    document.querySelector('#getItemValue').textContent = '';
    document.querySelector('#getItemValue').textContent = await getOneByUser();
  });`,
    },
    'old-text-stays': {
      file: users,
      find: '    result.textContent = err.message;\n',
      replace: '',
    },
    'no-ok': [
      {
        file: script,
        find: '  if (!response.ok) throw new Error(answer.error);\n',
        replace: '',
      },
      { file: script, find: '  console.log(item);\n', replace: '' },
    ],
  },
  acts: {
    get: async (page: ClientPage) => {
      await adaIsIn(page);
      const id = await storeInPage(page, 'ten pushups');
      page.clearConsole();
      await getOne(page, id);
    },
    missing: async (page: ClientPage) => {
      await adaIsIn(page);
      await getOne(page, 2);
    },
    noNumber: async (page: ClientPage) => {
      await adaIsIn(page);
      await page.press('GET /authtest/', /get-one/);
    },
  },
  checks: [
    {
      key: '11.06/shows',
      title: 'The page shows the text of the item with the typed number',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What does the route answer with, and which part of it is the text?',
        page: '#how-it-works',
        where: `${script}#getOneByUser`,
      },
      faults: [
        'no-listener',
        'read-too-early',
        'no-await',
        'whole-row',
        'nested-too-deep',
        'console-only',
      ],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        // Not the first one: who asks for that whatever is typed is found out.
        await storedItem(ask, token);
        const { id, authtestdata } = await storedItem(ask, token);
        const sent = await getOne(opened, id);
        if (!sent.path.endsWith(`/${id}`)) {
          fail(`${id} was typed, and the page sent GET ${sent.path}.`);
        }
        answerOf(sent);
        await opened.shows(authtestdata);
      },
    },
    {
      key: '11.06/as-text',
      title: 'The text of an item is shown as text, never run as HTML',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Which property of an element takes whatever you give it as text?',
        page: '#how-it-works',
        where: `${users}#show`,
      },
      faults: ['no-listener', 'inner-html'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const text = `<i>${newText()}</i>`;
        const { id } = await storedItem(ask, token, text);
        answerOf(await getOne(opened, id));
        await opened.shows(text);
      },
    },
    {
      key: '11.06/missing',
      title: 'Where there is no such item, the page says so and shows no other',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What stands in the page when the answer is a refusal?',
        page: '#an-id-that-is-not-there',
        where: `${users}#show`,
      },
      faults: ['no-listener', 'no-ok', 'old-text-stays', 'uncaught'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { id, authtestdata } = await storedItem(ask, token);
        answerOf(await getOne(opened, id));
        opened.clearConsole();
        await tellsRefusal(opened, await getOne(opened, id + 1));
        await opened.hides(authtestdata);
      },
    },
  ],
});

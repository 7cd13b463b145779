// 11.05: what a person types in the page becomes an item of theirs.
import {
  answerOf,
  sentOnce,
  signedUpInPage,
  tellsRefusal,
  told,
} from './client';
import { checksFor, fail, waitFor, type ClientPage } from './define';
import {
  adaIsIn,
  itemsOf,
  newText,
  nextItemsGetLongIds,
  revoke,
} from './own-items';

const script = 'client/03-auth-test.js';
const dependsOn = [
  'client/index.html',
  script,
  'client/02-user-scripts.js',
  'middleware/headers.ts',
  'middleware/validate-session.ts',
  'controllers/authtestcontroller.ts',
];
const listener = `document
  .querySelector('#create-button')
  .addEventListener('click', () =>
    show('#create-result', postToAuthRouteCreate),
  );
`;
const said = '  return `Item ${answer.authtestdata.id} is stored`;\n';
const json = "  if (data) headers['Content-Type'] = 'application/json';\n";
const ok = '  if (!response.ok) throw new Error(answer.error);\n';
const read = "  const item = document.querySelector('#authTestData').value;\n";
const start = 'async function postToAuthRouteCreate() {\n';

const createRequest = 'POST /authtest/create';

/** Types a text into row 10, and presses its button. */
async function create(page: ClientPage, data: string) {
  await page.fill({ data }, createRequest);
  return page.press(createRequest);
}

export default checksFor('11.05', {
  edits: {
    'no-listener': { file: script, find: listener, replace: '' },
    'no-content-type': { file: script, find: json, replace: '' },
    'not-as-text': {
      file: script,
      find: 'const body = JSON.stringify(data);',
      replace: 'const body = data;',
    },
    'no-body': {
      file: script,
      find: '{ method, headers, body }',
      replace: '{ method, headers }',
    },
    'flat-body': {
      file: script,
      find: 'const data = { authtestdata: { item } };',
      replace: 'const data = { item };',
    },
    'input-not-value': {
      file: script,
      find: "querySelector('#authTestData').value",
      replace: "querySelector('#authTestData')",
    },
    'read-too-early': [
      {
        file: script,
        find: `${start}${read}`,
        replace: `${read.trim()}\n\n${start}`,
      },
    ],
    'asks-twice': {
      file: script,
      find: "    show('#create-result', postToAuthRouteCreate),\n",
      replace:
        "    [1, 2].map(() => show('#create-result', postToAuthRouteCreate)),\n",
    },
    silent: [
      { file: script, find: '  console.log(answer);\n', replace: '' },
      { file: script, find: said, replace: '' },
    ],
    'no-ok': [
      { file: script, find: ok, replace: '' },
      { file: script, find: '  console.log(answer);\n', replace: '' },
    ],
  },
  acts: {
    create: async (page: ClientPage) => {
      await adaIsIn(page);
      await create(page, 'ten pushups');
    },
    nothingTyped: async (page: ClientPage) => {
      await adaIsIn(page);
      await page.press(createRequest);
    },
  },
  checks: [
    {
      key: '11.05/creates',
      title: 'What is typed in row 10 is stored as an item of the user',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What does the route want to find in the body, and who says that it is JSON?',
        page: '#how-it-works',
        where: `${script}#postToAuthRouteCreate`,
      },
      faults: [
        'no-listener',
        'no-content-type',
        'not-as-text',
        'no-body',
        'flat-body',
        'input-not-value',
        'read-too-early',
        'asks-twice',
      ],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const text = newText();
        const sent = await create(opened, text);
        answerOf(sent);
        sentOnce(opened, sent);
        const items = await itemsOf(ask, token);
        if (items.some((one) => one.authtestdata === text)) return;
        fail(
          `"${text}" was typed, the page sent ${createRequest} with ${sent.body}, and no item of the user says so.`,
        );
      },
    },
    {
      key: '11.05/tells-id',
      title: 'The page or the console tells the id of the new item',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer to POST /authtest/create?',
        page: '#how-it-works',
        where: `${script}#postToAuthRouteCreate`,
      },
      faults: ['silent'],
      async run({ page, ask, db }) {
        const opened = await page();
        await signedUpInPage(opened);
        await nextItemsGetLongIds({ ask, db });
        opened.clearConsole();
        const sent = await create(opened, newText());
        const id = String(answerOf(sent).authtestdata?.id);
        // An object within another one is folded in the console: {…}.
        const says = async () => {
          const text = await told(opened);
          return text.includes(id) || text.includes('{…}');
        };
        if (await waitFor(says)) return;
        fail(
          `The item was stored with the id ${id}, and neither the page nor the console tells it.`,
        );
      },
    },
    {
      key: '11.05/tells-refusal',
      title: 'Where an item is not stored, the page says why',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer when its status is no success?',
        page: '#how-it-works',
        where: `${script}#ask`,
      },
      faults: ['no-ok'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await revoke(ask, token);
        opened.clearConsole();
        await tellsRefusal(opened, await create(opened, newText()));
      },
    },
  ],
});

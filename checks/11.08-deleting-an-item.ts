// 11.08: the page deletes an item, and says so of what is deleted alone.
import { signedUpInPage, tellsRefusal, told } from './client';
import { checksFor, fail, waitFor, type ClientPage } from './define';
import { adaIsIn, itemsOf, storedItem, storeInPage } from './own-items';

const script = 'client/03-auth-test.js';
const dependsOn = [
  'client/index.html',
  script,
  'client/02-user-scripts.js',
  'middleware/headers.ts',
  'middleware/validate-session.ts',
  'controllers/authtestcontroller.ts',
];
const removeRequest = 'DELETE /authtest/delete/:id';
const listener = `document
  .querySelector('#delete-button')
  .addEventListener('click', () => show('#delete-result', deleteItem));
`;
const remove = "  await ask('DELETE', `/authtest/delete/${id}`);\n";
const said = '  return `Item ${id} is deleted`;\n';
const noContent = '  if (response.status === 204) return;\n';
const ok = '  if (!response.ok) throw new Error(answer.error);\n';

const isFailure = /\bJSON\b|Unexpected|Uncaught/;

/** Types a number into row 13, and presses its button. */
async function deleteItem(page: ClientPage, id: number | string) {
  await page.fill({ id: String(id) }, removeRequest);
  return page.press(removeRequest);
}

/** How often page and console say that something is gone. */
async function saysGone(page: ClientPage): Promise<number> {
  const text = await told(page);
  return text.match(/deleted|removed|gone|success/gi)?.length ?? 0;
}

export default checksFor('11.08', {
  edits: {
    'no-listener': { file: script, find: listener, replace: '' },
    'other-field': {
      file: script,
      find: "querySelector('#deleteNumber')",
      replace: "querySelector('#getNumber')",
    },
    'no-204': { file: script, find: noContent, replace: '' },
    silent: [
      {
        file: script,
        find: `${remove}  await fetchAllFromAuthRoute();\n`,
        replace: remove,
      },
      { file: script, find: said, replace: '' },
    ],
    'list-first': {
      file: script,
      find: `${remove}  await fetchAllFromAuthRoute();\n`,
      replace: `  await fetchAllFromAuthRoute();\n${remove}`,
    },
    'no-await': {
      file: script,
      find: remove,
      replace: remove.replace('await ', ''),
    },
    'no-ok': { file: script, find: ok, replace: '' },
    // As the old book has it: whatever comes is a success.
    'any-answer': {
      file: script,
      find: noContent,
      replace: "  if (method === 'DELETE') return;\n",
    },
  },
  acts: {
    list: async (page: ClientPage) => {
      await adaIsIn(page);
      await storeInPage(page, 'ten pushups');
      await storeInPage(page, 'twenty pushups');
      page.clearConsole();
      await page.press('GET /authtest/getall');
    },
    delete: async (page: ClientPage) => {
      await adaIsIn(page);
      await deleteItem(page, 2);
    },
  },
  checks: [
    {
      key: '11.08/deletes',
      title:
        'The button of row 13 deletes the item with the typed number, and no other',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Which number does the path of the request end with?',
        page: '#the-change',
        where: `${script}#deleteItem`,
      },
      faults: ['no-listener', 'other-field'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const kept = await storedItem(ask, token);
        const { id } = await storedItem(ask, token);
        const sent = await deleteItem(opened, id);
        const isGone = async () => {
          const ids = (await itemsOf(ask, token)).map((one) => one.id);
          return ids.join() === String(kept.id);
        };
        if (await waitFor(isGone)) return;
        fail(
          `There were the items ${kept.id} and ${id}, ${id} was typed, the page sent DELETE ${sent.path}, got ${sent.status}, and ${kept.id} alone should be left.`,
        );
      },
    },
    {
      key: '11.08/tells',
      title: 'When the item is deleted, the page or the console says so',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the body of an answer with the status 204?',
        page: '#an-answer-without-a-body',
        where: `${script}#ask`,
      },
      faults: ['no-listener', 'no-204', 'silent', 'list-first'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { id } = await storedItem(ask, token);
        opened.clearConsole();
        const before = await told(opened);
        const earlier = opened.requests().length;
        const { status = 0 } = await deleteItem(opened, id);
        const isTold = async () => (await told(opened)) !== before;
        const came = `DELETE /authtest/delete/${id} was answered ${status}`;
        if (!(await waitFor(isTold))) {
          fail(`${came}, and neither the page nor the console says a word.`);
        }
        const known = before.split('\n');
        const news = (await told(opened)).split('\n');
        const failure = news.find(
          (line) => !known.includes(line) && isFailure.test(line),
        );
        if (failure) fail(`${came}, and the page tells a failure: ${failure}`);
        const sent = opened.requests().slice(earlier);
        const lists = sent.map(({ method }) => method).lastIndexOf('GET');
        const deletes = sent.findIndex(({ method }) => method === 'DELETE');
        if (lists < 0 || lists > deletes) return;
        fail(
          `${came}, and the page has asked for the list before: the item is still in it.`,
        );
      },
    },
    {
      key: '11.08/not-deleted',
      title: 'What was not deleted is not said to be',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Which answers does your page take for "deleted"?',
        page: '#what-was-not-deleted',
        where: `${script}#ask`,
      },
      faults: ['no-listener', 'no-await', 'no-ok', 'any-answer'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { id } = await storedItem(ask, token);
        opened.clearConsole();
        const before = await saysGone(opened);
        const sent = await deleteItem(opened, id + 1);
        await tellsRefusal(opened, sent);
        if ((await saysGone(opened)) <= before) return;
        fail(
          `DELETE ${sent.path} was answered ${sent.status} with ${sent.answer}, and the page says all the same that it is deleted.`,
        );
      },
    },
  ],
});

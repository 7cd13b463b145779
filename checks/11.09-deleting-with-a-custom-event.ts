// 11.09: the page lists the items, and a click on one deletes it.
import { setTimeout as wait } from 'node:timers/promises';
import { answerOf, signedUpInPage, tellsRefusal } from './client';
import {
  checksFor,
  CheckFailure,
  fail,
  waitFor,
  type ClientPage,
  type PageRequest,
} from './define';
import {
  adaIsIn,
  itemsOf,
  newText,
  nextItemsGetLongIds,
  revoke,
  storedItem,
  storeInPage,
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
const getAll = 'GET /authtest/getall';
const removeRequest = 'DELETE /authtest/delete/:id';
const button = `document
  .querySelector('#own-items-button')
  .addEventListener('click', () => show('#own-items-result', displayOwnItems));
`;
const listener = `document
  .querySelector('#fourteen')
  .addEventListener('click', (event) =>
    show('#own-items-result', () => removeItem(event)),
  );
`;
const eachTime = `  list.addEventListener('click', (event) =>
    show('#own-items-result', () => removeItem(event)),
  );
`;
const append = '    list.append(line);\n';
const empty = '  list.replaceChildren();\n';
const removal = '  await deleteItemById(line.dataset.id);\n';
const closest = "event.target.closest('li')";
const comment =
  '  // Only now: what the server keeps must not leave the page.\n';
const takeAway = '  line.remove();\n';
const text = 'button.textContent = `${item.id} ${item.authtestdata}`;';

/** Presses the button of row 14: row 9 sends the same request. */
async function list(page: ClientPage): Promise<PageRequest> {
  try {
    return await page.press(getAll, /^\S*own|fourteen/);
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    return page.press(getAll, /dom|list|display|show/);
  }
}

/** Clicks on the line with this text. */
async function remove(page: ClientPage, line: string): Promise<PageRequest> {
  await page.click(line);
  return page.sends(removeRequest);
}

export default checksFor('11.09', {
  edits: {
    'no-button': { file: script, find: button, replace: '' },
    'not-appended': { file: script, find: append, replace: '' },
    appends: { file: script, find: empty, replace: '' },
    'inner-html': {
      file: script,
      find: text,
      replace: text.replace('textContent', 'innerHTML'),
    },
    'no-listener': { file: script, find: listener, replace: '' },
    'target-only': {
      file: script,
      find: closest,
      replace: 'event.target',
    },
    'first-line': {
      file: script,
      find: closest,
      replace: "document.querySelector('#fourteen li')",
    },
    'index-as-id': {
      file: script,
      find: 'line.dataset.id = item.id;',
      replace: 'line.dataset.id = items.indexOf(item) + 1;',
    },
    'last-line': {
      file: script,
      find: takeAway,
      replace:
        "  document.querySelector('#fourteen li:last-child').remove();\n",
    },
    uncaught: {
      file: script,
      find: "    show('#own-items-result', () => removeItem(event)),\n",
      replace: '    removeItem(event),\n',
    },
    'page-only': { file: script, find: removal, replace: '' },
    'not-removed': { file: script, find: takeAway, replace: '' },
    'removed-first': [
      { file: script, find: removal, replace: '' },
      {
        file: script,
        find: `${comment}${takeAway}`,
        replace: `${takeAway}${removal}`,
      },
    ],
    'no-await': {
      file: script,
      find: removal,
      replace: removal.replace('await ', ''),
    },
    'no-return': {
      file: script,
      find: "  return ask('DELETE'",
      replace: "  ask('DELETE'",
    },
    'no-ok': {
      file: script,
      find: '  if (!response.ok) throw new Error(answer.error);\n',
      replace: '',
    },
    'listener-each-time': [
      { file: script, find: listener, replace: '' },
      { file: script, find: empty, replace: `${empty}${eachTime}` },
    ],
    'listener-in-loop': [
      { file: script, find: listener, replace: '' },
      {
        file: script,
        find: append,
        replace: `${append}  ${eachTime.replaceAll('\n  ', '\n    ')}`,
      },
    ],
  },
  acts: {
    listTwice: async (page: ClientPage) => {
      await adaIsIn(page);
      await storeInPage(page, 'ten pushups');
      page.clearConsole();
      await list(page);
      await list(page);
      await remove(page, 'ten pushups');
      // The second answer, where a fault sends a second request.
      const isQuiet = async () =>
        page.requests().every(({ status }) => status !== undefined);
      await waitFor(isQuiet);
      await wait(300);
    },
  },
  checks: [
    {
      key: '11.09/lists',
      title:
        'The button of row 14 lists the items, and lists them once when pressed again',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the list already when the button is pressed again?',
        page: '#a-line-for-each-item',
        where: `${script}#displayOwnItems`,
      },
      faults: ['no-button', 'not-appended', 'appends'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const first = await storedItem(ask, token);
        const second = await storedItem(ask, token);
        answerOf(await list(opened));
        await opened.shows(first.authtestdata);
        answerOf(await list(opened));
        for (const { authtestdata } of [first, second]) {
          await opened.shows(authtestdata);
          const times = (await opened.text()).split(authtestdata).length - 1;
          if (times === 1) continue;
          fail(
            `The button was pressed twice, and the page shows "${authtestdata}" ${times} times.`,
          );
        }
      },
    },
    {
      key: '11.09/as-text',
      title: 'The items are listed as text, never run as HTML',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Which property of an element takes whatever you give it as text?',
        page: '#a-line-for-each-item',
        where: `${script}#displayOwnItems`,
      },
      faults: ['no-button', 'inner-html'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const item = `<i>${newText()}</i>`;
        await storedItem(ask, token, item);
        answerOf(await list(opened));
        await opened.shows(item);
      },
    },
    {
      key: '11.09/click-deletes',
      title: 'A click on a line deletes its item, and takes the line away',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'How does the line know the id of its item?',
        page: '#one-listener-for-all-lines',
        where: `${script}#removeItem`,
      },
      faults: [
        'no-button',
        'no-listener',
        'target-only',
        'first-line',
        'page-only',
        'not-removed',
        'index-as-id',
        'last-line',
      ],
      async run({ page, ask, db }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await nextItemsGetLongIds({ ask, db });
        const kept = await storedItem(ask, token);
        const gone = await storedItem(ask, token);
        const below = await storedItem(ask, token);
        answerOf(await list(opened));
        const sent = await remove(opened, gone.authtestdata);
        const ids = (await itemsOf(ask, token)).map((one) => one.id);
        if (ids.join() !== [kept.id, below.id].join()) {
          fail(
            `The line of the item ${gone.id} was clicked, the page sent DELETE ${sent.path}, got ${sent.status}, and the server has the items ${ids.join(', ') || 'none'}.`,
          );
        }
        await opened.hides(gone.authtestdata);
        await opened.shows(kept.authtestdata);
        await opened.shows(below.authtestdata);
      },
    },
    {
      key: '11.09/only-then',
      title: 'A line whose item the server keeps stays, and the page says why',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'What has happened when the server refuses, and the line is gone?',
        page: '#only-after-the-answer',
        where: `${script}#removeItem`,
      },
      faults: [
        'no-button',
        'removed-first',
        'no-await',
        'no-return',
        'no-ok',
        'uncaught',
      ],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        const { authtestdata } = await storedItem(ask, token);
        answerOf(await list(opened));
        await revoke(ask, token);
        opened.clearConsole();
        const sent = await remove(opened, authtestdata);
        if (!(await opened.text()).includes(authtestdata)) {
          fail(
            `DELETE ${sent.path} was answered ${sent.status} with ${sent.answer}, so the server keeps the item, and the page shows it no more.`,
          );
        }
        await tellsRefusal(opened, sent);
      },
    },
    {
      key: '11.09/once',
      title: 'A click sends one DELETE, however often the items were listed',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'How often does your code call addEventListener, and for which element?',
        page: '#one-listener-for-all-lines',
        where: `${script}#document.querySelector('#fourteen').addEventListener`,
      },
      faults: ['no-button', 'listener-each-time', 'listener-in-loop'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await storedItem(ask, token);
        const { authtestdata } = await storedItem(ask, token);
        answerOf(await list(opened));
        answerOf(await list(opened));
        await remove(opened, authtestdata);
        const deletes = () =>
          opened.requests().filter(({ method }) => method === 'DELETE').length;
        // A second one is on its way by now.
        await waitFor(async () => deletes() > 1, 300);
        if (deletes() === 1) return;
        fail(
          `The items were listed twice, one was clicked once, and the page sent ${deletes()} times DELETE.`,
        );
      },
    },
  ],
});

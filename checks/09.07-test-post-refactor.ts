// 09.07: the same request twice more: with arrow functions, with await.
import { checksFor, fail, type ClientPage, type Subject } from './define';
import { tells404, tellsFailedFetch } from './failures';

const script = 'client/01-scripts.js';
const listener = (name: string) =>
  `document\n  .querySelector('#${name.toLowerCase()}-button')\n  .addEventListener('click', postToOne${name});\n`;
const arrowText =
  '      return response.text();\n    })\n    .then((text) => console.log(`Success: ${text}`))\n';
const arrowOk =
  '    .then((response) => {\n      if (!response.ok) {\n        throw new Error(`The server answered ${response.status}`);\n      }\n';
const arrowCatch =
  '    .catch((err) => console.error(`Error: ${err.message}`));\n';
const awaitBody = `  try {
    const response = await fetch(\`\${server}/test/one\`, { method: 'POST' });
    if (!response.ok) {
      throw new Error(\`The server answered \${response.status}\`);
    }
    console.log(\`Success: \${await response.text()}\`);
  } catch (err) {
    console.error(\`Error: \${err.message}\`);
  }
`;

/** A button by its id, or by the function in its `onclick`. */
const arrow = /^\S*arrow|^\S* postToOneArrow/i;
const awaits = /^\S*await|^\S* postToOneAwait/i;
const acts = {
  arrow: (page: ClientPage) => page.press('POST /test/one', arrow),
  await: (page: ClientPage) => page.press('POST /test/one', awaits),
  both: async (page: ClientPage) => {
    await acts.arrow(page);
    await acts.await(page);
  },
};
const dependsOn = [script, 'client/index.html', 'middleware/headers.ts'];

export default checksFor('09.07', {
  edits: {
    'no-arrow-listener': { file: script, find: listener('Arrow'), replace: '' },
    'no-await-listener': { file: script, find: listener('Await'), replace: '' },
    'arrow-no-return': {
      file: script,
      find: arrowText,
      replace: arrowText.replace('return ', ''),
    },
    'arrow-no-catch': { file: script, find: arrowCatch, replace: '    ;\n' },
    'arrow-no-ok': {
      file: script,
      find: arrowOk,
      replace: '    .then((response) => {\n',
    },
    'no-ok': {
      file: script,
      find: awaitBody,
      replace: awaitBody.replace('!response.ok', 'false'),
    },
    'no-await-text': {
      file: script,
      find: awaitBody,
      replace: awaitBody.replace('await response.text', 'response.text'),
    },
    'no-await-fetch': {
      file: script,
      find: awaitBody,
      replace: awaitBody.replace('await fetch', 'fetch'),
    },
    'no-try': {
      file: script,
      find: awaitBody,
      replace: `  const response = await fetch(\`\${server}/test/one\`, { method: 'POST' });
  console.log(\`Success: \${await response.text()}\`);
`,
    },
  },
  acts,
  checks: [
    {
      key: '09.07/arrow',
      title: 'A second button sends POST /test/one and prints the answer',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What does an arrow function with braces give back?',
        page: '#braces-need-return',
        where: `${script}#postToOneArrow`,
      },
      faults: ['no-arrow-listener', 'arrow-no-return'],
      run: ({ page }) => printsAnswer(page, acts.arrow),
    },
    {
      key: '09.07/await',
      title: 'A third button sends POST /test/one and prints the answer',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Which of the calls give you a promise?',
        page: '#with-await',
        where: `${script}#postToOneAwait`,
      },
      faults: ['no-await-listener', 'no-await-text', 'no-await-fetch'],
      run: ({ page }) => printsAnswer(page, acts.await),
    },
    {
      key: '09.07/tells-404',
      title: 'Both tell an answer 404 as a failure',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What does fetch do with an answer whose status is 404?',
        page: '#how-it-works',
        where: `${script}#postToOneAwait`,
      },
      faults: ['arrow-no-ok', 'no-ok'],
      run: (subject) => tells404(subject, acts.arrow, acts.await),
    },
    {
      key: '09.07/tells-failed',
      title: 'Where fetch fails, both say so',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Who hears of a promise that fails?',
        page: '#with-await',
        where: `${script}#postToOneAwait`,
      },
      faults: ['arrow-no-catch', 'no-try'],
      run: (subject) => tellsFailedFetch(subject, acts.arrow, acts.await),
    },
  ],
});

async function printsAnswer(
  page: Subject['page'],
  act: (page: ClientPage) => ReturnType<ClientPage['press']>,
) {
  const opened = await page();
  const sent = await act(opened);
  if (sent.blocked) {
    fail('The browser kept the answer to POST /test/one from the page.');
  }
  await opened.prints(sent.answer!.trim());
}

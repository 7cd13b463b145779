// 09.06: a POST from the page; a failure is told as one.
import { checksFor, fail, type ClientPage } from './define';
import { tells404, tellsFailedFetch } from './failures';

const script = 'client/01-scripts.js';
const send = "fetch(`${server}/test/one`, { method: 'POST' })";
const ok =
  '      if (!response.ok) {\n        throw new Error(`The server answered ${response.status}`);\n      }\n';
const print =
  '    .then(function (text) {\n      console.log(`Success: ${text}`);\n    })\n';
const last =
  '    // Last: a `then` below it would run after a failure, too.\n    .catch(function (err) {\n      console.error(`Error: ${err.message}`);\n    });\n';
const listen =
  "document.querySelector('#one-button').addEventListener('click', postToOne);\n";

const acts = {
  post: (page: ClientPage) => page.press('POST /test/one'),
  misspelt: (page: ClientPage) => page.press('POST /test/oen'),
};
const dependsOn = [script, 'client/index.html', 'middleware/headers.ts'];

export default checksFor('09.06', {
  edits: {
    'no-listener': { file: script, find: listen, replace: '' },
    'called-at-once': {
      file: script,
      find: listen,
      replace: listen.replace('postToOne)', 'postToOne())'),
    },
    'get-instead': {
      file: script,
      find: send,
      replace: 'fetch(`${server}/test/one`)',
    },
    'no-return': {
      file: script,
      find: '      return response.text();\n',
      replace: '      response.text();\n',
    },
    'not-printed': { file: script, find: print, replace: '' },
    'no-ok': { file: script, find: ok, replace: '' },
    'no-catch': { file: script, find: last, replace: '    ;\n' },
    'catch-first': [
      { file: script, find: last, replace: '    ;\n' },
      {
        file: script,
        find: print,
        replace: `    .catch(function (err) {\n      console.error(\`Error: \${err.message}\`);\n    })\n${print}`,
      },
    ],
    // For the page: a path that the server does not have.
    'wrong-path': { file: script, find: '/test/one`', replace: '/test/oen`' },
    'wrong-path-no-ok': [
      { file: script, find: '/test/one`', replace: '/test/oen`' },
      { file: script, find: ok, replace: '' },
    ],
    'wrong-path-catch-first': [
      { file: script, find: '/test/one`', replace: '/test/oen`' },
      { file: script, find: last, replace: '    ;\n' },
      {
        file: script,
        find: print,
        replace: `    .catch(function (err) {\n      console.error(\`Error: \${err.message}\`);\n    })\n${print}`,
      },
    ],
  },
  acts,
  checks: [
    {
      key: '09.06/posts',
      title: 'A button sends POST /test/one, and the console prints the answer',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Which value does each function in the chain hand to the next?',
        page: '#how-it-works',
        where: `${script}#postToOne`,
      },
      faults: [
        'no-listener',
        'called-at-once',
        'get-instead',
        'no-return',
        'not-printed',
      ],
      async run({ page }) {
        const opened = await page();
        const sent = await acts.post(opened);
        if (sent.blocked) {
          fail('The browser kept the answer to POST /test/one from the page.');
        }
        await opened.prints(sent.answer!.trim());
      },
    },
    {
      key: '09.06/tells-404',
      title: 'An answer 404 is told as a failure',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What does fetch do with an answer whose status is 404?',
        page: '#a-404-is-a-success',
        where: `${script}#postToOne`,
      },
      faults: ['no-ok', 'catch-first'],
      run: (subject) => tells404(subject, acts.post),
    },
    {
      key: '09.06/tells-failed',
      title: 'Where fetch fails, the page says so',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Where in the chain stands the function that hears of all?',
        page: '#the-chain',
        where: `${script}#postToOne`,
      },
      faults: ['no-catch', 'catch-first'],
      run: (subject) => tellsFailedFetch(subject, acts.post),
    },
  ],
});

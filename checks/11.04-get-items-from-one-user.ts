// 11.04: the page shows its token, and gets the items of that user.
import {
  ada,
  answerOf,
  printedByPage,
  signInInPage,
  signUpInPage,
  signedUpInPage,
  tellsRefusal,
} from './client';
import { checksFor, fail, type ClientPage } from './define';
import { storedItem } from './own-items';

const script = 'client/03-auth-test.js';
const html = 'client/index.html';
const headers = 'middleware/headers.ts';
const dependsOn = [
  html,
  script,
  'client/02-user-scripts.js',
  'app.ts',
  headers,
  'middleware/validate-session.ts',
  'controllers/authtestcontroller.ts',
];
const bearer = 'Authorization: `Bearer ${getSessionToken()}`';
const ok = '  if (!response.ok) throw new Error(answer.error);\n';
const getAll = 'GET /authtest/getall';
const list = (page: ClientPage) => page.press(getAll);

export default checksFor('11.04', {
  edits: {
    'no-script': {
      file: html,
      find: '    <script src="03-auth-test.js" defer></script>\n',
      replace: '',
    },
    'no-header': {
      file: script,
      find: 'fetch(server + path, { method, headers })',
      replace: 'fetch(server + path, { method })',
    },
    'other-header': {
      file: script,
      find: bearer,
      replace: bearer.replace('Authorization', 'Authentication'),
    },
    'in-the-address': {
      file: script,
      find: 'fetch(server + path, { method, headers })',
      replace:
        'fetch(`${server}${path}?token=${getSessionToken()}`, { method })',
    },
    'read-once': {
      file: script,
      find: 'async function ask(method, path) {\n  const headers = { Authorization: `Bearer ${getSessionToken()}` };\n',
      replace:
        'const headers = { Authorization: `Bearer ${getSessionToken()}` };\n\nasync function ask(method, path) {\n',
    },
    'not-printed': {
      file: script,
      find: '  console.log(items);\n',
      replace: '',
    },
    'no-await': {
      file: script,
      find: "const items = await ask('GET', '/authtest/getall');\n  console.log(items);",
      replace:
        "const items = ask('GET', '/authtest/getall');\n  console.log(items);",
    },
    'no-ok': { file: script, find: ok, replace: '' },
    'token-logged': {
      file: 'client/02-user-scripts.js',
      find: 'function getSessionToken() {\n',
      replace:
        "function getSessionToken() {\n  console.log(localStorage.getItem('SessionToken'));\n",
    },
    // What the old course met here: the gate answers the preflight.
    'gate-first': {
      file: 'app.ts',
      find: 'const app = express();\n',
      replace:
        "const app = express();\n\napp.use('/authtest', validateSession);\n",
    },
    'not-allowed': {
      file: headers,
      find: 'Content-Type, Authorization',
      replace: 'Content-Type',
    },
  },
  acts: {
    list,
    signedIn: async (page: ClientPage) => {
      await signUpInPage(page, ada);
      await list(page);
    },
    signIn: async (page: ClientPage) => {
      await signInInPage(page, ada);
      await list(page);
    },
  },
  checks: [
    {
      key: '11.04/lists',
      title: 'The button shows the token, and prints the items of that user',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'How does the gate learn who asks?',
        page: '#the-change',
        where: `${script}#ask`,
      },
      faults: [
        'no-script',
        'no-header',
        'other-header',
        'in-the-address',
        'read-once',
        'not-printed',
        'no-await',
        'gate-first',
        'not-allowed',
      ],
      async run(subject) {
        const opened = await subject.page();
        const { token } = await signedUpInPage(opened);
        const { authtestdata: item } = await storedItem(subject.ask, token);
        opened.clearConsole();
        const sent = await list(opened);
        const shown = sent.headers.authorization;
        if (!sent.blocked && !shown?.includes(token)) {
          const instead = shown ? `the header "${shown}"` : 'no Authorization';
          fail(
            `The page sent ${getAll} with ${instead}, not with the token that it keeps.`,
          );
        }
        if (sent.blocked) {
          const error = opened.console().find(({ level }) => level === 'error');
          fail(`The browser gave ${getAll} no answer: ${error?.text}`);
        }
        answerOf(sent);
        if ((await opened.text()).includes(item)) return;
        // A list is folded, as in a person's console: [{…}]
        const folded = '\\[\\{…';
        await opened.prints(new RegExp(`${item}|${folded}`));
      },
    },
    {
      key: '11.04/tells-refusal',
      title: 'Where nobody is signed in, the page says so',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is in the answer when its status is 401?',
        page: '#how-it-works',
        where: `${script}#ask`,
      },
      faults: ['no-ok'],
      async run({ page }) {
        const opened = await page();
        const sent = await list(opened);
        await tellsRefusal(opened, sent);
        if (!(await opened.text()).includes('undefined')) return;
        fail(
          `${getAll} was answered ${sent.status} with ${sent.answer}, and the page looks for a list in it: it shows "undefined".`,
        );
      },
    },
    {
      key: '11.04/token',
      title: 'Asking for items prints no token',
      kind: 'browser',
      advice: true,
      dependsOn,
      hints: {
        nudge: 'Which function reads the token, and what else does it do?',
        page: '#how-it-works',
        where: 'client/02-user-scripts.js#getSessionToken',
      },
      faults: ['token-logged'],
      async run({ page }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        opened.clearConsole();
        await list(opened);
        if (!printedByPage(opened).includes(token)) return;
        fail('Each request of the page prints the token into the console.');
      },
    },
  ],
});

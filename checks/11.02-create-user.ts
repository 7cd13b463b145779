// 11.02: a person signs up and in from the page, which keeps the token.
import { newUser, signedUp } from './accounts';
import {
  ada,
  answerOf,
  asAskedBy,
  keptToken,
  printedByPage,
  sentOnce,
  signedUpInPage,
  signInInPage,
  signUpInPage,
  tellsRefusal,
} from './client';
import { checksFor, fail, type ClientPage, type PageRequest } from './define';

const script = 'client/02-user-scripts.js';
const html = 'client/index.html';
const dependsOn = [
  html,
  script,
  'controllers/usercontroller.ts',
  'middleware/headers.ts',
];
const ok = '  if (!response.ok) throw new Error(answer.error);\n';
const keep = "  localStorage.setItem('SessionToken', answer.sessionToken);\n";
const start =
  'async function sendUser(path, user) {\n  const response = await fetch(server + path, {\n';

const wrongPassword = { ...ada, password: 'wrong horse' };

export default checksFor('11.02', {
  edits: {
    'no-script': {
      file: html,
      find: '    <script src="02-user-scripts.js" defer></script>\n',
      replace: '',
    },
    'other-id': {
      file: script,
      find: "('#nameSignUp')",
      replace: "('#userSignUp')",
    },
    'read-too-early': [
      {
        file: script,
        find: "function userSignUp() {\n  const username = document.querySelector('#nameSignUp').value;\n",
        replace:
          "const username = document.querySelector('#nameSignUp').value;\n\nfunction userSignUp() {\n",
      },
    ],
    'no-content-type': {
      file: script,
      find: "    headers: { 'Content-Type': 'application/json' },\n",
      replace: '',
    },
    'flat-body': {
      file: script,
      find: 'JSON.stringify({ user })',
      replace: 'JSON.stringify(user)',
    },
    'not-kept': { file: script, find: keep, replace: '' },
    'answer-kept': {
      file: script,
      find: 'answer.sessionToken',
      replace: 'answer',
    },
    'no-await': {
      file: script,
      find: 'const answer = await response.json();',
      replace: 'const answer = response.json();',
    },
    'kept-for-the-tab': {
      file: script,
      find: 'localStorage.setItem',
      replace: 'sessionStorage.setItem',
    },
    'first-kept': {
      file: script,
      find: keep,
      replace: `  if (!localStorage.getItem('SessionToken')) {\n  ${keep}  }\n`,
    },
    'asks-twice': {
      file: script,
      find: "() => show('#sign-up-result', userSignUp)",
      replace: "() => [1, 2].map(() => show('#sign-up-result', userSignUp))",
    },
    'refusal-forgets': {
      file: script,
      find: '  const answer = await response.json();\n',
      replace:
        "  localStorage.removeItem('SessionToken');\n  const answer = await response.json();\n",
    },
    'sign-up-twice': {
      file: script,
      find: "  return sendUser('/api/user/signin', { username, password });",
      replace:
        "  return sendUser('/api/user/createuser', { username, password });",
    },
    'no-ok': { file: script, find: ok, replace: '' },
    silent: {
      file: script,
      find: '    result.textContent = err.message;\n',
      replace: '',
    },
    'password-logged': {
      file: script,
      find: start,
      replace: start.replace('{\n', '{\n  console.log(user);\n'),
    },
    'body-logged': {
      file: script,
      find: start,
      replace: start.replace(
        '{\n',
        '{\n  console.log(`Sending ${JSON.stringify(user)}`);\n',
      ),
    },
    'token-logged': {
      file: script,
      find: keep,
      replace: `${keep}  console.log(answer.sessionToken);\n`,
    },
    // Not a fault for a check: the page tries it.
    'answer-logged': {
      file: script,
      find: ok,
      replace: `  console.log(answer.message);\n${ok}`,
    },
  },
  acts: {
    signUp: (page: ClientPage) => signUpInPage(page, ada),
    signIn: (page: ClientPage) => signInInPage(page, ada),
    wrongPassword: (page: ClientPage) => signInInPage(page, wrongPassword),
  },
  checks: [
    {
      key: '11.02/sign-up',
      title: 'Signing up in the page makes an account',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What does the route want to find in the body?',
        page: '#the-change',
        where: `${script}#userSignUp`,
      },
      faults: [
        'no-script',
        'other-id',
        'read-too-early',
        'no-content-type',
        'flat-body',
        'asks-twice',
      ],
      async run({ page }) {
        const user = newUser();
        const opened = await page();
        const sent = await signUpInPage(opened, user);
        const answer = answerOf(sent);
        sentOnce(opened, sent);
        const name = answer.user?.username;
        if (name === user.username) return;
        fail(
          `"${user.username}" was typed, and the account is of ${JSON.stringify(name)}.`,
        );
      },
    },
    {
      key: '11.02/keeps-token',
      title: 'localStorage keeps the token under SessionToken',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Where can a later request find the token that came?',
        page: '#how-it-works',
        where: `${script}#sendUser`,
      },
      faults: ['not-kept', 'answer-kept', 'no-await', 'kept-for-the-tab'],
      async run({ page }) {
        const opened = await page();
        const sent = await asAskedBy('11.02/sign-up', () =>
          signUpInPage(opened),
        );
        await shouldKeep(opened, sent, '11.02/sign-up');
      },
    },
    {
      key: '11.02/sign-in',
      title: 'Signing in keeps the new token instead of the one before',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Who is signed in after a second person has signed in?',
        page: '#how-it-works',
        where: `${script}#userSignIn`,
      },
      faults: ['sign-up-twice', 'first-kept'],
      async run({ page, ask }) {
        const opened = await page();
        await asAskedBy('11.02/sign-up', () => signUpInPage(opened));
        const user = newUser();
        await signedUp(ask, user);
        await shouldKeep(opened, await signInInPage(opened, user));
      },
    },
    {
      key: '11.02/refused',
      title: 'A refused sign-in changes nothing in localStorage',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What is sessionToken in an answer that has none?',
        page: '#how-it-works',
        where: `${script}#sendUser`,
      },
      faults: ['no-ok', 'refusal-forgets'],
      async run({ page }) {
        const opened = await page();
        const { status } = await signInInPage(opened, newUser());
        const kept = await opened.stored('SessionToken');
        if (kept) {
          fail(
            `A sign-in was answered ${status}, and localStorage now has "${kept}" as SessionToken.`,
          );
        }
        const { token } = await signedUpInPage(opened);
        // Where it is not kept, another check says so.
        if ((await keptToken(opened, token)) !== token) return;
        await opened.paste(newUser(), 'POST /api/user/signin');
        await opened.press('POST /api/user/signin');
        if ((await opened.stored('SessionToken')) === token) return;
        fail(
          `Somebody was signed in, a sign-in of another was answered ${status}, and localStorage has the token no more.`,
        );
      },
    },
    {
      key: '11.02/tells-refusal',
      title: 'The page says why a sign-in or a sign-up was refused',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Which part of the answer is written for the person?',
        page: '#how-it-works',
        where: `${script}#show`,
      },
      faults: ['no-ok', 'silent'],
      async run({ page, ask }) {
        const opened = await page();
        await tellsRefusal(opened, await signInInPage(opened, newUser()));
        const taken = newUser();
        await signedUp(ask, taken);
        await opened.reload();
        await tellsRefusal(opened, await signUpInPage(opened, taken));
      },
    },
    {
      key: '11.02/password',
      title: 'Nothing prints the password',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Who may look at the console of a screen that is shared?',
        page: '#never-print-a-password',
        where: `${script}#sendUser`,
      },
      faults: ['password-logged', 'body-logged'],
      async run({ page }) {
        const opened = await page();
        const user = newUser();
        await asAskedBy('11.02/sign-up', () => signUpInPage(opened, user));
        await asAskedBy('11.02/sign-in', () => signInInPage(opened, user));
        const shown = `${printedByPage(opened)}\n${await opened.text()}`;
        if (!shown.includes(user.password)) return;
        fail('The password that was typed stands in the console or the page.');
      },
    },
    {
      key: '11.02/token',
      title: 'Signing up and in prints no token',
      kind: 'browser',
      advice: true,
      dependsOn,
      hints: {
        nudge: 'What can somebody do who sees a token?',
        page: '#never-print-a-password',
        where: `${script}#sendUser`,
      },
      faults: ['token-logged'],
      async run({ page }) {
        const opened = await page();
        const sent = await asAskedBy('11.02/sign-up', () =>
          signUpInPage(opened),
        );
        const token: unknown = answerOf(sent).sessionToken;
        const shown = `${printedByPage(opened)}\n${await opened.text()}`;
        if (typeof token !== 'string' || !shown.includes(token)) return;
        fail(
          'The page prints the token that it gets: who sees it is that user for a day.',
        );
      },
    },
  ],
});

/** Fails unless localStorage soon has the token of this answer. */
async function shouldKeep(page: ClientPage, sent: PageRequest, of?: string) {
  const token: unknown = of
    ? await asAskedBy(of, async () => answerOf(sent).sessionToken)
    : answerOf(sent).sessionToken;
  if (typeof token !== 'string') {
    fail(`The answer to ${sent.method} ${sent.path} has no "sessionToken".`);
  }
  const kept = await keptToken(page, token);
  if (kept === token) return;
  const instead = kept === undefined ? 'nothing' : `"${kept}"`;
  fail(
    `After ${sent.method} ${sent.path} localStorage has ${instead} under SessionToken, not the token of the answer.`,
  );
}

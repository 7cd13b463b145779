// 11.03: the page reads the token that it keeps, and signs out.
import {
  ada,
  asAskedBy,
  keptToken,
  signInInPage,
  signUpInPage,
  signedUpInPage,
} from './client';
import { checksFor, fail, type ClientPage, type Subject } from './define';
import { withToken } from './items';

const script = 'client/02-user-scripts.js';
const dependsOn = [
  'client/index.html',
  script,
  'controllers/usercontroller.ts',
  'middleware/headers.ts',
  'middleware/validate-session.ts',
];
const read = "  return localStorage.getItem('SessionToken');\n";
const forget = "  localStorage.removeItem('SessionToken');\n";
const refused = `  if (!response.ok && response.status !== 401) {
    throw new Error('The server did not sign you out');
  }
`;
const header =
  '    headers: { Authorization: `Bearer ${getSessionToken()}` },\n';
const asked = `  const response = await fetch(\`\${server}/api/user/signout\`, {
    method: 'POST',
${header}  });
`;
const why = '  // A 401 is as good: the server no longer takes this token.\n';

/** The row's button, whatever the page says on it. */
const print = (page: ClientPage) => page.click('Print Token');
const signOut = (page: ClientPage) =>
  page.press('POST /api/user/signout', /(sign|log)[ -]?out/i);

export default checksFor('11.03', {
  edits: {
    'other-key': {
      file: script,
      find: read,
      replace: "  return localStorage.getItem('sessionToken');\n",
    },
    'not-printed': {
      file: script,
      find: '  console.log(token);\n',
      replace: '',
    },
    'read-once': [
      {
        file: script,
        find: `function getSessionToken() {\n${read}}`,
        replace:
          "const kept = localStorage.getItem('SessionToken');\n\nfunction getSessionToken() {\n  return kept;\n}",
      },
    ],
    'in-a-variable': [
      {
        file: script,
        find: `function getSessionToken() {\n${read}}`,
        replace:
          'let kept = null;\n\nfunction getSessionToken() {\n  return kept;\n}',
      },
      {
        file: script,
        find: "  localStorage.setItem('SessionToken', answer.sessionToken);\n",
        replace:
          "  localStorage.setItem('SessionToken', answer.sessionToken);\n  kept = answer.sessionToken;\n",
      },
    ],
    'no-header': { file: script, find: header, replace: '' },
    'not-forgotten': { file: script, find: forget, replace: '' },
    'only-forgotten': {
      file: script,
      find: `${asked}${why}${refused}`,
      replace: '',
    },
    'forgotten-first': {
      file: script,
      find: `${asked}${why}${refused}${forget}`,
      replace: `${forget}${asked}${why}${refused}`,
    },
    'only-ok': {
      file: script,
      find: '!response.ok && response.status !== 401',
      replace: '!response.ok',
    },
    'forgotten-offline': {
      file: script,
      find: `${header}  });\n`,
      replace: `${header}  }).catch(() => ({ ok: true }));\n`,
    },
    'any-answer': { file: script, find: refused, replace: '' },
  },
  acts: {
    print,
    signOut,
    signedIn: async (page: ClientPage) => {
      await signUpInPage(page, ada);
      page.clearConsole();
      await print(page);
    },
    again: async (page: ClientPage) => {
      await signInInPage(page, ada);
      await print(page);
    },
    signedOut: async (page: ClientPage) => {
      await signInInPage(page, ada);
      await signOut(page);
      await print(page);
    },
  },
  checks: [
    {
      key: '11.03/prints',
      title: 'Print Token prints the token that is kept now',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Under which key was the token stored, and when is it read?',
        page: '#how-it-works',
        where: `${script}#getSessionToken`,
      },
      faults: ['other-key', 'not-printed', 'read-once'],
      async run({ page }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await asAskedBy('11.02/keeps-token', async () => {
          if ((await keptToken(opened, token)) === token) return;
          fail('localStorage does not keep the token of the sign-up.');
        });
        opened.clearConsole();
        await print(opened);
        await shouldPrint(opened, token);
      },
    },
    {
      key: '11.03/after-reload',
      title: 'The token is still there when the page is loaded again',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What becomes of a variable when a page is loaded again?',
        page: '#how-it-works',
        where: `${script}#getSessionToken`,
      },
      faults: ['in-a-variable'],
      async run({ page }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await keptToken(opened, token);
        await opened.reload();
        opened.clearConsole();
        await print(opened);
        await shouldPrint(opened, token);
      },
    },
    {
      key: '11.03/sign-out',
      title: 'Sign Out revokes the token, and the page forgets it',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge:
          'Who must know that this token is over: the page, or the server?',
        page: '#sign-out-twice-over',
        where: `${script}#userSignOut`,
      },
      faults: [
        'no-header',
        'not-forgotten',
        'only-forgotten',
        'forgotten-first',
      ],
      async run(subject) {
        const opened = await subject.page();
        const { token } = await signedUpInPage(opened);
        const { status } = await signOut(opened);
        const now = await statusOf(subject, token);
        if (now !== 401) {
          fail(
            `POST /api/user/signout was answered ${status}, and the server still takes the token: it answered ${now} to GET /authtest/getall.`,
          );
        }
        await shouldForget(opened, 'After the sign-out');
      },
    },
    {
      key: '11.03/out-already',
      title: 'Who is signed out already is signed out in the page as well',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What does 401 say about the token that the page keeps?',
        page: '#sign-out-twice-over',
        where: `${script}#userSignOut`,
      },
      faults: ['only-ok'],
      async run({ page, ask }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await withToken(ask, token).post('/api/user/signout');
        const { status } = await signOut(opened);
        await shouldForget(
          opened,
          `The token was signed out elsewhere, so Sign Out got ${status}: after that`,
        );
      },
    },
    {
      key: '11.03/kept-on-failure',
      title: 'Where the server could not sign out, the token stays',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'Can a person sign out a second time without the token?',
        page: '#sign-out-twice-over',
        where: `${script}#userSignOut`,
      },
      faults: ['any-answer', 'forgotten-offline'],
      async run({ page, db, server }) {
        const opened = await page();
        const { token } = await signedUpInPage(opened);
        await keptToken(opened, token);
        // Without the table of users no gate can tell who it is.
        await db.query('alter table users rename to users_away');
        const { status = 0 } = await signOut(opened).finally(() =>
          db.query('alter table users_away rename to users'),
        );
        const isKept = async () =>
          (await opened.stored('SessionToken')) === token;
        const lost =
          'so the token is still good; the page has forgotten it, and nobody can sign it out any more.';
        if (status < 500) return;
        if (!(await isKept())) {
          fail(`POST /api/user/signout was answered ${status}, ${lost}`);
        }
        const { stop } = await server();
        await stop();
        // We have ended it: nobody is to think that it died.
        await signOut(opened).finally(server);
        if (await isKept()) return;
        fail(`The server was off at POST /api/user/signout, ${lost}`);
      },
    },
  ],
});

async function shouldPrint(page: ClientPage, token: string) {
  await page.prints(token);
}

async function shouldForget(page: ClientPage, when: string) {
  const kept = await keptToken(page, undefined);
  if (!kept) return;
  fail(`${when} localStorage still has a SessionToken.`);
}

/** What the server answers to this token. */
async function statusOf({ ask }: Pick<Subject, 'ask'>, token: string) {
  return (await withToken(ask, token).get('/authtest/getall')).status;
}

// 10.08: a token that has signed out is good no more, and that one alone.
import {
  checksFor,
  fail,
  shouldAnswer,
  shouldRefuse,
  shown,
  withSlowInserts,
  type Answer,
  type Ask,
  type Subject,
} from './define';
import { newUser, signedUp, signIn, tokenIn } from './accounts';
import { withToken } from './items';
import { guarded, hmacToken } from './tokens';

const controller = 'controllers/usercontroller.ts';
const gate = 'middleware/validate-session.ts';
const note =
  '  await RevokedToken.upsert({ jti, expiresAt: new Date(exp * 1000) });\n';
const clear = '  await RevokedToken.destroy({ where: expired });\n';
const look = '  const revoked = await RevokedToken.findByPk(claims?.jti);\n';
const id = '    jwtid: randomUUID(),\n';
const route = `${controller}#users.post('/signout')`;

export default checksFor('10.08', {
  edits: {
    'not-noted': { file: controller, find: note, replace: '' },
    'not-asked': {
      file: gate,
      find: look,
      replace: '  const revoked = null;\n',
    },
    // `exp` counts seconds, a Date milliseconds: the row is cleared at once.
    'in-1970': {
      file: controller,
      find: 'new Date(exp * 1000)',
      replace: 'new Date(exp)',
    },
    'wrong-way': { file: controller, find: 'Op.lt', replace: 'Op.gt' },
    'by-get': {
      file: controller,
      find: "users.post('/signout'",
      replace: "users.get('/signout'",
    },
    'no-gate': {
      file: controller,
      find: "users.post('/signout', validateSession, ",
      replace: "users.post('/signout', ",
    },
    'one-id': {
      file: controller,
      find: id,
      replace: "    jwtid: '3f9c2a7e-0000-4000-8000-000000000000',\n",
    },
    'id-of-user': {
      file: controller,
      find: id,
      replace:
        "    jwtid: `3f9c2a7e-0000-4000-8000-${String(id).padStart(12, '0')}`,\n",
    },
    create: { file: controller, find: '.upsert(', replace: '.create(' },
    'kept-for-ever': { file: controller, find: clear, replace: '' },
    'all-cleared': {
      file: controller,
      find: clear,
      replace: '  await RevokedToken.destroy({ truncate: true });\n',
    },
    'in-memory': [
      {
        file: gate,
        find: look,
        replace: "  const revoked = revokedIds.has(claims?.jti ?? '');\n",
      },
      {
        file: gate,
        find: 'export const validateSession',
        replace:
          'export const revokedIds = new Set<string>();\n\nexport const validateSession',
      },
      {
        file: controller,
        find: note,
        replace: '  revokedIds.add(jti);\n',
      },
      {
        file: controller,
        find: 'import { validateSession }',
        replace: 'import { revokedIds, validateSession }',
      },
    ],
    'without-jti': {
      file: gate,
      find: "  return typeof jti === 'string' && uuid.test(jti);\n",
      replace: '  return true;\n',
    },
    'any-jti': {
      file: gate,
      find: "typeof jti === 'string' && uuid.test(jti)",
      replace: "typeof jti === 'string'",
    },
  },
  checks: [
    {
      key: '10.08/revoked',
      title: 'A token that has signed out is refused from then on',
      kind: 'http',
      hints: {
        nudge: 'Who looks at a token, and what does it look at?',
        page: '#how-it-works',
        where: route,
      },
      faults: [
        'not-noted',
        'not-asked',
        'in-1970',
        'wrong-way',
        'all-cleared',
        'by-get',
      ],
      async run({ ask }) {
        const user = newUser();
        const made = tokenIn(await signedUp(ask, user)).token;
        for (const token of [made, await signInToken(ask, user)]) {
          const mine = withToken(ask, token);
          shouldLetIn(await mine.get(guarded));
          shouldAnswer(await mine.post(signOut), {});
          const after = await mine.get(guarded);
          shouldRefuse(after, 401, 'a token that has signed out');
        }
      },
    },
    {
      key: '10.08/others-live',
      title: 'Other tokens of the same user live on',
      kind: 'http',
      hints: {
        nudge: 'In what do two tokens of one user differ?',
        page: '#how-it-works',
        where: `${controller}#signToken`,
      },
      faults: ['one-id', 'id-of-user'],
      async run({ ask }) {
        const user = newUser();
        const made = tokenIn(await signedUp(ask, user)).token;
        // In one second: without an id two tokens would be the same text.
        const ended = await signInToken(ask, user);
        const other = await signInToken(ask, user);
        const somebody = tokenIn(await signedUp(ask)).token;
        const answer = await withToken(ask, ended).post(signOut);
        shouldAnswer(answer, { of: '10.08/revoked' });
        for (const token of [made, other, somebody]) {
          const whose =
            token === somebody ? "another user's token" : 'another token';
          const { status } = await withToken(ask, token).get(guarded);
          if (status < 300) continue;
          fail(
            `After a sign-out ${whose} is answered ${status}: only the one that signed out should end.`,
          );
        }
      },
    },
    {
      key: '10.08/at-the-gate',
      title: 'Who is not signed in cannot sign out',
      kind: 'http',
      hints: {
        nudge: 'What stands between the path and the handler of this route?',
        page: '#the-change',
        where: route,
      },
      faults: ['no-gate'],
      async run({ ask }) {
        shouldRefuse(await ask.post(signOut), 401, 'no token');
        const invented = withToken(ask, 'open.sesame.please');
        shouldRefuse(await invented.post(signOut), 401, 'an invented token');
      },
    },
    {
      key: '10.08/twice',
      title:
        'Two sign-outs of one token end well, one after another or at once',
      kind: 'http',
      hints: {
        nudge: 'What does the table do with a second row of the same key?',
        page: '#how-it-works',
        where: route,
      },
      dependsOn: [controller, gate, 'models/revokedtoken.ts'],
      faults: ['create'],
      async run({ ask, db }) {
        const mine = withToken(ask, tokenIn(await signedUp(ask)).token);
        shouldAnswer(await mine.post(signOut), { of: '10.08/revoked' });
        shouldEndWell(await mine.post(signOut), 'second, a moment later,');
        const next = withToken(ask, tokenIn(await signedUp(ask)).token);
        // Both have passed the gate before the first is stored.
        const together = () =>
          Promise.all([next.post(signOut), next.post(signOut)]);
        for (const answer of await slowly(db, together)) {
          shouldEndWell(answer, 'second, at the same time,');
        }
        const after = await next.get(guarded);
        shouldRefuse(after, 401, 'a token that has signed out twice');
      },
    },
    {
      key: '10.08/every-token',
      title: 'No token is let in that cannot be signed out',
      kind: 'http',
      hints: {
        nudge: 'What if a token has no jti, or one that is no uuid?',
        page: '#how-it-works',
        where: `${gate}#isClaims`,
      },
      faults: ['without-jti', 'any-jti'],
      async run({ ask, secret }) {
        const { id } = (await signedUp(ask)).json?.user ?? {};
        const iat = Math.floor(Date.now() / 1000);
        for (const jti of [undefined, 7, '', 'abc']) {
          const claims = { id, iat, exp: iat + 3600, jti };
          const what = jti === undefined ? 'no' : JSON.stringify(jti);
          const mine = withToken(ask, hmacToken(claims, secret()));
          const before = await mine.get(guarded);
          // Refused from the start is well too.
          if (before.status === 401) continue;
          const ended = await mine.post(signOut);
          const after = await mine.get(guarded);
          if (ended.status < 300 && after.status === 401) continue;
          fail(
            `A token with ${what} "jti" got ${before.status}, its sign-out ${ended.status} with ${shown(ended)}, ` +
              `and then it got ${after.status}. What cannot be signed out should be refused with 401 at once.`,
          );
        }
      },
    },
    {
      key: '10.08/restart',
      title: 'A restart brings no token back',
      kind: 'http',
      hints: {
        nudge: 'Where is what your server remembers after it was stopped?',
        page: '#how-it-works',
        where: 'models/revokedtoken.ts#RevokedToken',
      },
      dependsOn: [
        'app.ts',
        'server.ts',
        controller,
        gate,
        'models/revokedtoken.ts',
      ],
      faults: ['in-memory'],
      async run({ ask, startAnother }) {
        const { token } = tokenIn(await signedUp(ask));
        const answer = await withToken(ask, token).post(signOut);
        shouldAnswer(answer, { of: '10.08/revoked' });
        const { url } = await startAnother({});
        const headers = { authorization: `Bearer ${token}` };
        const { status } = await fetch(`${url}${guarded}`, { headers });
        if (status === 401) return;
        fail(
          `A token that has signed out is answered ${status} by your server when it was started anew: it has forgotten the sign-out.`,
        );
      },
    },
    {
      key: '10.08/expired-rows',
      title: 'What has expired does not pile up in the table',
      kind: 'database',
      hints: {
        nudge: 'Must a token be listed when its time is over?',
        page: '#how-it-works',
        where: route,
      },
      faults: ['kept-for-ever'],
      async run({ ask, db }) {
        const table = await tableOfSignOut(ask, db);
        await letExpire(db, table);
        const user = newUser();
        await signedUp(ask, user);
        const mine = withToken(ask, await signInToken(ask, user));
        shouldAnswer(await mine.post(signOut), { of: '10.08/revoked' });
        const rows = (await rowsOf(db)).get(table)!;
        if (rows === 1) return;
        fail(
          `The table "${table}" held only rows whose time was over, and after one more sign-in and sign-out it holds ${rows}, not 1: ` +
            'what has expired should go, or the table grows for ever.',
        );
      },
    },
  ],
});

const signOut = '/api/user/signout';

async function signInToken(ask: Ask, user: unknown): Promise<string> {
  const answer = await signIn(ask, user);
  shouldAnswer(answer, { of: '08.03/token' });
  return tokenIn(answer).token;
}

function shouldLetIn(answer: Answer) {
  shouldAnswer(answer, { of: '10.04/getall' });
}

/** Done already: success, or a token that is good no more. */
function shouldEndWell(answer: Answer, which: string) {
  if (answer.status < 300 || answer.status === 401) return;
  fail(
    `Of two sign-outs of one token the ${which} answered ${answer.status} with ${shown(answer)}: what was asked for is done, so success or 401 is due.`,
  );
}

/** With slow inserts, where the table has the lesson's name. */
async function slowly<T>(db: Subject['db'], run: () => Promise<T>) {
  const name = 'revoked_tokens';
  return (await rowsOf(db)).has(name) ? withSlowInserts(db, name, run) : run();
}

/** How many rows each table has. */
async function rowsOf(db: Subject['db']): Promise<Map<string, number>> {
  return new Map((await db.tables()).map(({ name, rows }) => [name, rows]));
}

/** The table that a sign-out has written to. */
async function tableOfSignOut(ask: Ask, db: Subject['db']): Promise<string> {
  const mine = withToken(ask, tokenIn(await signedUp(ask)).token);
  const before = await rowsOf(db);
  shouldAnswer(await mine.post(signOut), { of: '10.08/revoked' });
  const after = await rowsOf(db);
  const grown = [...after.keys()].find((name) => {
    return after.get(name)! > (before.get(name) ?? 0);
  });
  if (!grown) fail('A sign-out leaves no row in any table.');
  return grown;
}

/** Puts all times in a table's rows two days back. */
async function letExpire(db: Subject['db'], table: string): Promise<void> {
  const { columns } = (await db.tables()).find(({ name }) => name === table)!;
  const times = columns.filter(({ type }) => /^(timestamp|date)/.test(type));
  const seconds = columns.filter(({ type }) => /^(integer|bigint)$/.test(type));
  for (const { name } of times) {
    const back = `"${name}" - interval '2 days'`;
    await db.query(`update "${table}" set "${name}" = ${back}`);
  }
  for (const { name } of seconds) {
    const [where, back] = [`"${name}" > 1000000000`, `"${name}" - 172800`];
    await db.query(`update "${table}" set "${name}" = ${back} where ${where}`);
  }
  if (times.length + seconds.length > 0) return;
  fail(
    `The table "${table}" does not say when a token expires: nobody can tell which of its rows may go.`,
  );
}

// 10.03: the gate is in use.
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  checksFor,
  fail,
  logDuring,
  shouldRefuse,
  shown,
  withoutTable,
} from './define';
import { newUser, signedUp, signIn, tokenIn } from './accounts';
import {
  guarded,
  hmacToken,
  realToken,
  sealed,
  shouldPass,
  standsGuard,
  turnsAway,
  type Claims,
} from './tokens';

const gate = 'middleware/validate-session.ts';
const mount = "app.use('/authtest', validateSession);\n";
const verify = "jwt.verify(token, env.jwtSecret, { algorithms: ['HS256'] })";
const strip = "header.replace(/^bearer +/i, '')";
const find =
  '  const user = await User.findByPk(claims?.id, { attributes });\n';
const isClaims =
  '  return Number.isInteger(claims.id) && Number.isInteger(claims.exp);\n';

export default checksFor('10.03', {
  edits: {
    'not-mounted': { file: 'app.ts', find: mount, replace: '' },
    'no-path': {
      file: 'app.ts',
      find: mount,
      replace: 'app.use(validateSession);\n',
    },
    'above-all': [
      { file: 'app.ts', find: mount, replace: '' },
      {
        file: 'app.ts',
        find: "app.use('/test', test);\n",
        replace: "app.use(validateSession);\napp.use('/test', test);\n",
      },
    ],
    'below-not-found': [
      { file: 'app.ts', find: mount, replace: '' },
      {
        file: 'app.ts',
        find: 'app.use(notFound);\n',
        replace: `app.use(notFound);\n${mount}`,
      },
    ],
    'above-headers': [
      { file: 'app.ts', find: mount, replace: '' },
      {
        file: 'app.ts',
        find: 'app.use(headers);\n',
        replace: `${mount}app.use(headers);\n`,
      },
    ],
    // What the old course answered.
    'as-403': {
      file: gate,
      find: "HttpError(401, 'Please sign in')",
      replace: "HttpError(403, 'No token provided')",
    },
    'no-next': { file: gate, find: '  next();\n', replace: '' },
    'bare-only': { file: gate, find: strip, replace: 'header' },
    'bearer-only': {
      file: gate,
      find: strip,
      replace: "(/^bearer +(.*)/i.exec(header)?.[1] ?? '')",
    },
    'capital-only': {
      file: gate,
      find: strip,
      replace: "header.replace('Bearer ', '')",
    },
    decoded: { file: gate, find: verify, replace: 'jwt.decode(token)' },
    'any-algorithm': {
      file: gate,
      find: verify,
      replace: 'jwt.verify(token, env.jwtSecret)',
    },
    // What libraries once did: a token said by itself how to check it.
    'none-accepted': {
      file: gate,
      find: verify,
      replace: `token.endsWith('.') ? (jwt.decode(token) as any) : ${verify}`,
    },
    'key-from-token': [
      {
        file: gate,
        find: verify,
        replace: 'jwt.verify(token, keyOf(token)) as any',
      },
      {
        file: gate,
        find: '// A signed token without `exp`',
        replace: `function keyOf(token: string) {
  const { jwk } = jwt.decode(token, { complete: true })!.header as any;
  const { createPublicKey } = require('node:crypto');
  return jwk ? createPublicKey({ key: jwk, format: 'jwk' }) : env.jwtSecret;
}

// A signed token without \`exp\``,
      },
    ],
    'no-clock': {
      file: gate,
      find: "{ algorithms: ['HS256'] }",
      replace: "{ algorithms: ['HS256'], ignoreExpiration: true }",
    },
    'no-not-before': {
      file: gate,
      find: "{ algorithms: ['HS256'] }",
      replace: "{ algorithms: ['HS256'], ignoreNotBefore: true }",
    },
    'end-optional': {
      file: gate,
      find: isClaims,
      replace: '  return Number.isInteger(claims.id);\n',
    },
    'any-claims': { file: gate, find: isClaims, replace: '  return true;\n' },
    'number-like': {
      file: gate,
      find: isClaims,
      replace:
        '  claims.id = parseInt(claims.id, 10);\n  return claims.id > 0 && Number.isInteger(claims.exp);\n',
    },
    'not-looked-up': {
      file: gate,
      find,
      replace: '  const user = claims as unknown as User | undefined;\n',
    },
    'null-user': {
      file: gate,
      find: '  if (!user) {',
      replace: '  if (!claims) {',
    },
    // What the old course did: a lost database was the token's fault.
    'caught-all': {
      file: gate,
      find: '{ attributes });\n',
      replace: '{ attributes }).catch(() => null);\n',
    },
    'no-challenge': {
      file: gate,
      find: "    res.set('WWW-Authenticate', 'Bearer');\n",
      replace: '',
    },
    'token-logged': {
      file: gate,
      find: '  const claims = readToken(req.headers.authorization);\n',
      replace:
        '  console.log(req.headers.authorization);\n  const claims = readToken(req.headers.authorization);\n',
    },
    // Not a fault for a check: the page tries it.
    'guard-one': {
      file: 'app.ts',
      find: "app.use('/test', test);\n",
      replace:
        "app.get('/test/one', validateSession);\napp.use('/test', test);\n",
    },
  },
  checks: [
    {
      key: '10.03/no-token',
      title: 'Without a token the gate answers 401',
      kind: 'http',
      hints: {
        nudge: 'Which line says whom a path below /authtest reaches first?',
        page: '#the-change',
        where: "app.ts#app.use('/authtest')",
      },
      faults: ['not-mounted', 'below-not-found', 'as-403'],
      async run(subject) {
        await turnsAway(subject, {
          'an empty Authorization': '',
          'the word Bearer alone': 'Bearer',
          'a name and a password (Basic)': 'Basic YWRhOmhvcnNl',
        });
      },
    },
    {
      key: '10.03/lets-in',
      title: 'With its token a user gets in, with the word Bearer or without',
      kind: 'http',
      hints: {
        nudge: 'What is in the header before the token, in which letters?',
        page: '#which-requests-reach-what',
        where: `${gate}#readToken`,
      },
      faults: ['no-next', 'bare-only', 'bearer-only', 'capital-only'],
      async run(subject) {
        await standsGuard(subject);
        const { token } = await realToken(subject);
        await shouldPass(subject, `Bearer ${token}`, '"Bearer" and the token');
        await shouldPass(subject, `bearer ${token}`, '"bearer" and the token');
        await shouldPass(subject, token, 'the token alone');
      },
    },
    {
      key: '10.03/open-routes',
      title: 'The gate guards its own routes alone',
      kind: 'http',
      hints: {
        nudge: 'Who passes a middleware that was mounted without a path?',
        page: '#how-it-works',
        where: "app.ts#app.use('/authtest')",
      },
      faults: ['not-mounted', 'no-path', 'above-all'],
      async run({ ask }) {
        await standsGuard({ ask });
        const user = newUser();
        await signedUp(ask, user);
        const { token } = tokenIn(await signIn(ask, user));
        const unknown = '/is-anybody-there';
        shouldRefuse(await ask.get(unknown), 404, 'no token');
        const signed = ask.get(unknown).set('authorization', token);
        shouldRefuse(await signed, 404, 'a token');
      },
    },
    {
      key: '10.03/cors',
      title: 'A page may ask at the gate, and read its refusal',
      kind: 'http',
      hints: {
        nudge: 'What must come first in app.ts, so that every answer has it?',
        page: '#how-it-works',
        where: 'app.ts#app.use(headers)',
      },
      faults: ['not-mounted', 'above-headers'],
      async run({ ask }) {
        const origin = 'http://localhost:8080';
        const refused = await ask.get(guarded).set('origin', origin);
        shouldRefuse(refused, 401, 'no token');
        const asked = await ask
          .options(guarded)
          .set('origin', origin)
          .set('access-control-request-method', 'GET')
          .set('access-control-request-headers', 'authorization');
        if (asked.status >= 300) {
          fail(
            `The browser's question before the request, OPTIONS ${guarded}, answered ${asked.status} with ${shown(asked)}: ` +
              'it never has a token, so the gate must not stop it.',
          );
        }
        const name = 'access-control-allow-origin';
        if (refused.headers[name] && asked.headers[name]) return;
        fail(
          `The answer of the gate has no Access-Control-Allow-Origin, so a page could not read it.`,
        );
      },
    },
    {
      key: '10.03/forged',
      title: 'A token that was changed, or signed by others, is refused',
      kind: 'http',
      hints: {
        nudge: 'Which function looks at the signature, and with which key?',
        page: '#what-the-gate-refuses',
        where: `${gate}#readToken`,
      },
      faults: ['not-mounted', 'decoded'],
      async run(subject) {
        const { token, claims } = await realToken(subject);
        const other = await realToken(subject);
        const [header, payload, signature] = token.split('.');
        const others = other.token.split('.')[1];
        const last = signature.at(-1) === 'A' ? 'Q' : 'A';
        await turnsAway(subject, {
          'a text that is no token': 'Bearer open.sesame.please',
          'a text of 10,000 letters': `Bearer ${'a'.repeat(10_000)}`,
          'the payload of another token': `Bearer ${header}.${others}.${signature}`,
          'a changed signature': `Bearer ${header}.${payload}.${signature.slice(0, -1)}${last}`,
          'no signature': `Bearer ${header}.${payload}.`,
          'a "=" after the token': `Bearer ${token}=`,
          'a token of another key': `Bearer ${hmacToken(claims, 'a secret that is not that of the server')}`,
        });
      },
    },
    {
      key: '10.03/algorithm',
      title: 'A token does not choose how it is checked',
      kind: 'http',
      hints: {
        nudge: 'Where do you say which algorithm you accept?',
        page: '#what-the-gate-refuses',
        where: `${gate}#readToken`,
      },
      faults: [
        'not-mounted',
        'any-algorithm',
        'none-accepted',
        'key-from-token',
      ],
      async run(subject) {
        const { claims } = await realToken(subject);
        const secret = subject.secret();
        const none = (alg: string) => sealed(claims, { alg }, () => '');
        await turnsAway(subject, {
          'a token that says its algorithm is none': `Bearer ${none('none')}`,
          'a token that says its algorithm is None': `Bearer ${none('None')}`,
          'a token by HS512': `Bearer ${hmacToken(claims, secret, 'HS512')}`,
          'a token by HS384': `Bearer ${hmacToken(claims, secret, 'HS384')}`,
          'a token that brings its own key': `Bearer ${withOwnKey(claims)}`,
        });
      },
    },
    {
      key: '10.03/time',
      title: 'A token is good for its time, and has an end',
      kind: 'http',
      hints: {
        nudge: 'What happens with a token that has no exp?',
        page: '#what-the-gate-refuses',
        where: `${gate}#isClaims`,
      },
      faults: ['not-mounted', 'no-clock', 'no-not-before', 'end-optional'],
      async run(subject) {
        const { claims } = await realToken(subject);
        const now = Math.floor(Date.now() / 1000);
        const made = (change: object) =>
          `Bearer ${hmacToken({ ...claims, ...change }, subject.secret())}`;
        await turnsAway(subject, {
          'a token that has expired': made({ exp: now - 60 }),
          'a token that is not valid yet': made({ nbf: now + 600 }),
          'a token without an end (exp)': made({ exp: undefined }),
          'a token whose end (exp) is a text': made({ exp: 'never' }),
        });
      },
    },
    {
      key: '10.03/claims',
      title: 'The claims of a token must be of their types',
      kind: 'http',
      hints: {
        nudge: 'What could stand in id, other than a number?',
        page: '#what-the-gate-refuses',
        where: `${gate}#isClaims`,
      },
      faults: ['not-mounted', 'any-claims', 'number-like'],
      async run(subject) {
        const { claims } = await realToken(subject);
        const { id } = claims;
        const made = (value: unknown) =>
          `Bearer ${hmacToken({ ...claims, id: value }, subject.secret())}`;
        await turnsAway(subject, {
          'a token without an id': made(undefined),
          'a token whose id is null': made(null),
          'a token whose id is a list': made([id, 2]),
          'a token whose id is an object': made({ id }),
          'a token whose id is no whole number': made(Number(id) + 0.5),
          'a token whose payload is a text': `Bearer ${hmacToken('ada', subject.secret())}`,
        });
      },
    },
    {
      key: '10.03/deleted-user',
      title: 'The token of a user who is gone is refused',
      kind: 'http',
      hints: {
        nudge: 'What does findByPk give you where there is no such row?',
        page: '#what-the-gate-refuses',
        where: `${gate}#validateSession`,
      },
      faults: ['not-mounted', 'not-looked-up', 'null-user'],
      async run(subject) {
        const user = newUser();
        const { token } = tokenIn(await signedUp(subject.ask, user));
        const sql = 'delete from users where username = $1';
        await subject.db.query(sql, [user.username]);
        const what = 'the token of a user who is deleted';
        await turnsAway(subject, { [what]: `Bearer ${token}` });
      },
    },
    {
      key: '10.03/database-away',
      title: 'A database that fails is not the fault of the token',
      kind: 'http',
      hints: {
        nudge: 'What does a client do with its token when it reads 401?',
        page: '#what-the-gate-refuses',
        where: `${gate}#validateSession`,
      },
      faults: ['not-mounted', 'caught-all'],
      async run(subject) {
        await standsGuard(subject);
        const { token } = await realToken(subject);
        const answer = await withoutTable(subject.db, 'users', async () =>
          subject.ask.get(guarded).set('authorization', `Bearer ${token}`),
        );
        if (answer.status >= 500) return;
        fail(
          `While the table "users" could not be read, a good token was answered ${answer.status} with ${shown(answer)}. ` +
            'The token is not to blame: that is a 500.',
        );
      },
    },
    {
      key: '10.03/challenge',
      title: 'The 401 says what is asked for: WWW-Authenticate',
      kind: 'http',
      advice: true,
      hints: {
        nudge: 'Which header tells a client what to send?',
        page: '#run-it-and-see',
        where: `${gate}#validateSession`,
      },
      faults: ['not-mounted', 'no-challenge'],
      async run({ ask }) {
        const answer = await ask.get(guarded);
        shouldRefuse(answer, 401, 'no token');
        const header = answer.headers['www-authenticate'] ?? '';
        if (/^bearer\b/i.test(header)) return;
        fail(
          `A 401 should say what the server wants: WWW-Authenticate: Bearer. Yours says ${header || 'nothing'}.`,
        );
      },
    },
    {
      key: '10.03/log',
      title: 'The gate leaves no token in the log',
      kind: 'http',
      advice: true,
      hints: {
        nudge: 'What can somebody do who reads a token in your log?',
        page: '#what-the-gate-refuses',
        where: `${gate}#validateSession`,
      },
      faults: ['not-mounted', 'token-logged'],
      async run(subject) {
        await standsGuard(subject);
        const { token } = await realToken(subject);
        const printed = await logDuring(subject, async () => {
          await shouldPass(subject, `Bearer ${token}`, 'a good token');
        });
        if (!printed.includes(token)) return;
        fail(
          'Your server prints the token of a request into its log: for a day, whoever reads it there is that user.',
        );
      },
    },
  ],
});

// Signed well, with a key that stands in the token itself.
function withOwnKey(claims: Claims): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  const jwk = publicKey.export({ format: 'jwk' });
  return sealed(claims, { alg: 'RS256', jwk }, (text) =>
    sign('sha256', Buffer.from(text), privateKey).toString('base64url'),
  );
}

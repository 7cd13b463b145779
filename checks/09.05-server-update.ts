// 09.05: the headers are on every answer, and the page may read them.
import {
  CheckFailure,
  checksFor,
  fail,
  logDuring,
  shouldAnswer,
  shown,
  type Answer,
  type ClientPage,
  type Subject,
} from './define';

const headers = 'middleware/headers.ts';
const mount = `// Above all else, so that every answer has them, a failure's too.
app.use(headers);

`;
const parser = `// Above the routes, so that they find the body read.
app.use(express.json());

`;
const routes = `app.use('/test', test);
app.use('/api/user', users);

`;
const allow = "  res.set('Access-Control-Allow-Origin', '*');\n";
const answered = '    res.status(204).end();\n    return;\n';
const page = 'http://localhost:8080';

export default checksFor('09.05', {
  edits: {
    'not-mounted': { file: 'app.ts', find: mount, replace: '' },
    'below-parser': {
      file: 'app.ts',
      find: `${mount}${parser}`,
      replace: `${parser}${mount}`,
    },
    'below-routes': {
      file: 'app.ts',
      find: `${mount}${parser}${routes}`,
      replace: `${parser}${routes}${mount}`,
    },
    'on-test-only': {
      file: 'app.ts',
      find: 'app.use(headers);',
      replace: "app.use('/test', headers);",
    },
    'no-origin': { file: headers, find: allow, replace: '' },
    'own-origin': {
      file: headers,
      find: allow,
      replace: allow.replace('*', 'http://localhost:3000'),
    },
    'no-next': { file: headers, find: '  next();\n', replace: '' },
    'no-preflight': {
      file: headers,
      find: "if (req.method === 'OPTIONS' && req.get('Access-Control-Request-Method')) {",
      replace: 'if (false) {',
    },
    'no-return': {
      file: headers,
      find: answered,
      replace: answered.replace('    return;\n', ''),
    },
    'no-authorization': {
      file: headers,
      find: 'Content-Type, Authorization',
      replace: 'Content-Type',
    },
    'any-header': {
      file: headers,
      find: 'Content-Type, Authorization',
      replace: '*',
    },
    'no-type': {
      file: headers,
      find: 'Content-Type, Authorization',
      replace: 'Authorization',
    },
    'no-delete': { file: headers, find: ', DELETE', replace: '' },
    mirrored: {
      file: headers,
      find: allow,
      replace: `  res.set('Access-Control-Allow-Origin', req.get('Origin') ?? '*');
  res.set('Access-Control-Allow-Credentials', 'true');
`,
    },
    'not-awaited': {
      file: 'client/01-scripts.js',
      find: 'const text = await response.text();',
      replace: 'const text = response.text();',
    },
    // Not faults for a check: the page tries them.
    called: {
      file: 'app.ts',
      find: 'app.use(headers);',
      replace: 'app.use(headers());',
    },
    counted: {
      file: 'app.ts',
      find: mount,
      replace: `app.use((req, res, next) => {
  console.log(req.method, req.path);
  next();
});

${mount}`,
    },
  },
  acts: {
    hello: (opened: ClientPage) => opened.press('GET /test/helloclient'),
  },
  checks: [
    {
      key: '09.05/origin',
      title: 'An answer lets the page of port 8080 read it',
      kind: 'http',
      hints: {
        nudge: 'Which line of app.ts sends a request through your middleware?',
        page: '#the-change',
        where: 'app.ts#app.use(headers)',
      },
      faults: ['not-mounted', 'no-origin', 'own-origin', 'no-next'],
      async run({ ask }) {
        const answer = await ask.get('/test/helloclient').set('origin', page);
        shouldAnswer(answer, { of: '09.02/helloclient' });
        shouldLetRead(answer);
      },
    },
    {
      key: '09.05/failures',
      title: 'The answer to a failed request lets the page read it too',
      kind: 'http',
      hints: {
        nudge: 'Which line of app.ts could end a request before your headers?',
        page: '#the-order',
        where: 'app.ts#app.use(headers)',
      },
      faults: ['below-parser', 'below-routes', 'on-test-only'],
      async run({ ask }) {
        await shouldLetReadAll(ask);
        shouldLetRead(await ask.get('/is-anybody-there').set('origin', page));
        const broken = await ask
          .post('/test/seven')
          .set('origin', page)
          .set('content-type', 'application/json')
          .send('{');
        const request = `${broken.request} with broken JSON`;
        shouldLetRead({ ...broken, request });
      },
    },
    {
      key: '09.05/preflight',
      title: 'A preflight is answered: the page may send what it asks for',
      kind: 'http',
      hints: {
        nudge: 'What does the browser ask, and in which two headers?',
        page: '#how-it-works',
        where: headers,
      },
      faults: [
        'no-preflight',
        'no-return',
        'no-authorization',
        'any-header',
        'no-type',
        'no-delete',
      ],
      async run(subject) {
        const { ask } = subject;
        await shouldLetReadAll(ask);
        await preflight(ask, '/api/user/createuser', 'POST', ['content-type']);
        const both = ['authorization', 'content-type'];
        await preflight(ask, '/authtest/update/1', 'PUT', both);
        await preflight(ask, '/authtest/delete/1', 'DELETE', both.slice(0, 1));
        const printed = await logDuring(subject, () =>
          preflight(ask, '/test/seven', 'POST', ['content-type']),
        );
        if (!/ERR_HTTP_HEADERS_SENT|Cannot set headers/.test(printed)) return;
        fail(
          'Your server answered a preflight and went on, so that a second answer came. Is there a return after the first?',
        );
      },
    },
    {
      key: '09.05/no-cookies',
      title: 'No stranger’s page may ask with the cookies of a person',
      kind: 'http',
      advice: true,
      hints: {
        nudge: 'Which pages are let in, and as whom?',
        page: '#how-it-works',
        where: headers,
      },
      faults: ['mirrored'],
      async run({ ask }) {
        const stranger = 'http://stranger.example';
        await shouldLetReadAll(ask);
        const answer = await ask
          .get('/test/helloclient')
          .set('origin', stranger);
        const origin = answer.headers['access-control-allow-origin'];
        const cookies = answer.headers['access-control-allow-credentials'];
        if (origin !== stranger || cookies !== 'true') return;
        fail(
          `Your server lets a page of ${stranger} read its answers, and lets the browser send cookies along (Access-Control-Allow-Credentials).`,
        );
      },
    },
    {
      key: '09.05/hello',
      title: 'The button of row 1 prints the text of the server',
      kind: 'browser',
      dependsOn: [
        'client/index.html',
        'client/01-scripts.js',
        'app.ts',
        headers,
      ],
      hints: {
        nudge: 'What does the console say when you press the button?',
        page: '#run-it-and-see',
        where: 'app.ts#app.use(headers)',
      },
      faults: ['not-mounted', 'not-awaited', 'own-origin'],
      async run({ ask, page: open }) {
        await shouldLetReadAll(ask);
        const opened = await open();
        const sent = await opened.press('GET /test/helloclient');
        if (sent.blocked) {
          const [error] = opened
            .console()
            .filter(({ level }) => level === 'error');
          fail(`The browser kept the answer from the page: ${error?.text}`);
        }
        const answer = sent.answer?.trim() ?? '';
        // In the page it is as good as in the console.
        if (answer && (await opened.text()).includes(answer)) return;
        await opened.prints(answer);
      },
    },
  ],
});

/** Fails unless the browser would let a page of port 8080 read this answer. */
function shouldLetRead(
  { request, status, headers: sent }: Answer,
  of?: string,
): void {
  const origin = sent['access-control-allow-origin'];
  if (origin === '*' || origin === page) return;
  const has = origin
    ? `with Access-Control-Allow-Origin: ${origin}`
    : 'without the header Access-Control-Allow-Origin';
  throw new CheckFailure(
    `${request} answered ${status} ${has}: the browser keeps that from a page of ${page}.`,
    false,
    of,
  );
}

/** What the others build on: where it fails, one check says so for all. */
async function shouldLetReadAll(ask: Subject['ask']): Promise<void> {
  const answer = await ask.get('/test/helloclient').set('origin', page);
  shouldLetRead(answer, '09.05/origin');
}

/** Asks as the browser does before such a request, and fails unless it may. */
async function preflight(
  ask: Subject['ask'],
  path: string,
  method: string,
  names: readonly string[],
): Promise<void> {
  const answer = await ask
    .options(path)
    .set('origin', page)
    .set('access-control-request-method', method)
    .set('access-control-request-headers', names.join(','));
  const request = `${answer.request}, the preflight of a ${method},`;
  const { status } = answer;
  if (status < 200 || status > 299) {
    fail(
      `${request} answered ${status} with ${shown(answer)}: the browser then sends no ${method}.`,
    );
  }
  shouldLetRead({ ...answer, request });
  const list = (name: string) =>
    (answer.headers[name] ?? '').toLowerCase().split(/\s*,\s*/);
  const methods = list('access-control-allow-methods');
  // POST may always be sent.
  const isAllowed = ['*', method.toLowerCase()].some((one) =>
    methods.includes(one),
  );
  if (method !== 'POST' && !isAllowed) {
    fail(
      `${request} was answered without ${method} in Access-Control-Allow-Methods.`,
    );
  }
  const allowed = list('access-control-allow-headers');
  // "*" stands for every header but Authorization.
  const missing = names.find(
    (name) =>
      !allowed.includes(name) &&
      !(allowed.includes('*') && name !== 'authorization'),
  );
  if (!missing) return;
  fail(
    `${request} was answered without ${capital(missing)} in Access-Control-Allow-Headers.`,
  );
}

function capital(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

// 09.10: every failure leaves through one place, in one form.
import {
  checksFor,
  fail,
  logDuring,
  shouldRefuse,
  shown,
  withoutTable,
  type Answer,
} from './define';
import { newUser, signedUp, signIn, signUp } from './accounts';

const errors = 'middleware/errors.ts';
const below = 'app.use(notFound);\napp.use(handleErrors);\n';
const routes = "app.use('/test', test);\napp.use('/api/user', users);\n";
const handler = '(err, req, res, next) => {';
const log = '  if (status === 500) logFailure(err);\n';
const unique =
  '  if (err instanceof UniqueConstraintError) {\n    return { status: 409, reason: sentenceOf(err) };\n  }\n';
const invalid =
  '  if (err instanceof ValidationError) {\n    return { status: 400, reason: sentenceOf(err) };\n  }\n';
const parser =
  "  if (err?.type === 'entity.parse.failed') {\n    return { status: 400, reason: 'The body must be a JSON object' };\n  }\n";
const unread = '  if (reason) return { status: err.status, reason };\n';
const unknown = "reason: 'Something went wrong on the server' }";

export default checksFor('09.10', {
  edits: {
    'no-not-found': {
      file: 'app.ts',
      find: 'app.use(notFound);\n',
      replace: '',
    },
    'no-handler': {
      file: 'app.ts',
      find: 'app.use(handleErrors);\n',
      replace: '',
    },
    'handler-above': [
      { file: 'app.ts', find: 'app.use(handleErrors);\n', replace: '' },
      {
        file: 'app.ts',
        find: routes,
        replace: `app.use(handleErrors);\n${routes}`,
      },
    ],
    'not-found-above': [
      { file: 'app.ts', find: below, replace: 'app.use(handleErrors);\n' },
      {
        file: 'app.ts',
        find: routes,
        replace: `app.use(notFound);\n${routes}`,
      },
    ],
    'headers-below': [
      { file: 'app.ts', find: 'app.use(headers);\n', replace: '' },
      {
        file: 'app.ts',
        find: 'app.use(express.json());\n',
        replace: 'app.use(express.json());\napp.use(headers);\n',
      },
    ],
    'three-arguments': [
      { file: errors, find: handler, replace: '(err, req, res) => {' },
      {
        file: errors,
        find: '  if (res.headersSent) return next(err);\n',
        replace: '',
      },
    ],
    'no-statuses': { file: errors, find: 'res.status(status)', replace: 'res' },
    'says-all': {
      file: errors,
      find: unknown,
      replace: 'reason: String(err) }',
    },
    'not-logged': { file: errors, find: log, replace: '' },
    'unique-below': [
      { file: errors, find: unique, replace: '' },
      { file: errors, find: invalid, replace: `${invalid}${unique}` },
    ],
    'invalid-is-ours': { file: errors, find: invalid, replace: '' },
    'broken-is-ours': [
      { file: errors, find: parser, replace: '' },
      { file: errors, find: unread, replace: '' },
    ],
    'large-is-ours': { file: errors, find: unread, replace: '' },
    // For the page: a database that fails, and a status of one's own.
    'no-table': {
      file: 'app.ts',
      find: '  await sequelize.sync();\n',
      replace: '',
    },
    teapot: {
      file: 'controllers/testcontroller.ts',
      find: '// A text that says something, fits',
      replace:
        "test.get('/coffee', () => {\n  throw new HttpError(418, 'I am a teapot');\n});\n\n// A text that says something, fits",
    },
  },
  checks: [
    {
      key: '09.10/unknown-route',
      title: 'A path without a route answers 404 and { "error" }',
      kind: 'http',
      hints: {
        nudge: 'What is asked when all your routes have passed a request on?',
        page: '#what-no-route-has-answered',
        where: `${errors}#notFound`,
      },
      faults: ['no-not-found', 'no-handler', 'no-statuses', 'three-arguments'],
      async run({ ask }) {
        shouldFail(await ask.get('/nobody-answers-here'), 404);
        shouldFail(await ask.get('/test/nobody/answers?here=1'), 404);
        shouldFail(await ask.delete('/api/user/signin'), 404);
      },
    },
    {
      key: '09.10/broken-json',
      title: 'Broken JSON answers 400 and { "error" }, which a page may read',
      kind: 'http',
      hints: {
        nudge: 'Who throws here, and which middleware has run by then?',
        page: '#what-express-throws',
        where: `${errors}#explain`,
      },
      faults: [
        'no-handler',
        'headers-below',
        'broken-is-ours',
        'three-arguments',
      ],
      async run({ ask }) {
        const answer = await ask
          .post('/test/seven')
          .set('content-type', 'application/json')
          .send('{ "testdata": ');
        const request = `${answer.request} with broken JSON`;
        shouldFail({ ...answer, request }, 400);
        if (answer.headers['access-control-allow-origin']) return;
        fail(
          `${request} is refused without the header Access-Control-Allow-Origin: a page in a browser may not read why. Do your headers stand above express.json()?`,
        );
      },
    },
    {
      key: '09.10/unreadable',
      title: 'A body too large answers 413, one of an unknown charset 415',
      kind: 'http',
      hints: {
        nudge: 'Which status does the error carry that Express throws?',
        page: '#what-express-throws',
        where: `${errors}#explain`,
      },
      faults: ['large-is-ours', 'no-handler'],
      async run({ ask }) {
        const item = 'x'.repeat(200_000);
        const large = await ask
          .post('/test/seven')
          .send({ testdata: { item } });
        const size = `${large.request} with 200 kB`;
        shouldFail({ ...large, request: size }, 413);
        const type = 'application/json; charset=no-such-charset';
        const other = await ask
          .post('/test/seven')
          .set('content-type', type)
          .send('{}');
        const request = `${other.request} with the type "${type}"`;
        shouldFail({ ...other, request }, 415);
      },
    },
    {
      key: '09.10/refusals',
      title: 'What handlers and models refuse keeps its status: 400, 401, 409',
      kind: 'http',
      hints: {
        nudge: 'Which of the errors is also one of the others?',
        page: '#one-place-that-explains',
        where: `${errors}#explain`,
      },
      faults: [
        'unique-below',
        'invalid-is-ours',
        'not-found-above',
        'no-statuses',
      ],
      async run({ ask }) {
        const none = await ask.post('/test/four').send({ testdata: {} });
        const request = `${none.request} without an item, which the model refuses,`;
        shouldFail({ ...none, request }, 400);
        const user = newUser();
        await signedUp(ask, user);
        shouldRefuse(await signUp(ask, user), 409, 'a name that is taken');
        const wrong = { ...user, password: 'a wrong password' };
        shouldRefuse(await signIn(ask, wrong), 401, 'a wrong password');
      },
    },
    {
      key: '09.10/our-fault',
      title: 'A failure of ours answers 500 and tells only the log why',
      kind: 'database',
      hints: {
        nudge: 'Who needs the cause, and who must not get it?',
        page: '#one-place-that-explains',
        where: `${errors}#handleErrors`,
      },
      faults: ['says-all', 'not-logged', 'no-handler', 'handler-above'],
      async run(subject) {
        const { ask, db } = subject;
        const log = await logDuring(subject, () =>
          withoutTable(db, 'tests', async () => {
            const body = { testdata: { item: 'a check' } };
            const answer = await ask.post('/test/four').send(body);
            shouldFail(answer, 500);
            if (!/relation|sequelize|select|insert/i.test(answer.text)) return;
            fail(
              `POST /test/four tells the client what only your log should know: ${shown(answer)}.`,
            );
          }),
        );
        if (/relation|does not exist/i.test(log)) return;
        fail(
          'The table was gone, POST /test/four answered 500, and the log says nothing about it: you would look for the cause for a long time.',
        );
      },
    },
  ],
});

/** Fails unless it has this status and is `{ "error": "<a sentence>" }`. */
function shouldFail(answer: Answer, status: number): void {
  const { error } = answer.json ?? {};
  const isSentence = typeof error === 'string' && error.trim() !== '';
  if (answer.status === status && isSentence) return;
  fail(
    `${answer.request} answered ${answer.status} with ${shown(answer)}, but from this lesson on every failure is { "error": "<a sentence>" }, here with ${status}.`,
  );
}

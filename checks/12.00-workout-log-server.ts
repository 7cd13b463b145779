// 12.00: the assignment, seven endpoints. The server may be the course's with
// these added, or a new one that has no others.
import bcrypt from 'bcryptjs';
import { newUser, rowOf, tokenIn } from './accounts';
import {
  checksFor,
  codeFiles,
  countRows,
  expect,
  fail,
  shouldAnswer,
  shouldRefuse,
  shown,
  type Answer,
  type Ask,
  type Subject,
} from './define';
import { malformedIds, shouldLookAlike, withToken } from './items';
import {
  asNewLogger,
  logOf,
  logsOf,
  newAccount,
  newLog,
  sendLog,
  sendUser,
  shouldShowLog,
  storeLog,
} from './logs';
import { hmacToken, sealed } from './tokens';

const controller = 'controllers/logcontroller.ts';
const accounts = 'controllers/usercontroller.ts';
const model = 'models/log.ts';
const nobodys = 2147483647;

const mount = "app.use('/api/log', validateSession, logs);\n";
const both =
  '  const where = { id: parseId(req.params.id), owner: req.user.id };\n';
const idOnly = '  const where = { id: parseId(req.params.id) };\n';
const gone = "throw new HttpError(404, 'No log with that id');\n";
const create =
  '  const log = await Log.create({ ...readLog(req.body), owner: req.user.id });\n';
const created = '  res.status(201).json({ log });\n';
const find = '  const log = await Log.findOne({ where });\n';
const put = "logs.put('/:id', async (req, res) => {\n";
const values = '  const values = readLog(req.body);\n';
const update =
  '  const [, rows] = await Log.update(values, { where, returning: true });\n';
const missed = `  if (rows.length === 0) ${gone}`;
const updated = '  res.json({ log: rows[0] });\n';
const remove = "logs.delete('/:id', async (req, res) => {\n";
const counted = `  const count = await Log.destroy({ where });\n  if (count === 0) ${gone}`;
const isText = `  if (Object.values(values).every(isTextOrNull)) return values;
  throw new HttpError(400, 'Send what a log says as texts');
`;

export default checksFor('12.00', {
  // The practice routes are in every server of the course from 10.03 on.
  standsAlone: (subject) =>
    !codeFiles(subject).some((file) =>
      /authtest/i.test(subject.file(file) ?? ''),
    ),
  edits: {
    // What sync() does to a table that is there, for the page 13.01.00.
    'first-name': {
      file: 'models/test.ts',
      find: 'allowNull: false },\n',
      replace:
        'allowNull: false },\n  firstName: { type: DataTypes.STRING },\n',
    },
    'sync-force': {
      file: 'app.ts',
      find: 'sequelize.sync()',
      replace: 'sequelize.sync({ force: true })',
    },
    'sync-alter': [
      {
        file: 'app.ts',
        find: 'sequelize.sync()',
        replace: 'sequelize.sync({ alter: true })',
      },
      {
        file: 'models/test.ts',
        find: 'testdata: { type: DataTypes.STRING, allowNull: false }',
        replace: 'text: { type: DataTypes.STRING }',
      },
    ],
    'no-user-route': {
      file: accounts,
      find: "users.post(['/', '/createuser'],",
      replace: "users.post('/createuser',",
    },
    'no-login-route': {
      file: 'app.ts',
      find: "app.use('/api/login', login);\n",
      replace: '',
    },
    'no-log-routes': { file: 'app.ts', find: mount, replace: '' },
    'no-gate': {
      file: 'app.ts',
      find: mount,
      replace: "app.use('/api/log', logs);\n",
    },
    'gate-decodes': {
      file: 'middleware/validate-session.ts',
      find: "jwt.verify(token, env.jwtSecret, { algorithms: ['HS256'] })",
      replace: 'jwt.decode(token)',
    },
    'plain-stored': {
      file: accounts,
      find: 'await bcrypt.hash(password, 10)',
      replace: 'password',
    },
    'hash-told': {
      file: accounts,
      find: '  return { id: user.id, username: user.username };\n',
      replace: '  return user;\n',
    },
    'any-password': {
      file: accounts,
      find: 'if (!user || !matches || tooLong) {',
      replace: 'if (!user || tooLong) {',
    },
    'tells-names': {
      file: accounts,
      find: "    throw new HttpError(401, 'Wrong username or password');\n",
      replace:
        "    throw new HttpError(401, user ? 'Wrong password' : 'Wrong username');\n",
    },
    'many-names': {
      file: accounts,
      find: "  if (!isText(username) || !isText(password)) {\n    throw new HttpError(400, 'Send a username and a password');\n",
      replace:
        "  if (!username || !isText(password)) {\n    throw new HttpError(400, 'Send a username and a password');\n",
    },
    'cut-off': [
      {
        file: accounts,
        find: '  if (bcrypt.truncates(password)) {',
        replace: '  if (false) {',
      },
      { file: accounts, find: ' || tooLong', replace: '' },
    ],
    'user-unchecked': {
      file: accounts,
      find: "  if (!isText(username) || !isText(password)) {\n    throw new HttpError(400, 'A user needs a username and a password');\n  }\n",
      replace: '',
    },
    'names-twice': {
      file: 'models/user.ts',
      find: "      unique: { name: 'users_username_key', msg: 'This username is taken' },\n",
      replace: '',
    },
    'as-200': {
      file: controller,
      find: created,
      replace: '  res.json({ log });\n',
    },
    'bare-row': {
      file: controller,
      find: created,
      replace: '  res.status(201).json(log);\n',
    },
    'not-stored': {
      file: controller,
      find: create,
      replace: create.replace('await Log.create', 'Log.build'),
    },
    'one-column': {
      file: controller,
      find: create,
      replace: create.replace(
        '...readLog(req.body)',
        'description: readLog(req.body).description',
      ),
    },
    'owner-from-body': {
      file: controller,
      find: create,
      replace:
        '  const { owner = req.user.id } = req.body?.log ?? {};\n  const log = await Log.create({ ...readLog(req.body), owner });\n',
    },
    'no-description': {
      file: model,
      find: '      allowNull: false,\n      validate: { notNull: needed, notEmpty: needed, is: storable },\n',
      replace: '      validate: { is: storable },\n',
    },
    'any-type': {
      file: controller,
      find: isText,
      replace: '  return values;\n',
    },
    'any-text': {
      file: model,
      find: '/^[^\\0\\p{Cs}]{0,255}$/u',
      replace: '/^/',
    },
    'body-taken-for-sure': {
      file: controller,
      find: 'body?.log ?? {}',
      replace: 'body.log',
    },
    'other-table': { file: model, find: ", tableName: 'logs'", replace: '' },
    'owner-by-name': {
      file: model,
      find: 'owner: { type: DataTypes.INTEGER,',
      replace: 'owner: { type: DataTypes.STRING,',
    },
    'everybodys-list': {
      file: controller,
      find: 'Log.findAll({ where, order',
      replace: 'Log.findAll({ order',
    },
    unordered: {
      file: controller,
      find: "{ where, order: ['id'] }",
      replace: '{ where }',
    },
    'read-by-anyone': {
      file: controller,
      find: `${both}${find}`,
      replace: `${idOnly}${find}`,
    },
    'null-row': {
      file: controller,
      find: `  if (!log) ${gone}`,
      replace: '',
    },
    'update-by-anyone': {
      file: controller,
      find: `${put}${both}`,
      replace: `${put}${idOnly}`,
    },
    'update-all': {
      file: controller,
      find: `${put}${both}`,
      replace: `${put}  const where = { owner: req.user.id };\n`,
    },
    'count-unpacked': {
      file: controller,
      find: `${update}${missed}${updated}`,
      replace: `  const log = await Log.update(values, { where });\n  res.json({ log });\n`,
    },
    'only-said': {
      file: controller,
      find: update,
      replace: '  const rows = [{ ...where, ...values }];\n',
    },
    'update-unchecked': {
      file: controller,
      find: `${values}${update}`,
      replace: `${values}${update.replace('where,', 'where, validate: false,')}`,
    },
    'owner-changed': {
      file: controller,
      find: values,
      replace: '  const values = { ...req.body?.log, ...readLog(req.body) };\n',
    },
    'delete-by-anyone': {
      file: controller,
      find: `${remove}${both}`,
      replace: `${remove}${idOnly}`,
    },
    'delete-all': {
      file: controller,
      find: `${remove}${both}`,
      replace: `${remove}  const where = { owner: req.user.id };\n`,
    },
    'delete-said': {
      file: controller,
      find: counted,
      replace: `  const count = await Log.count({ where });\n  if (count === 0) ${gone}`,
    },
    'delete-uncounted': {
      file: controller,
      find: counted,
      replace: '  await Log.destroy({ where });\n',
    },
    'says-whose': {
      file: controller,
      find: `${both}${find}`,
      replace: `  const log = await Log.findByPk(parseId(req.params.id));
  if (log && log.owner !== req.user.id) {
    throw new HttpError(403, 'That log is not yours');
  }
`,
    },
    'any-id': {
      file: 'lib/parse-id.ts',
      find: '  if (!/^[1-9]\\d{0,9}$/.test(text) || Number(text) > 2147483647) {\n',
      replace: '  if (false) {\n',
    },
    // Not a fault for a check: the page tries it.
    'two-paths': [
      {
        file: accounts,
        find: "// Mounted twice: /api/user/signin is the course's, /api/login the assignment's.\nexport const login = express.Router();\nusers.use('/signin', login);\n",
        replace: 'export const login = express.Router();\n',
      },
      {
        file: 'app.ts',
        find: "app.use('/api/login', login);\n",
        replace: "app.use(['/api/login', '/api/user/signin'], login);\n",
      },
    ],
  },
  checks: [
    {
      key: '12.00/create-user',
      title: 'POST /api/user/ makes an account and gives a token',
      kind: 'http',
      hints: {
        nudge:
          'Which router answers at /api/user, and at which path inside it?',
        page: '#two-accounts',
        where: accounts,
      },
      faults: ['no-user-route'],
      async run({ ask }) {
        tokenIn((await newAccount(ask)).answer);
      },
    },
    {
      key: '12.00/user-refused',
      title:
        'A user without name or password is refused with 400, a taken name with 409',
      kind: 'http',
      hints: {
        nudge: 'What arrives where the client sent no password, or a number?',
        page: '#failures',
        where: accounts,
      },
      faults: ['user-unchecked', 'names-twice'],
      async run({ ask }) {
        const user = newUser();
        await newAccount(ask, user);
        const { username, password } = newUser();
        const wrong = [
          {},
          { username },
          { password },
          { username: 7, password },
        ];
        for (const one of [...wrong, { username, password: ['a'] }]) {
          const answer = await sendUser(ask, '/api/user/', one);
          shouldRefuse(answer, 400, JSON.stringify({ user: one }));
        }
        shouldRefuse(await ask.post('/api/user/'), 400, 'no body');
        const taken = await sendUser(ask, '/api/user/', user);
        shouldRefuse(taken, 409, 'a name that somebody has');
      },
    },
    {
      key: '12.00/login',
      title: 'POST /api/login/ gives a token to who has the password',
      kind: 'http',
      hints: {
        nudge: 'Where is the router of sign-in mounted?',
        page: '#two-accounts',
        where: 'app.ts#start',
      },
      faults: ['no-login-route'],
      async run({ ask }) {
        const user = newUser();
        const { id } = await newAccount(ask, user);
        const answer = await sendUser(ask, '/api/login/', user);
        shouldAnswer(answer, {
          json: expect.objectContaining({
            user: expect.objectContaining({ id, username: user.username }),
            sessionToken: expect.any(String),
          }),
          saying: `"user" (with "id": ${id} and the name) and "sessionToken"`,
        });
        await opensTheGate(ask, tokenIn(answer).token);
      },
    },
    {
      key: '12.00/login-refused',
      title: 'A wrong password and an unknown name get the same 401',
      kind: 'http',
      hints: {
        nudge: 'What can a stranger learn from your two sentences?',
        page: '#failures',
        where: `${accounts}#login.post('/')`,
      },
      faults: ['any-password', 'tells-names', 'many-names', 'cut-off'],
      run: ({ ask }) => loginRefuses(ask),
    },
    {
      key: '12.00/password-kept',
      title: 'The password is stored as a bcrypt hash, which no answer shows',
      kind: 'database',
      hints: {
        nudge:
          'What goes into the column, and which fields go into the answer?',
        page: '#two-models',
        where: `${accounts}#visible`,
      },
      faults: ['plain-stored', 'hash-told'],
      async run({ ask, db }) {
        const user = newUser();
        const { answer } = await newAccount(ask, user);
        const row = await rowOf(db, user.username);
        const hash = String(row?.passwordhash);
        if (!(await bcrypt.compare(user.password, hash).catch(() => false))) {
          fail(
            'The column "passwordhash" of the table "users" holds no bcrypt hash of the password.',
          );
        }
        const login = await sendUser(ask, '/api/login/', user);
        shouldAnswer(login, { of: '12.00/login' });
        const teller = [answer, login].find(({ text }) => text.includes(hash));
        if (teller) fail(`The answer to ${teller.request} shows the hash.`);
      },
    },
    {
      key: '12.00/models',
      title: 'The tables users and logs have the columns of the assignment',
      kind: 'database',
      hints: {
        nudge: 'Which names do your models give to their tables and columns?',
        page: '#two-models',
        where: `${model}#Log.init`,
      },
      faults: ['no-log-routes', 'other-table', 'owner-by-name'],
      run: hasTables,
    },
    {
      key: '12.00/gate',
      title: 'All five log endpoints ask for a token that is good',
      kind: 'http',
      hints: {
        nudge: 'What stands before the router of the logs?',
        page: '#who-needs-a-token',
        where: 'app.ts#start',
      },
      faults: ['no-gate', 'gate-decodes'],
      run: turnsAwayAll,
    },
    {
      key: '12.00/create-log',
      title: 'POST /api/log/ stores a log of who asks and answers { log: row }',
      kind: 'http',
      hints: {
        nudge:
          'Which four values make a row, and what do you give to res.json?',
        page: '#five-for-logs',
        where: `${controller}#logs.post('/')`,
      },
      faults: ['no-log-routes', 'bare-row', 'not-stored', 'one-column'],
      async run({ ask }) {
        const { id: owner, token } = await newAccount(ask);
        const mine = withToken(ask, token);
        const log = newLog();
        const answer = await sendLog(mine, log);
        shouldShowLog(answer, { ...log, id: expect.any(Number), owner });
        const { id } = answer.json.log;
        const stored = await logOf(mine, id);
        if (stored?.description === log.description) return;
        fail(`${answer.request} answers with log ${id}, and it is not stored.`);
      },
    },
    {
      key: '12.00/owner-from-token',
      title: 'The owner of a log comes from the token, whoever the body names',
      kind: 'http',
      hints: {
        nudge: 'Which parts of the body do you take, all of them?',
        page: '#five-for-logs',
        where: `${controller}#readLog`,
      },
      faults: ['owner-from-body'],
      async run({ ask }) {
        const other = await newAccount(ask);
        const mine = await asNewLogger(ask);
        await storeLog(mine);
        const { id: owner } = other;
        const log = newLog();
        // To refuse such a body is right too.
        const answer = await sendLog(mine, { ...log, owner, ownerId: owner });
        const theirs = await logsOf(withToken(ask, other.token));
        if (theirs.some((one) => one.description === log.description)) {
          fail(
            'A user can store logs for another one, by an owner in the body.',
          );
        }
        if (answer.status >= 300) return;
        const own = await logsOf(mine);
        if (own.some((one) => one.description === log.description)) return;
        fail(
          `${answer.request} with an owner in the body answers success, and the log is in nobody's list.`,
        );
      },
    },
    {
      key: '12.00/log-refused',
      title:
        'A log without a description, or with what is no text, is refused with 400',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the fields before they reach the database?',
        page: '#failures',
        where: `${controller}#readLog`,
      },
      faults: ['no-description', 'any-type', 'body-taken-for-sure'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        await storeLog(mine);
        const log = newLog();
        const bad = [
          { definition: 'a', result: 'b' },
          ...[null, '', 7, true, ['a'], {}].map((description) => ({
            ...log,
            description,
          })),
          { ...log, definition: 7 },
          { ...log, result: { a: 1 } },
        ];
        for (const one of bad) {
          shouldRefuse(await sendLog(mine, one), 400, JSON.stringify(one));
        }
        shouldRefuse(await mine.post('/api/log/'), 400, 'no body');
        const broken = mine
          .post('/api/log/')
          .set('content-type', 'application/json');
        shouldRefuse(await broken.send('{'), 400, 'broken JSON');
        const flat = await mine.post('/api/log/').send(log);
        shouldRefuse(flat, 400, 'a body without "log"');
        const left = (await logsOf(mine)).length;
        if (left === 1) return;
        fail(`Logs were refused, and ${left - 1} of them stored all the same.`);
      },
    },
    {
      key: '12.00/texts',
      title: 'A text is stored as it was sent, or refused with 400',
      kind: 'http',
      hints: {
        nudge: 'How long may a STRING be, and what can PostgreSQL not store?',
        page: '#failures',
        where: `${model}#storable`,
      },
      faults: ['any-text'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const longest = 'x'.repeat(255);
        const id = await storeLog(mine, { description: longest });
        const kept = await logOf(mine, id);
        if (kept?.description !== longest) {
          fail('A description of 255 letters was not stored as it was sent.');
        }
        const bad = { '256 letters': 'x'.repeat(256), 'a NUL': 'a\0b' };
        for (const [what, text] of Object.entries(bad)) {
          for (const name of ['description', 'definition', 'result']) {
            const answer = await sendLog(mine, { ...newLog(), [name]: text });
            shouldRefuse(answer, 400, `${what} as ${name}`);
          }
        }
      },
    },
    {
      key: '12.00/list',
      title: 'GET /api/log/ lists the logs of who asks, and no others, by id',
      kind: 'http',
      hints: {
        nudge: 'Whose logs does findAll find, and in which order?',
        page: '#five-for-logs',
        where: `${controller}#logs.get('/')`,
      },
      faults: ['no-log-routes', 'everybodys-list', 'unordered'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewLogger(ask), await asNewLogger(ask)];
        const ids = [];
        for (const who of [mine, theirs, mine, mine]) {
          ids.push(await storeLog(who));
        }
        const [first, , second, third] = ids;
        // A changed row moves to the end of its table.
        const changed = await sendLog(mine, newLog(), first);
        shouldAnswer(changed, { of: '12.00/update' });
        const got = (await logsOf(mine)).map(({ id }) => id);
        if (String(got) === String([first, second, third])) return;
        fail(
          `A user who has the logs ${first}, ${second} and ${third} got ${got.join(', ') || 'none'}: ` +
            'one’s own are asked, all of them, in the order of their ids.',
        );
      },
    },
    {
      key: '12.00/one',
      title: 'GET /api/log/:id gives one log, and 404 where there is none',
      kind: 'http',
      hints: {
        nudge: 'What does findOne give you where there is no such row?',
        page: '#five-for-logs',
        where: `${controller}#logs.get('/:id')`,
      },
      faults: ['no-log-routes', 'null-row'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const log = newLog();
        await storeLog(mine);
        const id = await storeLog(mine, log);
        await storeLog(mine);
        shouldAnswer(await mine.get(`/api/log/${id}`), {
          json: expect.objectContaining({ id, ...log }),
          saying: `the row itself: "id": ${id}, "description": "${log.description}" and the others`,
        });
        shouldRefuse(await mine.get(`/api/log/${nobodys}`), 404);
      },
    },
    {
      key: '12.00/update',
      title: 'PUT /api/log/:id changes that log alone and answers { log: row }',
      kind: 'http',
      hints: {
        nudge: 'What does update give back, and where in it is the row?',
        page: '#five-for-logs',
        where: `${controller}#logs.put('/:id')`,
      },
      faults: ['update-all', 'count-unpacked', 'only-said'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const [before, log] = [newLog(), newLog()];
        const id = await storeLog(mine);
        const other = await storeLog(mine, before);
        const answer = await sendLog(mine, log, id);
        shouldShowLog(answer, { id, ...log });
        const now = await logOf(mine, id);
        if (now?.description !== log.description) {
          fail(`${answer.request} answers success, and the log is as before.`);
        }
        if ((await logOf(mine, other))?.description === before.description)
          return;
        fail('PUT /api/log/:id changes other logs of the user too.');
      },
    },
    {
      key: '12.00/update-refused',
      title:
        'A PUT of what is no log is refused with 400, one of a missing log with 404',
      kind: 'http',
      hints: {
        nudge: 'Is a log that is changed judged as one that is new?',
        page: '#failures',
        where: `${controller}#logs.put('/:id')`,
      },
      faults: ['update-unchecked', 'count-unpacked'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const log = newLog();
        const id = await storeLog(mine, log);
        for (const description of [null, '', 7, ['a']]) {
          const answer = await sendLog(mine, { ...log, description }, id);
          const what = `the description ${JSON.stringify(description)}`;
          shouldRefuse(answer, 400, what);
        }
        const none = await sendLog(mine, newLog(), nobodys);
        shouldRefuse(none, 404, 'the id of no log');
        const now = await logOf(mine, id);
        if (now?.description === log.description) return;
        fail('A PUT was refused, and the log is changed all the same.');
      },
    },
    {
      key: '12.00/owner-kept',
      title:
        'A log keeps its owner and its id, whatever the body of a PUT names',
      kind: 'http',
      hints: {
        nudge: 'Which properties of the body reach update?',
        page: '#five-for-logs',
        where: `${controller}#readLog`,
      },
      faults: ['owner-changed'],
      async run({ ask }) {
        const other = await newAccount(ask);
        const mine = await asNewLogger(ask);
        const id = await storeLog(mine);
        shouldAnswer(await sendLog(mine, newLog(), id), { of: '12.00/update' });
        const sent = { ...newLog(), owner: other.id, id: id + 1000 };
        // To refuse such a body is right too.
        const answer = await sendLog(mine, sent, id);
        if (await logOf(mine, id)) return;
        fail(
          `After ${answer.request} with "owner": ${other.id} and "id": ${sent.id} the log has another owner or id.`,
        );
      },
    },
    {
      key: '12.00/delete',
      title:
        'DELETE /api/log/:id deletes that log alone, and answers 404 the second time',
      kind: 'http',
      hints: {
        nudge: 'What does destroy count, and who looks at it?',
        page: '#five-for-logs',
        where: `${controller}#logs.delete('/:id')`,
      },
      faults: ['delete-all', 'delete-said', 'delete-uncounted'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        const [id, other] = [await storeLog(mine), await storeLog(mine)];
        const answer = await mine.delete(`/api/log/${id}`);
        shouldAnswer(answer, {});
        if (await logOf(mine, id)) {
          fail(
            `${answer.request} answers success, and the log is still there.`,
          );
        }
        if (!(await logOf(mine, other))) {
          fail('DELETE /api/log/:id deletes other logs of the user too.');
        }
        const again = await mine.delete(`/api/log/${id}`);
        shouldRefuse(again, 404, 'the id of a log that is gone');
      },
    },
    {
      key: '12.00/strangers-read',
      title:
        'Nobody can read the log of another user, or find out that it is there',
      kind: 'http',
      hints: {
        nudge: 'Who else could ask for this id?',
        page: '#two-users',
        where: `${controller}#logs.get('/:id')`,
      },
      faults: ['read-by-anyone', 'says-whose'],
      async run({ ask }) {
        const { mine, theirs, id } = await twoUsers(ask);
        shouldAnswer(await mine.get(`/api/log/${id}`), { of: '12.00/one' });
        const answer = await theirs.get(`/api/log/${id}`);
        if (answer.status < 300) {
          fail(
            `A user asked for log ${id}, which is another user's, and got ${shown(answer)}.`,
          );
        }
        shouldBeHidden(answer, await theirs.get(`/api/log/${nobodys}`));
      },
    },
    {
      key: '12.00/strangers-update',
      title: 'Nobody can change the log of another user',
      kind: 'http',
      hints: {
        nudge: 'Which two columns say which row a PUT changes?',
        page: '#two-users',
        where: `${controller}#logs.put('/:id')`,
      },
      faults: ['update-by-anyone', 'count-unpacked'],
      async run({ ask }) {
        const { mine, theirs, id, log } = await twoUsers(ask);
        const answer = await sendLog(theirs, newLog(), id);
        if ((await logOf(mine, id))?.description !== log.description) {
          fail(
            'One user can change the log of another: nobody asks for the owner.',
          );
        }
        shouldBeHidden(answer, await sendLog(theirs, newLog(), nobodys));
        const own = await sendLog(mine, newLog(), id);
        shouldAnswer(own, { of: '12.00/update' });
      },
    },
    {
      key: '12.00/strangers-delete',
      title: 'Nobody can delete the log of another user',
      kind: 'http',
      hints: {
        nudge: 'Which two columns say which row is deleted?',
        page: '#two-users',
        where: `${controller}#logs.delete('/:id')`,
      },
      faults: ['delete-by-anyone', 'delete-uncounted'],
      async run({ ask }) {
        const { mine, theirs, id } = await twoUsers(ask);
        const answer = await theirs.delete(`/api/log/${id}`);
        if (!(await logOf(mine, id))) {
          fail(
            'One user can delete the log of another: nobody asks for the owner.',
          );
        }
        shouldBeHidden(answer, await theirs.delete(`/api/log/${nobodys}`));
        const own = await mine.delete(`/api/log/${id}`);
        shouldAnswer(own, { of: '12.00/delete' });
      },
    },
    {
      key: '12.00/malformed-id',
      title: 'An id that is no whole number is refused with 400',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the id before PostgreSQL does?',
        page: '#failures',
        where: 'lib/parse-id.ts#parseId',
      },
      faults: ['any-id'],
      async run({ ask }) {
        const mine = await asNewLogger(ask);
        await storeLog(mine);
        for (const id of malformedIds) {
          const what = 'an id that is none';
          shouldRefuse(await mine.get(`/api/log/${id}`), 400, what);
          shouldRefuse(await sendLog(mine, newLog(), id), 400, what);
          shouldRefuse(await mine.delete(`/api/log/${id}`), 400, what);
        }
      },
    },
    {
      key: '12.00/statuses',
      title: 'What is made answers 201, what is deleted 204, all else 200',
      kind: 'http',
      hints: {
        nudge: 'Which status does Express send if you name none?',
        page: '#the-task',
        where: `${controller}#logs.post('/')`,
      },
      faults: ['as-200'],
      async run({ ask }) {
        const user = newUser();
        const { answer, token } = await newAccount(ask, user);
        shouldAnswer(answer, { status: 201 });
        const login = await sendUser(ask, '/api/login/', user);
        shouldAnswer(login, { status: 200 });
        const mine = withToken(ask, token);
        const made = await sendLog(mine, newLog());
        shouldAnswer(made, { status: 201 });
        const id = made.json?.log?.id;
        shouldAnswer(await mine.get('/api/log/'), { status: 200 });
        shouldAnswer(await mine.get(`/api/log/${id}`), { status: 200 });
        shouldAnswer(await sendLog(mine, newLog(), id), { status: 200 });
        shouldAnswer(await mine.delete(`/api/log/${id}`), { status: 204 });
      },
    },
  ],
});

async function opensTheGate(ask: Ask, token: string): Promise<void> {
  const withBearer = await withToken(ask, token).get('/api/log/');
  if (withBearer.status < 300) return;
  const bare = await ask.get('/api/log/').set('authorization', token);
  if (bare.status < 300) {
    fail(
      `GET /api/log/ takes the token alone in Authorization, and answers ${withBearer.status} where "Bearer " stands before it, as clients send it.`,
    );
  }
  const request = `${withBearer.request} with the token of POST /api/login/`;
  shouldAnswer({ ...withBearer, request }, {});
}

/** Ada's log, and somebody who is not Ada. */
async function twoUsers(ask: Ask) {
  const [mine, theirs] = [await asNewLogger(ask), await asNewLogger(ask)];
  const log = newLog();
  return { mine, theirs, log, id: await storeLog(mine, log) };
}

function shouldBeHidden(stranger: Answer, none: Answer): void {
  shouldRefuse(stranger, 404, 'the id of a log of another user');
  shouldLookAlike(stranger, none);
}

async function loginRefuses(ask: Ask): Promise<void> {
  const login = (user: unknown) => sendUser(ask, '/api/login/', user);
  const user = newUser();
  await newAccount(ask, user);
  const { username, password } = user;
  const wrong = await login({ username, password: `${password}!` });
  shouldRefuse(wrong, 401, 'a wrong password');
  const unknown = await login(newUser());
  shouldRefuse(unknown, 401, 'a name that nobody has');
  if (wrong.text !== unknown.text) {
    fail(
      `POST /api/login/ says ${shown(wrong)} to a wrong password, and ${shown(unknown)} to a name that nobody has: so anyone can find out which names exist.`,
    );
  }
  const bad = [{}, { username }, { username: [username, 'bob'], password }];
  for (const one of bad) {
    shouldRefuse(await login(one), 400, JSON.stringify({ user: one }));
  }
  shouldRefuse(await ask.post('/api/login/'), 400, 'no body');
  // bcrypt looks at 72 bytes: what is longer must be refused, here or there.
  const long = { ...newUser(), password: 'x'.repeat(80) };
  await sendUser(ask, '/api/user/', long);
  const other = { ...long, password: `${'x'.repeat(79)}y` };
  if ((await login(other)).status >= 300) return;
  fail(
    'A user whose password has 80 letters can sign in with another last letter: bcrypt looks at 72 bytes only.',
  );
}

const columns = {
  users: ['username', 'passwordhash'],
  logs: ['description', 'definition', 'result', 'owner'],
};

async function hasTables({ server, db }: Subject): Promise<void> {
  await server();
  const found = await db.tables();
  for (const [name, wanted] of Object.entries(columns)) {
    const table = found.find((one) => one.name === name);
    if (!table) {
      const names = found.map((one) => one.name).join(', ') || 'none';
      fail(`There is no table "${name}" after the start: there is ${names}.`);
    }
    const has = table.columns.map((one) => one.name);
    const lacking = wanted.find((one) => !has.includes(one));
    if (lacking) fail(`The table "${name}" has no column "${lacking}".`);
    for (const { name: column, type } of table.columns) {
      const isNumber = /int/.test(type);
      if (!wanted.includes(column) || isNumber === (column === 'owner'))
        continue;
      fail(`The column "${column}" of "${name}" is of the type ${type}.`);
    }
  }
}

async function turnsAwayAll({ ask, secret, db }: Subject): Promise<void> {
  const { token, payload } = tokenIn((await newAccount(ask)).answer);
  const mine = withToken(ask, token);
  const log = newLog();
  const id = await storeLog(mine, log);
  // All that the server's own tokens say, so that only what is wrong is.
  const claims = { ...payload, exp: 9_999_999_999 };
  const none = sealed(claims, { alg: 'none', typ: 'JWT' }, () => '');
  const rows = await countRows(db, 'logs');
  const gone = await newAccount(ask);
  await db.query('delete from users where id = $1', [gone.id]);
  const tokens = {
    'no token': undefined,
    'a token that is none': 'Bearer open.sesame.please',
    'a token of another secret': `Bearer ${hmacToken(claims, 'x'.repeat(40))}`,
    'a token without a signature': `Bearer ${none}`,
    'an expired token': `Bearer ${hmacToken({ ...claims, exp: 1 }, secret())}`,
    'the token of a user who is deleted': `Bearer ${gone.token}`,
  };
  for (const [what, header] of Object.entries(tokens)) {
    for (const send of [read, list, make, change, erase]) {
      const question = send();
      if (header) question.set('authorization', header);
      shouldRefuse(await question, 401, what);
    }
  }
  const more = (await countRows(db, 'logs')) - rows;
  const now = await logOf(mine, id);
  if (more === 0 && now?.description === log.description) return;
  fail('A request without a good token was refused, and did its work.');

  function read() {
    return ask.get(`/api/log/${id}`);
  }
  function list() {
    return ask.get('/api/log/');
  }
  function make() {
    return ask.post('/api/log/').send({ log: newLog() });
  }
  function change() {
    return ask.put(`/api/log/${id}`).send({ log: newLog() });
  }
  function erase() {
    return ask.delete(`/api/log/${id}`);
  }
}

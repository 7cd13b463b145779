// 06.02.02: the user who was sent, once, and never with the password.
import {
  checksFor,
  expect,
  fail,
  refuses,
  shouldAnswer,
  shouldRefuse,
  shown,
  withSlowInserts,
  withoutTable,
} from './define';
import { newUser, rowOf, signedUp, signUp } from './accounts';

const controller = 'controllers/usercontroller.ts';
const model = 'models/user.ts';
const allowed = 'args: /^[^\\p{Cc}\\p{Cs}]{0,255}$/u';
const picked = 'user: { id: user.id, username: user.username }';
const taken = '    if (err instanceof UniqueConstraintError) {';

export default checksFor('06.02.02', {
  edits: {
    'fixed-name': {
      file: controller,
      find: 'User.create({ username, ',
      replace: "User.create({ username: 'The Dude', ",
    },
    'lower-case': {
      file: controller,
      find: 'User.create({ username, ',
      replace: 'User.create({ username: username.toLowerCase(), ',
    },
    trimmed: {
      file: controller,
      find: 'User.create({ username, ',
      replace: 'User.create({ username: username.trim(), ',
    },
    'all-409': { file: controller, find: taken, replace: '    if (err) {' },
    'says-all': {
      file: controller,
      find: "{ error: 'The user could not be created' }",
      replace: '{ error: String(err) }',
    },
    'whole-row': {
      file: controller,
      find: `      // Picked by name: the whole row would carry the password out.\n      ${picked}`,
      replace: '      user',
    },
    'no-message': {
      file: controller,
      find: "      message: 'created',\n",
      replace: '',
    },
    'no-409': { file: controller, find: taken, replace: '    if (false) {' },
    'look-first': [
      {
        file: controller,
        find: '  try {\n',
        replace:
          "  if (await User.findOne({ where: { username } })) {\n    res.status(409).json({ error: 'This username is taken' });\n    return;\n  }\n  try {\n",
      },
      { file: controller, find: taken, replace: '    if (false) {' },
    ],
    'no-if': {
      file: controller,
      find: '  if (!isText(username) || !isText(password)) {',
      replace: '  if (false) {',
    },
    'name-only': {
      file: controller,
      find: '  if (!isText(username) || !isText(password)) {',
      replace: '  if (!isText(username)) {',
    },
    'blank-name': {
      file: model,
      find: "        notEmpty: { msg: 'A username must not be blank' },\n",
      replace: '',
    },
    'any-length': {
      file: model,
      find: allowed,
      replace: allowed.replace('{0,255}', '*'),
    },
    'any-character': {
      file: model,
      find: allowed,
      replace: 'args: /^.{0,255}$/su',
    },
    'any-password': {
      file: controller,
      find: '  if (password.length > 255) {',
      replace: '  if (false) {',
    },
    'no-400': {
      file: controller,
      find: '    if (err instanceof ValidationError) {',
      replace: '    if (false) {',
    },
    'wide-first': [
      {
        file: controller,
        find: `${taken}\n      res.status(409).json({ error: 'This username is taken' });`,
        replace:
          '    if (err instanceof ValidationError) {\n      res.status(400).json({ error: err.errors[0].message });',
      },
    ],
    'whole-error': {
      file: controller,
      find: 'console.error(String(err))',
      replace: 'console.error(err)',
    },
    'no-fallback': {
      file: controller,
      find: 'req.body?.user ?? {}',
      replace: 'req.body.user',
    },
    'plain-200': {
      file: controller,
      find: '    res.status(201).json({',
      replace: '    res.json({',
    },
  },
  checks: [
    {
      key: '06.02.02/stores-sent',
      title: 'POST /api/user/createuser stores the name that was sent',
      kind: 'database',
      hints: {
        nudge: 'Where in the request do name and password stand?',
        page: '#the-change',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['fixed-name', 'lower-case'],
      async run({ ask, db }) {
        const user = newUser();
        await signedUp(ask, user);
        if (await rowOf(db, user.username)) return;
        fail(
          `POST /api/user/createuser was sent the name "${user.username}", ` +
            'but no row of "users" has it.',
        );
      },
    },
    {
      key: '06.02.02/name-kept',
      title: 'A name is stored with the spaces around it, or refused',
      kind: 'database',
      advice: true,
      hints: {
        nudge: 'Will your sign-in change a name in the same way?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['trimmed'],
      async run({ ask, db }) {
        await signedUp(ask);
        const user = newUser();
        const username = ` ${user.username} `;
        const { status } = await signUp(ask, { ...user, username });
        if (status >= 300 || (await rowOf(db, username))) return;
        fail(
          `POST /api/user/createuser was sent the name "${username}" and stored another. ` +
            'Whoever types it again in the same way is then unknown, unless your sign-in changes it too.',
        );
      },
    },
    {
      key: '06.02.02/our-fault',
      title: 'POST /api/user/createuser answers 500 where the database fails',
      kind: 'database',
      hints: {
        nudge: 'Which errors of create are no name that is taken?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['all-409', 'says-all'],
      async run({ ask, db }) {
        await signedUp(ask);
        const answer = await withoutTable(db, 'users', async () =>
          signUp(ask, newUser()),
        );
        const request = `Where the table "users" is gone, ${answer.request}`;
        shouldRefuse({ ...answer, request }, 500);
        if (!/relation|sequelize|select|insert/i.test(answer.text)) return;
        fail(
          `POST /api/user/createuser tells the client what only your log should know: ${shown(answer)}.`,
        );
      },
    },
    {
      key: '06.02.02/answer',
      title: 'The answer is 201 with the user and a message',
      kind: 'http',
      hints: {
        nudge: 'Which status says "created", and what stands in the answer?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['no-message', 'plain-200'],
      async run({ ask }) {
        const { username, password } = newUser();
        shouldAnswer(await signedUp(ask, { username, password }), {
          status: 201,
          json: expect.objectContaining({
            user: expect.objectContaining({ id: expect.anything(), username }),
            message: 'created',
          }),
          saying: '"user" (with "id" and "username") and "message": "created"',
        });
      },
    },
    {
      key: '06.02.02/no-password',
      title: 'The answer never holds the password',
      kind: 'http',
      hints: {
        nudge: 'Which columns has the row that you send back?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['whole-row'],
      async run({ ask }) {
        const { username, password } = newUser();
        const answer = await signedUp(ask, { username, password });
        shouldAnswer(answer, {
          json: (json) => json?.user?.username === username,
          saying: 'the user',
        });
        const { user } = answer.json;
        if (!answer.text.includes(password) && !('passwordhash' in user))
          return;
        fail(
          'The answer of POST /api/user/createuser gives the password away. ' +
            'Pick "id" and "username" by name.',
        );
      },
    },
    {
      key: '06.02.02/log',
      title: 'The password never stands in the log',
      kind: 'database',
      hints: {
        nudge: 'What does an error of Sequelize carry besides its message?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['whole-error'],
      async run({ server, ask, db }) {
        const before = newUser();
        const answer = await signedUp(ask, before);
        shouldAnswer(answer, {
          json: (json) => json?.user?.username === before.username,
          saying: 'the user',
        });
        const user = newUser();
        await withoutTable(db, 'users', async () => signUp(ask, user));
        const { log } = await server();
        if (!log().includes(user.password)) return;
        fail(
          'The table could not be reached, and your server wrote the password ' +
            'into its log. Log the message of the error, not the whole of it.',
        );
      },
    },
    {
      key: '06.02.02/name-taken',
      title: 'A name that is taken answers 409',
      kind: 'http',
      hints: {
        nudge: 'Which error does the model throw for a second row?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['no-409', 'wide-first'],
      async run({ ask }) {
        const user = newUser();
        await signedUp(ask, user);
        shouldRefuse(await signUp(ask, user), 409, 'a name that is taken');
      },
    },
    {
      key: '06.02.02/race',
      title: 'Of sign-ups at the same moment, one gets the name',
      kind: 'http',
      hints: {
        nudge:
          'Who can say for sure that a name is free: your code or the table?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      dependsOn: ['app.ts', 'controllers/usercontroller.ts', 'models/user.ts'],
      faults: ['no-409', 'look-first'],
      async run({ server, ask, db }) {
        await server();
        await signedUp(ask);
        const user = newUser();
        // Slowed down, so that all of them have asked before one is stored.
        const answers = await withSlowInserts(db, 'users', () =>
          Promise.all([1, 2, 3, 4, 5].map(() => signUp(ask, user))),
        );
        const codes = answers.map(({ status }) => status);
        const made = codes.filter((code) => code < 300).length;
        if (made === 1 && codes.every((code) => code < 300 || code === 409)) {
          return;
        }
        fail(
          `Five sign-ups with one name at the same moment answered ${codes.join(', ')}. ` +
            'One should be 201, the others 409.',
        );
      },
    },
    {
      key: '06.02.02/missing',
      title: 'A user without a name or a password answers 400',
      kind: 'http',
      hints: {
        nudge: 'What is req.body if the request has none?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['no-if', 'name-only', 'no-fallback'],
      async run({ ask }) {
        const { username, password } = newUser();
        const bodies = [
          undefined,
          {},
          { user: { username } },
          { user: { password } },
          { user: { username, password: 12345678 } },
          { user: { username: ['ada'], password } },
          { user: { username: '', password } },
        ];
        await refuses(ask, 'POST /api/user/createuser', bodies, 400);
      },
    },
    {
      key: '06.02.02/wrong-name',
      title: 'A blank name, or one that the table cannot hold, answers 400',
      kind: 'http',
      hints: {
        nudge: 'Which rules of the model can say what a name may be?',
        page: '#what-a-name-may-be',
        where: `${model}#User.init`,
      },
      faults: ['blank-name', 'any-character', 'no-400'],
      async run({ ask }) {
        const { username, password } = newUser();
        const names = ['   ', `${username}\0`, `${username}\ud83d`];
        for (const name of names) {
          const answer = await signUp(ask, { username: name, password });
          shouldRefuse(answer, 400, `the name ${JSON.stringify(name)}`);
        }
      },
    },
    {
      key: '06.02.02/too-long',
      title: 'A name or a password too long for its column answers 400',
      kind: 'http',
      hints: {
        nudge: 'How many characters does a column of DataTypes.STRING take?',
        page: '#what-a-name-may-be',
        where: `${model}#User.init`,
      },
      faults: ['any-length', 'any-password'],
      async run({ ask }) {
        for (const field of ['username', 'password']) {
          const long = { ...newUser(), [field]: 'x'.repeat(256) };
          const answer = await signUp(ask, long);
          shouldRefuse(answer, 400, `a ${field} of 256 letters`);
        }
      },
    },
  ],
});

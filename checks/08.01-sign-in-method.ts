// 08.01: somebody comes back.
import {
  checksFor,
  expect,
  fail,
  logDuring,
  refuses,
  shouldAnswer,
  shouldRefuse,
  shouldAnswerOnce,
  shown,
  withoutTable,
} from './define';
import { newUser, signedUp, signIn } from './accounts';

const controller = 'controllers/usercontroller.ts';
const notFound =
  "      res.status(401).json({ error: 'Wrong username or password' });\n";
const ours =
  "    res.status(500).json({ error: 'The sign-in could not be checked' });\n";

export default checksFor('08.01', {
  edits: {
    'no-where': {
      file: controller,
      find: 'User.findOne({ where: { username } })',
      replace: 'User.findOne()',
    },
    'no-await': {
      file: controller,
      find: 'await User.findOne(',
      replace: '(User as any).findOne(',
    },
    'whole-row': {
      file: controller,
      find: '    res.json({ user: visible(user) });\n',
      replace: '    res.json({ user });\n',
    },
    'as-500': {
      file: controller,
      find: notFound,
      replace: notFound.replace('401', '500'),
    },
    'any-name': {
      file: controller,
      find: "  if (!isText(username)) {\n    res.status(400).json({ error: 'Send",
      replace: "  if (false) {\n    res.status(400).json({ error: 'Send",
    },
    like: {
      file: controller,
      find: 'User.findOne({ where: { username } })',
      replace:
        "User.findOne({ where: { username: { [require('sequelize').Op.like]: username } } })",
    },
    'in-sql': {
      file: controller,
      find: 'User.findOne({ where: { username } })',
      replace:
        "User.findOne({ where: require('sequelize').literal(`username = '${username}'`) })",
    },
    'hash-logged': {
      file: controller,
      find: '    res.json({ user: visible(user) });',
      replace:
        '    console.log(user.passwordhash);\n    res.json({ user: visible(user) });',
    },
    logged: {
      file: controller,
      find: 'const user = await User.findOne',
      replace: 'console.log(req.body);\n    const user = await User.findOne',
    },
    'no-return': {
      file: controller,
      find: `${notFound}      return;\n`,
      replace: notFound,
    },
    'lower-case': {
      file: controller,
      find: 'User.findOne({ where: { username } })',
      replace: 'User.findOne({ where: { username: username.toLowerCase() } })',
    },
    // Express then answers, with a page that names our files.
    'no-catch': {
      file: controller,
      find: `    console.error(String(err));\n${ours}`,
      replace: '    throw err;\n',
    },
    'says-all': {
      file: controller,
      find: ours,
      replace: '    res.status(500).json({ error: String(err) });\n',
    },
    // Not faults for a check of this lesson: the page tries them.
    'await-forgotten': {
      file: controller,
      find: 'await User.findOne(',
      replace: 'User.findOne(',
    },
    'nobody-found': {
      file: controller,
      find: `    if (!user) {\n${notFound}      return;\n    }\n`,
      replace: '',
    },
    'fewer-columns': {
      file: controller,
      find: 'User.findOne({ where: { username } })',
      replace:
        "User.findOne({\n      where: { username },\n      attributes: ['id', 'username'],\n    })",
    },
  },
  checks: [
    {
      key: '08.01/signin',
      title: 'POST /api/user/signin finds the user of that name',
      kind: 'http',
      hints: {
        nudge: 'Which method of the model finds one row, and by what?',
        page: '#the-change',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['no-where', 'no-await', 'lower-case', 'in-sql'],
      async run({ ask }) {
        await signedUp(ask);
        const user = newUser();
        await signedUp(ask, user);
        shouldAnswer(await signIn(ask, user), {
          json: expect.objectContaining({
            user: expect.objectContaining({ username: user.username }),
          }),
          saying: `"user" with the username ${user.username},`,
        });
      },
    },
    {
      key: '08.01/no-hash',
      title: 'The answer to a sign-in never holds the hash',
      kind: 'http',
      hints: {
        nudge: 'Which columns has the row that findOne gives you?',
        page: '#how-it-works',
        where: `${controller}#visible`,
      },
      faults: ['whole-row'],
      async run({ ask }) {
        const user = newUser();
        await signedUp(ask, user);
        const answer = await signIn(ask, user);
        shouldAnswer(answer, { of: '08.01/signin' });
        if (!/passwordhash|\$2[aby]\$/.test(answer.text)) return;
        fail('The answer of POST /api/user/signin gives the hash away.');
      },
    },
    {
      key: '08.01/unknown',
      title: 'An unknown name answers 401',
      kind: 'http',
      hints: {
        nudge: 'What does findOne give you where there is no such row?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['as-500', 'no-await', 'no-return', 'like'],
      async run(subject) {
        const { ask } = subject;
        const user = newUser();
        await signedUp(ask, user);
        await shouldAnswerOnce(subject, async () => {
          const answer = await signIn(ask, newUser());
          shouldRefuse(answer, 401, 'an unknown name');
        });
        // LIKE takes _ for any letter.
        const username = `${user.username.slice(0, -1)}_`;
        const answer = await signIn(ask, { ...user, username });
        shouldRefuse(answer, 401, `the name "${username}", which nobody has`);
      },
    },
    {
      key: '08.01/log',
      title: 'A sign-in leaves no password and no hash in the log',
      kind: 'http',
      hints: {
        nudge: 'Who else can read what your server prints?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['logged', 'hash-logged'],
      async run(subject) {
        const user = newUser();
        await signedUp(subject.ask, user);
        const printed = await logDuring(subject, async () => {
          const answer = await signIn(subject.ask, user);
          shouldAnswer(answer, { of: '08.01/signin' });
        });
        if (printed.includes(user.password)) {
          fail('Your server prints the password of a sign-in into its log.');
        }
        if (!/\$2[aby]\$\d\d\$/.test(printed)) return;
        fail('Your server prints the hash of a password into its log.');
      },
    },
    {
      key: '08.01/only-text',
      title: 'A name that is no text answers 400',
      kind: 'http',
      hints: {
        nudge: 'What could a client send as a name, other than a text?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['any-name'],
      async run({ ask }) {
        const { password } = newUser();
        const names = [['ada', 'bob'], { ne: '' }, 7, undefined];
        const bodies = names.map((username) => ({
          user: { username, password },
        }));
        await refuses(ask, 'POST /api/user/signin', bodies, 400);
      },
    },
    {
      key: '08.01/our-fault',
      title: 'POST /api/user/signin answers 500 where the database fails',
      kind: 'database',
      hints: {
        nudge: 'Where does an error go that findOne throws?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['no-catch', 'says-all'],
      async run({ ask, db }) {
        const user = newUser();
        await signedUp(ask, user);
        await withoutTable(db, 'users', async () => {
          const answer = await signIn(ask, user);
          shouldRefuse(answer, 500, 'the table "users" gone');
          if (!/relation|sequelize|select/i.test(answer.text)) return;
          fail(
            `POST /api/user/signin tells the client what only your log should know: ${shown(answer)}.`,
          );
        });
      },
    },
  ],
});

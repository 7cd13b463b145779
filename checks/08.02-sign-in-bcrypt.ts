// 08.02: the password is compared, and a refusal tells nothing.
import {
  checksFor,
  expect,
  fail,
  interesting,
  shouldAnswer,
  shouldAnswerOnce,
  shouldRefuse,
  shown,
} from './define';
import { newUser, signedUp, signIn } from './accounts';

const controller = 'controllers/usercontroller.ts';
const compare = 'await bcrypt.compare(password, hash)';
const refuse = '    if (!user || !matches || tooLong) {\n';

export default checksFor('08.02', {
  edits: {
    'not-compared': { file: controller, find: compare, replace: 'true' },
    'no-await': {
      file: controller,
      find: compare,
      replace: compare.replace('await ', ''),
    },
    'turned-round': {
      file: controller,
      find: 'bcrypt.compare(password, hash)',
      replace: 'bcrypt.compare(hash, password)',
    },
    'says-which': {
      file: controller,
      find: refuse,
      replace: `    if (!user) {\n      res.status(401).json({ error: 'No such user' });\n      return;\n    }\n${refuse}`,
    },
    'two-codes': {
      file: controller,
      find: refuse,
      replace: `    if (!user) {\n      res.status(404).json({ error: 'Wrong username or password' });\n      return;\n    }\n${refuse}`,
    },
    'no-message': {
      file: controller,
      find: ", message: 'successfully authenticated'",
      replace: '',
    },
    'cut-off': {
      file: controller,
      find: refuse,
      replace: refuse.replace(' || tooLong', ''),
    },
    'no-return': {
      file: controller,
      find: `${refuse}      res.status(401).json({ error: 'Wrong username or password' });\n      return;\n`,
      replace: `${refuse}      res.status(401).json({ error: 'Wrong username or password' });\n`,
    },
    'no-password': {
      file: controller,
      find: `  if (!isText(username) || !isText(password)) {\n    res.status(400).json({ error: 'Send`,
      replace: `  if (!isText(username)) {\n    res.status(400).json({ error: 'Send`,
    },
    'let-in-without': [
      {
        file: controller,
        find: `  if (!isText(username) || !isText(password)) {\n    res.status(400).json({ error: 'Send`,
        replace: `  if (!isText(username)) {\n    res.status(400).json({ error: 'Send`,
      },
      { file: controller, find: compare, replace: `!password || (${compare})` },
      {
        file: controller,
        find: 'bcrypt.truncates(password);',
        replace: 'password && bcrypt.truncates(password);',
      },
    ],
    'lower-case': {
      file: controller,
      find: compare,
      replace: compare.replace('password,', 'password.toLowerCase(),'),
    },
    // Not faults for a check of this lesson: the page tries them.
    'plain-stored': {
      file: controller,
      find: 'await bcrypt.hash(password, 10)',
      replace: 'password',
    },
    'quick-no': {
      file: controller,
      find: `    const matches = ${compare};\n`,
      replace:
        '    const matches = user !== null && (await bcrypt.compare(password, hash));\n',
    },
  },
  checks: [
    {
      key: '08.02/right-password',
      title: 'The right password is let in',
      kind: 'http',
      hints: {
        nudge: 'In which order does compare take its two arguments?',
        page: '#the-change',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['turned-round', 'no-message', 'lower-case'],
      async run({ ask }) {
        const user = newUser();
        await signedUp(ask, user);
        shouldAnswer(await signIn(ask, user), {
          json: expect.objectContaining({
            user: expect.objectContaining({ username: user.username }),
            message: 'successfully authenticated',
          }),
          saying: '"user" and "message": "successfully authenticated"',
        });
      },
    },
    {
      key: '08.02/wrong-password',
      title: 'A wrong password answers 401',
      kind: 'http',
      hints: {
        nudge: 'What does compare give you before you wait for it?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['not-compared', 'no-await', 'no-return'],
      async run(subject) {
        const user = newUser();
        await signedUp(subject.ask, user);
        await shouldAnswerOnce(subject, async () => {
          const answer = await signIn(subject.ask, {
            ...user,
            password: 'wrong',
          });
          shouldRefuse(answer, 401, 'a wrong password');
        });
      },
    },
    {
      key: '08.02/missing',
      title: 'A sign-in without a password answers 400',
      kind: 'http',
      hints: {
        nudge: 'What does compare do with a password that is not there?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['no-password', 'let-in-without'],
      async run({ ask }) {
        const user = newUser();
        await signedUp(ask, user);
        for (const password of [undefined, '', ['wrong']]) {
          const answer = await signIn(ask, { ...user, password });
          const what = JSON.stringify(password) ?? 'no password';
          shouldRefuse(answer, 400, `the right name and ${what}`);
        }
      },
    },
    {
      key: '08.02/same-answer',
      title: 'A wrong password and an unknown name get the same answer',
      kind: 'http',
      hints: {
        nudge: 'What could a stranger learn from two different answers?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['says-which', 'two-codes'],
      async run({ ask }) {
        const user = newUser();
        await signedUp(ask, user);
        const wrong = await signIn(ask, { ...user, password: 'wrong' });
        const unknown = await signIn(ask, newUser());
        const same =
          wrong.status === unknown.status && wrong.text === unknown.text;
        if (same) return;
        const from = interesting(wrong.text, unknown.text);
        fail(
          `A wrong password answered ${wrong.status} with ${shown(wrong, from)}, an unknown ` +
            `name ${unknown.status} with ${shown(unknown, from)}: so anyone can find out which names exist.`,
        );
      },
    },
    {
      key: '08.02/long-password',
      title: 'A password with something behind its 72 bytes answers 401',
      kind: 'http',
      hints: {
        nudge: 'How much of what was typed does compare look at?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['cut-off'],
      async run({ ask }) {
        const user = { ...newUser(), password: 'x'.repeat(72) };
        await signedUp(ask, user);
        const longer = { ...user, password: `${user.password}and` };
        const answer = await signIn(ask, longer);
        shouldRefuse(answer, 401, 'a password of 72 letters and three more');
      },
    },
  ],
});

// 07.02: what is stored is a hash.
import bcrypt from 'bcryptjs';
import { checksFor, fail, shouldAnswer, shouldRefuse } from './define';
import { newUser, rowOf, signUp } from './accounts';

const controller = 'controllers/usercontroller.ts';
const hash = '    const passwordhash = await bcrypt.hash(password, 10);\n';

export default checksFor('07.02', {
  edits: {
    'plain-stored': {
      file: controller,
      find: hash,
      replace: '    const passwordhash = password;\n',
    },
    'no-await': {
      file: controller,
      find: hash,
      replace: `${hash.replace('await ', '')}`,
    },
    'wrong-text': {
      file: controller,
      find: 'bcrypt.hash(password, 10)',
      replace: 'bcrypt.hash(username, 10)',
    },
    'cheap-cost': {
      file: controller,
      find: 'bcrypt.hash(password, 10)',
      replace: 'bcrypt.hash(password, 6)',
    },
    'too-long': {
      file: controller,
      find: '  if (bcrypt.truncates(password)) {',
      replace: '  if (false) {',
    },
    // Not faults for a check of this lesson: the page tries them.
    'hash-sent': {
      file: controller,
      find: '      user: { id: user.id, username: user.username },\n',
      replace: '      user,\n',
    },
    'cost-12': {
      file: controller,
      find: 'bcrypt.hash(password, 10)',
      replace: 'bcrypt.hash(password, 12)',
    },
    'never-a-text': {
      file: controller,
      find: '  if (!isText(username) || !isText(password)) {',
      replace: '  if (false) {',
    },
  },
  checks: [
    {
      key: '07.02/hash-stored',
      title: 'A bcrypt hash of the password is stored, not the password',
      kind: 'database',
      hints: {
        nudge: 'Which value goes into the column passwordhash?',
        page: '#the-change',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['plain-stored', 'no-await', 'wrong-text'],
      async run({ ask, db }) {
        const user = newUser();
        shouldAnswer(await signUp(ask, user), {});
        const stored = String((await rowOf(db, user.username))?.passwordhash);
        if (stored === user.password) {
          fail(
            'The table "users" holds the password itself, as anyone can read.',
          );
        }
        if (!/^\$2[aby]\$\d\d\$.{53}$/.test(stored)) {
          fail(`The column "passwordhash" holds no bcrypt hash: ${stored}`);
        }
        if (await bcrypt.compare(user.password, stored)) return;
        fail('The stored hash is of another text than the password.');
      },
    },
    {
      key: '07.02/cost',
      title: 'The hash has a cost of 10 or more',
      kind: 'database',
      realHash: true,
      hints: {
        nudge: 'What does the second argument of hash say?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      dependsOn: ['controllers/usercontroller.ts', 'models/user.ts'],
      faults: ['cheap-cost'],
      async run({ ask, db }) {
        const user = newUser();
        shouldAnswer(await signUp(ask, user), {});
        const stored = String((await rowOf(db, user.username))?.passwordhash);
        const cost = Number(/^\$2[aby]\$(\d\d)\$/.exec(stored)?.[1]);
        if (cost >= 10) return;
        fail(
          Number.isNaN(cost)
            ? 'The column "passwordhash" holds no bcrypt hash.'
            : `The hash has a cost of ${cost}. Below 10 it is guessed too quickly.`,
        );
      },
    },
    {
      key: '07.02/long-password',
      title: 'A password of more than 72 bytes answers 400',
      kind: 'http',
      hints: {
        nudge: 'How much of a password does bcrypt look at?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['too-long'],
      async run({ ask }) {
        // 37 letters, 74 bytes.
        const user = { ...newUser(), password: 'é'.repeat(37) };
        const answer = await signUp(ask, user);
        shouldRefuse(answer, 400, 'a password of 74 bytes');
      },
    },
  ],
});

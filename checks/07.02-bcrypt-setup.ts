// 07.02: what is stored is a hash.
import bcrypt from 'bcryptjs';
import { checksFor, fail, shouldRefuse } from './define';
import { newUser, rowOf, signedUp, signUp } from './accounts';

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
    'one-salt': {
      file: controller,
      find: 'bcrypt.hash(password, 10)',
      replace: "bcrypt.hash(password, '$2b$10$abcdefghijklmnopqrstuu')",
    },
    trimmed: {
      file: controller,
      find: 'bcrypt.hash(password, 10)',
      replace: 'bcrypt.hash(password.trim(), 10)',
    },
    'kept-besides': [
      {
        file: 'models/user.ts',
        find: '    passwordhash: { type: DataTypes.STRING, allowNull: false },\n',
        replace:
          '    passwordhash: { type: DataTypes.STRING, allowNull: false },\n    hint: { type: DataTypes.STRING },\n',
      },
      {
        file: controller,
        find: 'User.create({ username, passwordhash })',
        replace:
          'User.create({ username, passwordhash, hint: password } as any)',
      },
    ],
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
      faults: [
        'plain-stored',
        'no-await',
        'wrong-text',
        'trimmed',
        'kept-besides',
      ],
      async run({ ask, db }) {
        const { username } = newUser();
        const user = { username, password: ` ${username} ` };
        await signedUp(ask, user);
        const row = await rowOf(db, username);
        const stored = String(row?.passwordhash);
        const holder = Object.entries(row ?? {}).find(([, value]) =>
          String(value).includes(user.password),
        );
        if (holder) {
          fail(
            `The column "${holder[0]}" holds the password itself, as anyone can read.`,
          );
        }
        if (!isHash(stored)) {
          fail(`The column "passwordhash" holds no bcrypt hash: ${stored}`);
        }
        if (await bcrypt.compare(user.password, stored)) return;
        fail(
          'The stored hash is of another text than the password, which has a space at each end here.',
        );
      },
    },
    {
      key: '07.02/own-salt',
      title: 'Two users with one password have two hashes',
      kind: 'database',
      hints: {
        nudge: 'What does hash add to a password, so that no two are alike?',
        page: '#how-it-works',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['one-salt'],
      async run({ ask, db }) {
        const { password } = newUser();
        const hashes: unknown[] = [];
        for (const { username } of [newUser(), newUser()]) {
          await signedUp(ask, { username, password });
          hashes.push((await rowOf(db, username))?.passwordhash);
        }
        if (isHash(String(hashes[0])) && hashes[0] !== hashes[1]) return;
        fail(
          'Two users have the same password, and "passwordhash" is the same for both: who guesses one has the other. Leave the salt to hash().',
        );
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
        await signedUp(ask, user);
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

function isHash(text: string): boolean {
  return /^\$2[aby]\$\d\d\$.{53}$/.test(text);
}

// 08.03: who signs in gets a token too.
import { checksFor, fail, logDuring, shouldAnswer } from './define';
import { isSignedWith, newUser, signedUp, signIn, tokenIn } from './accounts';

const controller = 'controllers/usercontroller.ts';
const ending =
  "      message: 'successfully authenticated',\n      sessionToken: ";

export default checksFor('08.03', {
  edits: {
    'no-token': {
      file: controller,
      find: `${ending}signToken(user.id),\n`,
      replace: "      message: 'successfully authenticated',\n",
    },
    'wrong-id': {
      file: controller,
      find: `${ending}signToken(user.id)`,
      replace: `${ending}signToken(1)`,
    },
    unsigned: {
      file: controller,
      find: `${ending}signToken(user.id)`,
      replace: `${ending}jwt.sign({ id: user.id }, '', { algorithm: 'none', expiresIn: '24h' })`,
    },
    'other-secret': {
      file: controller,
      find: `${ending}signToken(user.id)`,
      replace: `${ending}jwt.sign({ id: user.id }, 'another one', { expiresIn: '24h' })`,
    },
    'hash-inside': {
      file: controller,
      find: `${ending}signToken(user.id)`,
      replace: `${ending}jwt.sign({ id: user.id, of: user.passwordhash }, env.jwtSecret, { expiresIn: '24h' })`,
    },
    'token-logged': {
      file: controller,
      find: `    res.json({
      user: visible(user),
${ending}signToken(user.id),
    });
`,
      replace: `    const sessionToken = signToken(user.id);
    console.log(sessionToken);
    res.json({
      user: visible(user),
      message: 'successfully authenticated',
      sessionToken,
    });
`,
    },
    // Not a fault for a check of this lesson: the page tries it.
    early: [
      {
        file: controller,
        find: '    // One answer for all:',
        replace:
          '    const sessionToken = signToken(user.id);\n    // One answer for all:',
      },
      {
        file: controller,
        find: `${ending}signToken(user.id),\n`,
        replace:
          "      message: 'successfully authenticated',\n      sessionToken,\n",
      },
    ],
  },
  checks: [
    {
      key: '08.03/token',
      title: 'The answer to a sign-in has a token of that user for 24 hours',
      kind: 'http',
      hints: {
        nudge: 'Which function of yours already makes a token?',
        page: '#the-change',
        where: `${controller}#users.post('/signin')`,
      },
      faults: [
        'no-token',
        'wrong-id',
        'unsigned',
        'other-secret',
        'hash-inside',
      ],
      async run({ ask, secret }) {
        await signedUp(ask);
        const user = newUser();
        const made = await signedUp(ask, user);
        const answer = await signIn(ask, user);
        shouldAnswer(answer, { of: '08.01/signin' });
        const { payload, token } = tokenIn(answer);
        if (payload.id !== made.json?.user?.id) {
          fail(
            `The token of the sign-in names user ${payload.id}, but ` +
              `${made.json?.user?.id} signed in.`,
          );
        }
        const lasts = Number(payload.exp) - Number(payload.iat);
        if (lasts !== 86_400) {
          fail(`The token lasts ${lasts} seconds; 86400 (24 hours) are asked.`);
        }
        if (!isSignedWith(token, secret())) {
          fail(
            'The token of the sign-in is not signed with JWT_SECRET, as that of the sign-up is.',
          );
        }
        const held = JSON.stringify(payload);
        if (!held.includes(user.password) && !held.includes('$2')) return;
        fail(`Anyone can read a token's payload, and yours holds ${held}.`);
      },
    },
    {
      key: '08.03/log',
      title: 'A sign-in leaves no token in the log',
      kind: 'http',
      advice: true,
      hints: {
        nudge: 'What can somebody do who finds a token in your log?',
        page: '#how-it-works',
        where: `${controller}#users.post('/signin')`,
      },
      faults: ['token-logged'],
      async run(subject) {
        const user = newUser();
        await signedUp(subject.ask, user);
        let token = '';
        const printed = await logDuring(subject, async () => {
          const answer = await signIn(subject.ask, user);
          shouldAnswer(answer, { of: '08.01/signin' });
          token = tokenIn(answer).token;
        });
        if (!printed.includes(token)) return;
        fail(
          'Your server prints the token of a sign-in into its log: for a day, whoever reads it there is that user.',
        );
      },
    },
  ],
});

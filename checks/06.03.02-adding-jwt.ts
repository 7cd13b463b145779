// 06.03.02: a new user gets a token.
import { checksFor, fail } from './define';
import { newUser, signedUp, tokenIn } from './accounts';

const controller = 'controllers/usercontroller.ts';
const sign =
  "  return jwt.sign({ id }, secret, { algorithm: 'HS256', expiresIn: '24h' });\n";

export default checksFor('06.03.02', {
  edits: {
    'no-token': {
      file: controller,
      find: '      sessionToken: signToken(user.id),\n',
      replace: '',
    },
    'no-end': {
      file: controller,
      find: sign,
      replace: "  return jwt.sign({ id }, secret, { algorithm: 'HS256' });\n",
    },
    'an-hour': {
      file: controller,
      find: "expiresIn: '24h'",
      replace: "expiresIn: '1h'",
    },
    'as-text': {
      file: controller,
      find: "expiresIn: '24h'",
      replace: "expiresIn: '86400'",
    },
    'no-id': {
      file: controller,
      find: 'jwt.sign({ id }',
      replace: 'jwt.sign({}',
    },
    'wrong-id': {
      file: controller,
      find: 'signToken(user.id)',
      replace: 'signToken(1000 + user.id)',
    },
    'password-inside': [
      {
        file: controller,
        find: 'signToken(user.id)',
        replace: 'signToken(user.id, password)',
      },
      {
        file: controller,
        find: 'function signToken(id: number) {',
        replace: 'function signToken(id: number, password: string) {',
      },
      {
        file: controller,
        find: 'jwt.sign({ id }',
        replace: 'jwt.sign({ id, password }',
      },
    ],
  },
  checks: [
    {
      key: '06.03.02/token',
      title: 'The answer to a sign-up has a token that names the user',
      kind: 'http',
      hints: {
        nudge: 'Which value tells your users apart?',
        page: '#the-change',
        where: `${controller}#signToken`,
      },
      faults: ['no-token', 'no-id', 'wrong-id'],
      async run({ ask }) {
        const answer = await signedUp(ask);
        const { payload } = tokenIn(answer);
        const id: unknown = answer.json.user?.id;
        if (payload.id === id) return;
        fail(
          `The token should name the user: its payload is ${JSON.stringify(payload)}, ` +
            `the user's id is ${id}.`,
        );
      },
    },
    {
      key: '06.03.02/a-day',
      title: 'The token ends after 24 hours',
      kind: 'http',
      hints: {
        nudge: 'Which option of sign says how long a token is valid?',
        page: '#how-it-works',
        where: `${controller}#signToken`,
      },
      faults: ['no-end', 'an-hour'],
      async run({ ask }) {
        const answer = await signedUp(ask);
        const { exp, iat } = tokenIn(answer).payload as {
          exp?: number;
          iat?: number;
        };
        if (exp === undefined || iat === undefined) {
          fail('The token has no end: its payload lacks "exp".');
        }
        if (exp - iat === 86_400) return;
        fail(
          `The token lasts ${exp - iat} seconds; 86400 (24 hours) are asked.`,
        );
      },
    },
    {
      key: '06.03.02/nothing-secret',
      title: 'The token holds no password',
      kind: 'http',
      hints: {
        nudge: 'Who can read the payload of a token?',
        page: '#how-it-works',
        where: `${controller}#signToken`,
      },
      faults: ['password-inside'],
      async run({ ask }) {
        const user = newUser();
        const answer = await signedUp(ask, user);
        const payload = JSON.stringify(tokenIn(answer).payload);
        if (!payload.includes(user.password) && !payload.includes('hash'))
          return;
        fail(`Anyone can read a token's payload, and yours holds ${payload}.`);
      },
    },
  ],
});

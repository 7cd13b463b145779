// 06.03.03: settings and secrets leave the code.
import { createHmac, randomBytes } from 'node:crypto';
import {
  checksFor,
  codeFiles,
  fail,
  hasPackage,
  isIgnored,
  packageJsonOf,
  type Subject,
} from './define';
import { newUser, tokenIn } from './accounts';

const env = 'env.ts';
const secret = "  jwtSecret: process.env.JWT_SECRET ?? '',";

export default checksFor('06.03.03', {
  edits: {
    'default-secret': {
      file: env,
      find: secret,
      replace:
        "  jwtSecret: process.env.JWT_SECRET || 'a default that is always long enough',",
    },
    'any-length': {
      file: env,
      find: 'if (env.jwtSecret.length < 32) {',
      replace: "if (env.jwtSecret === '') {",
    },
    'no-exit': { file: env, find: '  process.exit(1);\n', replace: '' },
    'still-literal': {
      file: 'controllers/usercontroller.ts',
      find: 'env.jwtSecret',
      replace: "'everybody who reads this code knows it'",
    },
    'secret-in-example': {
      file: '.env.example',
      find: 'JWT_SECRET=\n',
      replace: 'JWT_SECRET=0123456789abcdef0123456789abcdef\n',
    },
    'no-example': { file: '.env.example', remove: true },
    'pushed-env': {
      file: '.gitignore',
      find: '.env\n',
      replace: '',
    },
    'no-dotenv': {
      file: 'package.json',
      find: '    "dotenv": "^18.0.10",\n',
      replace: '',
    },
    'database-literal': {
      file: 'db.ts',
      find: 'env.databaseUrl',
      replace: "'postgres://postgres:postgres@127.0.0.1:54320/workoutlog'",
    },
  },
  checks: [
    {
      key: '06.03.03/secret-missing',
      title: 'Without JWT_SECRET the server refuses to start',
      kind: 'http',
      hints: {
        nudge: 'What is process.env.JWT_SECRET if nobody set it?',
        page: '#how-it-works',
        where: `${env}#env`,
      },
      dependsOn: ['app.ts', 'db.ts', 'env.ts', 'server.ts'],
      faults: ['default-secret', 'no-exit'],
      async run(subject) {
        if (await refuses(subject, '')) return;
        fail(
          'Started without JWT_SECRET, your server listens. It should say what ' +
            'is missing and end, or anyone could guess how its tokens are signed.',
        );
      },
    },
    {
      key: '06.03.03/secret-published',
      title: 'With a secret that everybody knows the server refuses to start',
      kind: 'http',
      hints: {
        nudge: 'How long must a secret be, so that nobody can guess it?',
        page: '#how-it-works',
        where: `${env}#env`,
      },
      dependsOn: ['app.ts', 'db.ts', 'env.ts', 'server.ts'],
      faults: ['any-length'],
      async run(subject) {
        if (await refuses(subject, 'i_am_secret')) return;
        fail(
          'Started with "i_am_secret", the secret that the old course printed, ' +
            'your server listens. Refuse what is shorter than 32 characters.',
        );
      },
    },
    {
      key: '06.03.03/secret-used',
      title: 'Tokens are signed with the secret from .env',
      kind: 'http',
      hints: {
        nudge: 'What does jwt.sign get as its second argument?',
        page: '#the-change',
        where: 'controllers/usercontroller.ts#signToken',
      },
      dependsOn: [
        'env.ts',
        'controllers/usercontroller.ts',
        'middleware/validate-session.ts',
      ],
      faults: ['still-literal', 'default-secret'],
      async run(subject) {
        if (!(await refuses(subject, ''))) {
          fail('The server does not ask for JWT_SECRET.');
        }
        const secret = randomBytes(24).toString('hex');
        const server = await subject.startAnother({
          env: { JWT_SECRET: secret },
        });
        const res = await fetch(`${server.url}/api/user/createuser`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ user: newUser() }),
        });
        const { token } = tokenIn({
          request: 'POST /api/user/createuser',
          status: res.status,
          headers: {},
          text: '',
          json: await res.json(),
        });
        const [header, payload, signature] = token.split('.');
        const right = createHmac('sha256', secret)
          .update(`${header}.${payload}`)
          .digest('base64url');
        if (signature === right) return;
        fail(
          'The token is not signed with the JWT_SECRET that the server got.',
        );
      },
    },
    {
      key: '06.03.03/example',
      title: '.env.example names the settings, and no secret',
      kind: 'files',
      hints: {
        nudge: 'How does the next person know what to put into .env?',
        page: '#the-change',
        where: '.env.example',
      },
      faults: ['no-example', 'secret-in-example'],
      run({ file }) {
        const text = file('.env.example');
        if (text === undefined) {
          fail('There is no .env.example: nobody else knows what .env needs.');
        }
        const line = /^JWT_SECRET=(.*)$/m.exec(text);
        if (!line) fail('.env.example does not name JWT_SECRET.');
        if (/\S/.test(line[1].replace(/["']/g, ''))) {
          fail('.env.example goes to GitHub: leave JWT_SECRET empty in it.');
        }
      },
    },
    {
      key: '06.03.03/dotenv',
      title: 'The database and its password come from .env too',
      kind: 'files',
      hints: {
        nudge: 'Which other secret still stands in your code?',
        page: '#the-change',
        where: 'db.ts#sequelize',
      },
      faults: ['no-dotenv', 'database-literal', 'pushed-env'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        // Node reads .env files itself by now; then there is no package.
        const byNode = /--env-file/.test(manifest.scripts?.start ?? '');
        if (!hasPackage(manifest, 'dotenv') && !byNode) {
          fail('package.json lacks dotenv. "npm install dotenv" adds it.');
        }
        const literal =
          /['"`]postgres(ql)?:\/\/[^'"`]*:[^'"`]*@|new\s+(\w+\.)?Sequelize\(\s*['"]\w+['"]\s*,\s*['"]\w+['"]\s*,\s*['"]/;
        const holder = codeFiles(subject).find((file) =>
          literal.test(subject.file(file) ?? ''),
        );
        if (holder) fail(`A database password still stands in ${holder}.`);
        if (isIgnored(subject.folder, '.env') !== false) return;
        fail('.gitignore has no line ".env": your secrets would go to GitHub.');
      },
    },
  ],
});

/** True where the server says no and ends, told this secret. */
async function refuses(subject: Subject, secret: string): Promise<boolean> {
  const options = { env: { JWT_SECRET: secret }, timeoutMs: 6000 };
  return subject.startAnother(options).then(
    () => false,
    (failure: { reason?: string }) => failure.reason !== 'never-listened',
  );
}

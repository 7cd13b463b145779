// 06.03.03: settings and secrets leave the code.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { copyFolder } from '../course/steps';
import {
  CheckFailure,
  checksFor,
  codeFiles,
  fail,
  hasPackage,
  isIgnored,
  packageJsonOf,
  type RunningServer,
  type StartFailure,
  type Subject,
} from './define';
import { isSignedWith, newUser, signedUp, tokenIn } from './accounts';

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
    'half-length': {
      file: env,
      find: 'env.jwtSecret.length < 32',
      replace: 'env.jwtSecret.length < 16',
    },
    'late-dotenv': [
      { file: env, find: 'dotenv.config({ quiet: true });\n\n', replace: '' },
      {
        file: env,
        find: 'if (!Number.isInteger(env.port)) {',
        replace:
          'dotenv.config({ quiet: true });\n\nif (!Number.isInteger(env.port)) {',
      },
    ],
    printed: {
      file: env,
      find: 'function stop(',
      replace: 'console.log(env);\n\nfunction stop(',
    },
    'no-config': {
      file: env,
      find: 'dotenv.config({ quiet: true });\n\n',
      replace: '',
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
        await shouldEnd(subject, '', {
          started: 'without JWT_SECRET',
          should:
            'It should say what is missing and end, or anyone could guess how its tokens are signed.',
        });
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
      faults: ['any-length', 'half-length'],
      async run(subject) {
        // The word that the old course printed, and some letters more.
        await shouldEnd(subject, 'i_am_secret_2026', {
          started: 'with a secret of 16 characters',
          should: 'It should refuse what is shorter than 32.',
        });
      },
    },
    {
      key: '06.03.03/secret-used',
      title:
        'Tokens are signed with the secret from .env, which is not printed',
      kind: 'http',
      hints: {
        nudge: 'What does jwt.sign get as its second argument?',
        page: '#the-change',
        where: 'controllers/usercontroller.ts#signToken',
      },
      dependsOn: [
        'app.ts',
        'env.ts',
        'controllers/usercontroller.ts',
        'middleware/validate-session.ts',
      ],
      faults: ['still-literal', 'late-dotenv', 'no-config', 'printed'],
      async run(subject) {
        // Where a sign-up fails, or gives no token, that is told of it here.
        tokenIn(await signedUp(subject.ask));
        const secret = randomBytes(24).toString('hex');
        const copy = copyWithEnv(subject.folder, `JWT_SECRET=${secret}\n`);
        let server: RunningServer | undefined;
        try {
          server = await startCopy(subject, copy.path);
          const token = await tokenOfSignUp(server.url);
          if (!isSignedWith(token, secret)) {
            fail('The token is not signed with the JWT_SECRET of .env.');
          }
          if (!server.log().includes(secret)) return;
          fail('Your server prints JWT_SECRET: whoever reads its log has it.');
        } finally {
          // Windows removes no folder that a process runs in.
          await server?.stop();
          copy.remove();
        }
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

/** Fails unless the server ends when it is started with this secret. */
async function shouldEnd(
  { startAnother }: Subject,
  secret: string,
  { started, should }: { started: string; should: string },
): Promise<void> {
  // Long, for a slow machine: only a server that is seen to listen is said to.
  const options = { env: { JWT_SECRET: secret }, timeoutMs: 15_000 };
  const failure = await startAnother(options).then(
    () => undefined,
    (error: StartFailure) => error,
  );
  if (!failure) {
    fail(`Started ${started}, your server listens. ${should}`);
  }
  if (failure.reason !== 'never-listened') {
    // What is no failure of its start, as a database that is gone.
    if (failure.reason === undefined) throw failure;
    return;
  }
  if (failure.ended) return;
  fail(
    `Started ${started}, your server neither listens nor ends within 15 seconds. ${should}`,
  );
}

/** A copy that has a real `.env`, as the student's folder has at home. */
function copyWithEnv(folder: string, text: string) {
  const copy = copyFolder(folder);
  const packages = path.join(folder, 'node_modules');
  if (fs.existsSync(packages)) {
    const link = path.join(copy.path, 'node_modules');
    fs.symlinkSync(packages, link, 'junction');
  }
  fs.writeFileSync(path.join(copy.path, '.env'), text);
  return copy;
}

async function startCopy({ startAnother }: Subject, folder: string) {
  const failed = (error: StartFailure) => {
    if (error.reason === undefined) throw error;
    // What your server says of .env is wrong then: it would blame a good one.
    throw new CheckFailure(
      'Started with a .env that holds a good JWT_SECRET, and no such variable besides, your server does not start. ' +
        (/JWT_SECRET/.test(error.message)
          ? 'It did not read the file: does env.ts call dotenv.config() before it reads process.env?'
          : error.message),
      false,
      undefined,
      'Who puts the lines of .env into process.env, and when?',
    );
  };
  return startAnother({ folder, env: {} }).catch(failed);
}

async function tokenOfSignUp(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/user/createuser`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: newUser() }),
  });
  const request = 'POST /api/user/createuser';
  const json = await answer.json().catch(() => undefined);
  const { status } = answer;
  return tokenIn({ request, status, headers: {}, text: '', json }).token;
}

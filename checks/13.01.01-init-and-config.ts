// 13.01.01: sequelize-cli reaches the database of the server.
import {
  checksFor,
  codeFiles,
  fail,
  hasPackage,
  isIgnored,
  packageJsonOf,
  type Subject,
} from './define';
import { isIn } from './migrations';

const config = 'config/config.cjs';
const rc = '.sequelizerc';

export default checksFor('13.01.01', {
  edits: {
    'no-package': {
      file: 'package.json',
      find: '    "sequelize-cli": "^6.6.5",\n',
      replace: '',
    },
    'no-ts-node': {
      file: rc,
      find: "// From here on it can read TypeScript.\nrequire('ts-node/register');\n\n",
      replace: '',
    },
    'no-dialect': { file: config, find: "dialect: 'postgres', ", replace: '' },
    'wrong-name': { file: rc, find: "'config.cjs'", replace: "'config.js'" },
    'password-in-config': {
      file: config,
      find: '...sequelize.config',
      replace: "...sequelize.config, password: 'postgres'",
    },
    'address-in-config': {
      file: config,
      find: '...sequelize.config',
      replace: "url: 'postgres://postgres:postgres@127.0.0.1:54320/workoutlog'",
    },
  },
  checks: [
    {
      key: '13.01.01/package',
      title: 'sequelize-cli is a package of the project',
      kind: 'files',
      hints: {
        nudge: 'What would a colleague have after npm install?',
        page: '#the-change',
        where: 'package.json#devDependencies',
      },
      faults: ['no-package'],
      run(subject) {
        if (hasPackage(packageJsonOf(subject), 'sequelize-cli')) return;
        fail(
          'package.json does not name sequelize-cli: run "npm install --save-dev sequelize-cli@6" in your folder.',
        );
      },
    },
    {
      key: '13.01.01/reaches-database',
      title: 'sequelize-cli reaches the database of the server',
      kind: 'database',
      dependsOn: [rc, config, 'db.ts', 'env.ts'],
      hints: {
        nudge: 'What does npx sequelize-cli db:migrate:status say?',
        page: '#how-it-works',
        where: config,
      },
      faults: ['no-dialect', 'wrong-name'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate:status');
        if (isIn(await fresh.schema(), 'SequelizeMeta')) return;
        fail(
          '"npx sequelize-cli db:migrate:status" looked into another database than the one in DATABASE_URL.',
        );
      },
    },
    {
      key: '13.01.01/reads-typescript',
      title: 'sequelize-cli can read TypeScript where it has to',
      kind: 'files',
      hints: {
        nudge: 'Who reads TypeScript when you start your server?',
        page: '#how-it-works',
        where: rc,
      },
      faults: ['no-ts-node'],
      run(subject) {
        const { scripts } = packageJsonOf(subject);
        const own = [rc, 'config/config.cjs', 'config/config.js'];
        const texts = own.map((name) => subject.file(name) ?? '');
        if (texts.every((text) => text === '')) fail(noConfig);
        const told = [
          ...texts,
          ...Object.values(scripts ?? {}).filter(isOfCli),
        ];
        if (!readsTypeScript(subject, texts)) return;
        if (told.some((text) => reader.test(text))) return;
        fail(
          'What sequelize-cli loads is in TypeScript, and nothing lets it read that: .sequelizerc has no require("ts-node/register").',
        );
      },
    },
    {
      key: '13.01.01/no-password',
      title: 'No password stands in what configures sequelize-cli',
      kind: 'files',
      hints: {
        nudge: 'Where does your server have the address of its database from?',
        page: '#how-it-works',
        where: config,
      },
      faults: ['password-in-config', 'address-in-config'],
      run: refusePasswords,
    },
  ],
});

const noConfig = 'There is no .sequelizerc and no config/config.cjs.';
const reader = /ts-node|\btsx\b|swc|sucrase|esbuild/;
const isOfCli = (script: string) => /\bsequelize(-cli)?\b/.test(script);

/** A configuration that loads nothing, and migrations in JavaScript, do not. */
function readsTypeScript(subject: Subject, configs: string[]): boolean {
  const typed = codeFiles(subject).filter((name) => name.endsWith('.ts'));
  if (typed.some((name) => /^(migrations|seeders)\//.test(name))) return true;
  const loads = configs.some((text) => /require\(\s*["']\.\.?\//.test(text));
  return loads && typed.length > 0;
}

/** In files that would go to Git; what only reads a setting is none. */
function refusePasswords({ folder, file }: Subject) {
  const names = ['cjs', 'js', 'mjs', 'json', 'ts'].map(
    (ending) => `config/config.${ending}`,
  );
  const found = [rc, ...names].filter((name) => file(name) !== undefined);
  if (found.length === 0) {
    fail(noConfig);
  }
  for (const name of found) {
    if (!password.test(file(name)!) || isIgnored(folder, name)) continue;
    fail(
      `${name} holds a password, and goes to Git with it. Take the connection from db.ts, which has it from .env.`,
    );
  }
}

// `password: 'x'`, `"password": "x"` and `postgres://ada:x@…`, but not
// `password: null` nor `${password}`.
const password =
  /password["']?\s*:\s*(["'`])(?!\$\{)[^"'`]+\1|postgres(ql)?:\/\/[^\s:/$]+:[^\s@$]+@/i;

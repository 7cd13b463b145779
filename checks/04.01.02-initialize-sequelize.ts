// 04.01.02: a server that connects to its database before it listens.
import {
  checksFor,
  codeFiles,
  entryFile,
  fail,
  hasPackage,
  openDeadDatabase,
  packageJsonOf,
  type StartFailure,
} from './define';

const connect = '  await sequelize.authenticate();\n';
const sync = '  await sequelize.sync();\n';
const unawaited = (line: string) => line.replace('await ', '');

export default checksFor('04.01.02', {
  edits: {
    'no-pg': {
      file: 'package.json',
      find: '    "pg": "^8.23.1",\n',
      replace: '',
    },
    'no-sequelize': {
      file: 'package.json',
      find: ',\n    "sequelize": "^6.37.8"',
      replace: '',
    },
    'no-connect': [
      { file: 'app.ts', find: connect, replace: '' },
      { file: 'app.ts', find: sync, replace: '' },
    ],
    'no-await': [
      { file: 'app.ts', find: connect, replace: unawaited(connect) },
      { file: 'app.ts', find: sync, replace: unawaited(sync) },
    ],
    'failure-hidden': {
      file: 'app.ts',
      find: '  process.exit(1);\n',
      replace: '  setInterval(() => {}, 1000);\n',
    },
    'in-app': [
      { file: 'db.ts', remove: true },
      {
        file: 'app.ts',
        find: "import { sequelize } from './db';",
        replace:
          "import { Sequelize } from 'sequelize';\nconst sequelize = new Sequelize('workoutlog', 'postgres', 'postgres', { host: '127.0.0.1', port: 54320, dialect: 'postgres' });",
      },
    ],
  },
  checks: [
    {
      key: '04.01.02/packages',
      title: 'package.json lists sequelize and pg',
      kind: 'files',
      hints: {
        nudge: 'Which package speaks SQL for you, and which one carries it?',
        page: '#the-change',
        where: 'package.json#dependencies',
      },
      faults: ['no-pg', 'no-sequelize'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        const missing = ['sequelize', 'pg'].filter(
          (name) => !hasPackage(manifest, name),
        );
        if (missing.length === 0) return;
        fail(
          `package.json lacks ${missing.join(' and ')}. ` +
            'Run "npm install sequelize@6 pg@8" in your folder.',
        );
      },
    },
    {
      key: '04.01.02/connection-file',
      title: 'The connection stands in a file of its own',
      kind: 'files',
      hints: {
        nudge: 'Which files will need the connection, once there are models?',
        page: '#the-change',
        where: 'db.ts#sequelize',
      },
      faults: ['in-app'],
      run(subject) {
        const entry = entryFile(subject);
        const apart = codeFiles(subject).filter((file) => file !== entry);
        const makes = /new\s+(\w+\.)?Sequelize\s*\(/;
        if (apart.some((file) => makes.test(subject.file(file) ?? ''))) return;
        const inEntry = makes.test(subject.file(entry ?? '') ?? '');
        const which = inEntry ? `No file but ${entry}` : 'No file';
        fail(
          `${which} makes the connection (new Sequelize). ` +
            'In this lesson it stands in db.ts, for all files to share.',
        );
      },
    },
    {
      key: '04.01.02/connects-first',
      title: 'The server connects to its database before it listens',
      kind: 'database',
      hints: {
        nudge:
          'Which line must wait for the database, and which one comes last?',
        page: '#how-it-works',
        where: 'app.ts#start',
      },
      dependsOn: ['app.ts', 'db.ts', 'env.ts', 'server.ts'],
      faults: ['no-connect', 'no-await', 'failure-hidden'],
      async run({ startAnother }) {
        const database = await openDeadDatabase();
        const failure = await startAnother({ databaseUrl: database.url })
          .then(
            () => ({ listened: true, ended: false }),
            (error: StartFailure) => error,
          )
          .finally(database.close);
        if (failure.listened) {
          fail(
            'Started with a database that does not answer, your server listens all the same. ' +
              'It should connect first, wait for that, and listen last.',
          );
        }
        if (failure.ended) return;
        fail(
          'Started with a database that breaks the connection, your server neither listens nor ends. ' +
            'It should say what is wrong and end: process.exit(1).',
        );
      },
    },
  ],
});

// 05.02.02: a model, and the table that sync() makes of it.
import {
  CheckFailure,
  checksFor,
  fail,
  withoutTable,
  type StartFailure,
  type Subject,
} from './define';

const model = 'models/test.ts';

export default checksFor('05.02.02', {
  edits: {
    'not-loaded': {
      file: 'app.ts',
      find: "import './models/test';\n",
      replace: '',
    },
    'no-sync': {
      file: 'app.ts',
      find: '  await sequelize.sync();\n',
      replace: '',
    },
    'capital-letter': {
      file: model,
      find: "define('test'",
      replace: "define('Test'",
    },
    'wrong-name': {
      file: model,
      find: "define('test'",
      replace: "define('exam'",
    },
    'number-column': {
      file: model,
      find: 'DataTypes.STRING',
      replace: 'DataTypes.INTEGER',
    },
    'wrong-column': {
      file: model,
      find: '  testdata: {',
      replace: '  text: {',
    },
    'bare-type': {
      file: model,
      find: 'DataTypes.STRING',
      replace: 'STRING',
    },
    'null-too': { file: model, find: ', allowNull: false', replace: '' },
    'emptied-by-start': {
      file: 'app.ts',
      find: 'sequelize.sync()',
      replace: 'sequelize.sync({ force: true })',
    },
    'sync-unawaited': {
      file: 'app.ts',
      find: 'await sequelize.sync()',
      replace: 'sequelize.sync()',
    },
    mood: {
      file: model,
      find: 'allowNull: false },\n',
      replace: 'allowNull: false },\n  mood: { type: DataTypes.STRING },\n',
    },
  },
  checks: [
    {
      key: '05.02.02/tests-table',
      title: 'The server makes the table tests when it starts',
      kind: 'database',
      hints: {
        nudge: 'Does any file that runs import your model?',
        page: '#how-it-works',
        where: "app.ts#import './models/test'",
      },
      faults: ['not-loaded', 'no-sync', 'wrong-name', 'capital-letter'],
      async run({ server, db }) {
        await server();
        await tableTests(db);
      },
    },
    {
      key: '05.02.02/testdata-column',
      title: 'The table tests keeps a text in its column testdata',
      kind: 'database',
      hints: {
        nudge: 'What is the name of your one column, and what type has it?',
        page: '#the-change',
        where: `${model}#Test`,
      },
      faults: ['number-column', 'wrong-column', 'null-too'],
      async run({ server, db }) {
        await server();
        const table = await tableTests(db);
        const column = table.columns.find(({ name }) => name === 'testdata');
        if (!column) fail('The table "tests" has no column "testdata".');
        if (!/char|text/.test(column.type)) {
          fail(
            `The column "testdata" is of type ${column.type}; a text is asked.`,
          );
        }
        if (!column.nullable) return;
        fail(
          'The column "testdata" may stay empty: allowNull: false forbids that.',
        );
      },
    },
    {
      key: '05.02.02/awaits-sync',
      title: 'The server listens only when its tables are there',
      kind: 'database',
      until: '13.01.01',
      hints: {
        nudge: 'Which line must wait until the tables are made?',
        page: '#how-it-works',
        where: 'app.ts#start',
      },
      dependsOn: ['app.ts', 'server.ts'],
      faults: ['sync-unawaited'],
      async run({ server, db, startAnother }) {
        await server();
        await tableTests(db);
        const failure = await withoutTable(db, 'tests', async () => {
          // A table has a type of its name: with that name taken, none is made.
          await db.query(`create type "tests" as enum ('taken')`);
          return startAnother({})
            .then(
              () => ({ listened: true, ended: false }),
              (error: StartFailure) => error,
            )
            .finally(() => db.query('drop type "tests"'));
        });
        if (!failure.listened) return;
        fail(
          'Started with a database that cannot make the table "tests", your server listens all the same. ' +
            'It should wait for sync() and listen last.',
        );
      },
    },
    {
      key: '05.02.02/restart',
      title: 'A restart keeps the rows',
      kind: 'database',
      until: '13.01.01',
      hints: {
        nudge: 'What does sync do with a table that is there already?',
        page: '#how-it-works',
        where: 'app.ts#start',
      },
      dependsOn: ['app.ts', 'server.ts'],
      faults: ['emptied-by-start'],
      async run({ server, db, startAnother }) {
        await server();
        const table = async () => {
          const sql = `select oid from pg_class where oid = to_regclass('tests')`;
          return (await db.query(sql)).at(0)?.oid;
        };
        await tableTests(db);
        const before = await table();
        await startAnother({});
        if ((await table()) === before) return;
        fail(
          'A second start dropped the table "tests" and made a new one: all rows are gone. Is that sync({ force: true })?',
        );
      },
    },
  ],
});

/** One cause, one sentence: whatever a check asks of the table, it is not there. */
async function tableTests(db: Subject['db']) {
  const tables = await db.tables();
  const names = tables.map(({ name }) => name);
  const table = tables.find(({ name }) => name === 'tests');
  if (table) return table;
  const found = names.length > 0 ? `only ${names.join(', ')}` : 'none at all';
  const isNear = names.some((name) => name.toLowerCase() === 'tests');
  throw new CheckFailure(
    `There is no table "tests" after the start: there is ${found}.`,
    false,
    '05.02.02/tests-table',
    isNear ? 'Which letters has the name that define gets?' : undefined,
  );
}

// 14.03: tests have a database of their own, clean for each of them.
import { checksFor, fail, type Subject } from './define';
import { isSent, passing, testFiles } from './own-tests';

const database = 'tests/database.ts';
const settings = 'tests/settings.ts';
const dependsOn = [...testFiles, 'db.ts'];

const empty =
  '    await sequelize.truncate({ cascade: true, restartIdentity: true });\n';
const made = `    await dropDatabase();
    await createDatabase();
    await migrate();
`;
const ended = `    await sequelize.close();
    await dropDatabase();
`;

export default checksFor('14.03', {
  edits: {
    'no-rows': { file: 'tests/test-route.test.ts', remove: true },
    'no-migrations': {
      file: database,
      find: '    await migrate();\n',
      replace: '',
    },
    'no-truncate': { file: database, find: empty, replace: '' },
    'left-open': { file: database, find: ended, replace: '' },
    'not-closed': {
      file: database,
      find: '    await sequelize.close();\n',
      replace: '',
    },
    'own-database': [
      {
        file: settings,
        find: 'url.pathname += `_test_${process.env.JEST_WORKER_ID}`;\n',
        replace: '',
      },
      { file: database, find: made, replace: '' },
      {
        file: database,
        find: ended,
        replace: '    await sequelize.close();\n',
      },
    ],
  },
  checks: [
    {
      key: '14.03/stores',
      title: 'The tests store rows, in tables that the migrations made',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'Which database do your tests ask, and what is in it?',
        page: '#the-change',
        where: database,
      },
      faults: ['no-rows', 'no-migrations'],
      async run(subject) {
        await storing(subject);
      },
    },
    {
      key: '14.03/not-yours',
      title: 'No test touches the rows of the database in .env',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'What is the name of the database that your tests empty?',
        page: '#how-it-works',
        where: settings,
      },
      faults: ['own-database'],
      async run(subject) {
        const { rowStays } = await storing(subject);
        if (rowStays !== false) return;
        fail(
          'There was a row in the database of DATABASE_URL. After "npm test" it is gone: the tests empty your own tables.',
        );
      },
    },
    {
      key: '14.03/any-order',
      title: 'The tests pass in another order as well',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'What does a test find that the one before it left?',
        page: '#how-it-works',
        where: `${database}#useDatabase`,
      },
      faults: ['no-truncate'],
      async run(subject) {
        await storing(subject);
        await passing(subject, { anyOrder: true });
      },
    },
    {
      key: '14.03/ends',
      title: 'The tests close their connections, so that Jest ends',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'Who ends the connections when all tests are done?',
        page: '#when-it-goes-wrong',
        where: `${database}#useDatabase`,
      },
      faults: ['left-open'],
      async run(subject) {
        const { ends } = await storing(subject);
        if (ends) return;
        fail(
          'All tests are done, and Jest does not end: a connection to the database is open still.',
        );
      },
    },
  ],
});

/** The run of tests that store something; else the check fails. */
async function storing(subject: Subject) {
  const run = await passing(subject);
  const isStored = isSent('POST', /./);
  const stored = run.requests.some(
    (sent) => isStored(sent) && sent.status < 300,
  );
  if (!stored) fail('No test of yours sends a POST that stores a row.');
  return run;
}

// 13.01.05: a seed plants a row, and leaves all others alone.
import { checksFor, fail } from './define';
import { addOthers, idsIn, plant, without } from './seeds';

const seeder = 'seeders/0001-deep-blue.ts';
const dependsOn = [seeder, '.sequelizerc', 'config/config.cjs'];
const timestamps = `  // Only a model fills these two in by itself.
  const timestamps = { createdAt: new Date(), updatedAt: new Date() };
`;
const insert =
  "  await queryInterface.bulkInsert('tests', [{ ...row, ...timestamps }]);\n";

export default checksFor('13.01.05', {
  edits: {
    // What the page begins with.
    'no-timestamps': {
      file: seeder,
      find: `${timestamps}${insert}`,
      replace: "  await queryInterface.bulkInsert('tests', [row]);\n",
    },
    'wrong-table': {
      file: seeder,
      find: insert,
      replace: insert.replace("'tests'", "'test'"),
    },
    'no-insert': { file: seeder, find: insert, replace: '' },
    'no-first-name': {
      file: seeder,
      find: ", firstName: 'DeepBlue'",
      replace: '',
    },
    'clears-first': {
      file: seeder,
      find: insert,
      replace: `  await queryInterface.bulkDelete('tests', {});\n${insert}`,
    },
    // Before the page's command has made it.
    'no-seed': [
      { file: seeder, remove: true },
      { file: 'seeders/.gitkeep', write: '' },
    ],
    hundred: {
      file: seeder,
      find: insert,
      replace: `  const rows = Array.from({ length: 100 }, (_, i) => {
    return { ...row, ...timestamps, testdata: \`Row \${i + 1}\` };
  });
  await queryInterface.bulkInsert('tests', rows);
`,
    },
    'adds-administrator': {
      file: seeder,
      find: insert,
      replace: `${insert}  await queryInterface.bulkInsert('users', [
    { username: 'admin', passwordhash: 'none', ...timestamps },
  ]);
`,
    },
  },
  checks: [
    {
      key: '13.01.05/plants',
      title: 'db:seed:all adds a row with a first name to the table tests',
      kind: 'database',
      dependsOn,
      hints: {
        nudge:
          'What does the database want in a row that no model fills in for you?',
        page: '#the-change',
        where: `${seeder}#up`,
      },
      faults: ['no-timestamps', 'wrong-table', 'no-insert', 'no-first-name'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        await plant(database);
        const sql = `select count(*)::int as n from tests where "firstName" <> ''`;
        const [{ n }] = await database.query(sql);
        if (n === 0) fail('The row of your seed has no "firstName".');
      },
    },
    {
      key: '13.01.05/others-stay',
      title: 'The rows that were there before are there afterwards',
      kind: 'database',
      dependsOn,
      hints: {
        nudge: 'Does your seed do anything besides adding its row?',
        page: '#how-it-works',
        where: `${seeder}#up`,
      },
      faults: ['clears-first'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        const others = await addOthers(database);
        await plant(database);
        const gone = without(others, await idsIn(database)).size;
        if (gone === 0) return;
        fail(`db:seed:all removes rows of "tests" that were there: ${gone}.`);
      },
    },
    {
      key: '13.01.05/no-account',
      title: 'A seed makes no account',
      kind: 'database',
      advice: true,
      dependsOn,
      hints: {
        nudge: 'Who else can read the password of an account in a seed?',
        page: '#how-it-works',
        where: `${seeder}#up`,
      },
      faults: ['adds-administrator'],
      async run({ freshDatabase }) {
        const database = await freshDatabase();
        await database.cli('db:migrate');
        await plant(database);
        const rows = await database.query('select username from users');
        if (rows.length === 0) return;
        fail(
          `A seed makes the account "${rows[0].username}": whoever reads your code can sign in with it.`,
        );
      },
    },
  ],
});

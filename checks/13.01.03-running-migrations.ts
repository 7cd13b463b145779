// 13.01.03: a second migration changes a table with rows in it.
import { checksFor, codeFiles, fail, type Subject } from './define';
import {
  columnIn,
  insertRow,
  isIn,
  shouldBeAlike,
  shouldKeep,
} from './migrations';

const second = 'migrations/0002-add-firstName-to-tests.ts';
const first = 'migrations/0001-create-tables.ts';
const column = 'tests.firstName';

export default checksFor('13.01.03', {
  edits: {
    'empty-up': {
      file: second,
      find: "  await queryInterface.addColumn('tests', 'firstName', DataTypes.STRING);\n",
      replace: '',
    },
    'empty-down': {
      file: second,
      find: "  await queryInterface.removeColumn('tests', 'firstName');\n",
      replace: '',
    },
    'number-column': {
      file: second,
      find: 'DataTypes.STRING',
      replace: 'DataTypes.INTEGER',
    },
    'not-null': {
      file: second,
      find: "'firstName', DataTypes.STRING",
      replace: "'firstName', { type: DataTypes.STRING, allowNull: false }",
    },
    'made-anew': {
      file: second,
      find: "  await queryInterface.addColumn('tests', 'firstName', DataTypes.STRING);\n",
      replace: `  await queryInterface.addColumn('tests', 'firstName', DataTypes.STRING);
  await queryInterface.bulkDelete('tests', {});
`,
    },
    // The right column at last, in a database that begins empty only.
    'in-the-first': [
      {
        file: first,
        find: '    testdata: neededText,\n',
        replace: '    testdata: neededText,\n    firstName: text,\n',
      },
      { file: second, remove: true },
    ],
    // Not a fault: the folder before the script has made the file.
    'not-yet': { file: second, remove: true },
    'not-in-model': {
      file: 'models/test.ts',
      find: '  firstName: { type: DataTypes.STRING },\n',
      replace: '',
    },
    edited: [
      {
        file: second,
        find: "addColumn('tests', 'firstName'",
        replace: "addColumn('tests', 'givenName'",
      },
      {
        file: second,
        find: "removeColumn('tests', 'firstName'",
        replace: "removeColumn('tests', 'givenName'",
      },
    ],
  },
  checks: [
    {
      key: '13.01.03/first-name',
      title: 'The migrations give tests a text firstName that may be empty',
      kind: 'database',
      dependsOn: [first, second],
      hints: {
        nudge: 'What does up() of your newest migration say?',
        page: '#how-it-works',
        where: `${second}#up`,
      },
      faults: ['empty-up', 'number-column', 'not-null'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        const { type, nullable } = columnIn(await fresh.schema(), column);
        if (!/char|text/.test(type)) {
          fail(`The column "firstName" is of type ${type}; a text is asked.`);
        }
        if (nullable) return;
        fail(
          'The column "firstName" may not be empty, and old rows have none.',
        );
      },
    },
    {
      key: '13.01.03/keeps-rows',
      title: 'A table that is there gets firstName and keeps its rows',
      kind: 'database',
      dependsOn: [first, second],
      hints: {
        nudge: 'What had a database that ran your first migration yesterday?',
        page: '#never-edit-one-that-ran',
        where: second,
      },
      faults: ['made-anew', 'in-the-first', 'not-null'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        // As one of the lesson before: its tables, and its migration noted.
        await fresh.startStep('12.00');
        const row = await insertRow(fresh, 'tests');
        await fresh.cli('db:migrate');
        await shouldKeep(fresh, 'tests', row);
        if (isIn(await fresh.schema(), column)) return;
        fail(
          'A table "tests" that was there already has no firstName after the migrations. A new column needs a migration of its own: one that ran is not run again.',
        );
      },
    },
    {
      key: '13.01.03/down-and-up',
      title: 'Taken back, the migration takes firstName away and nothing else',
      kind: 'database',
      dependsOn: [second],
      hints: {
        nudge: 'Is down() the answer to up(), line by line?',
        page: '#how-it-works',
        where: `${second}#down`,
      },
      faults: ['empty-down', 'in-the-first'],
      run: downAndUp,
    },
    {
      key: '13.01.03/model',
      title: 'The code of the server knows firstName',
      kind: 'files',
      hints: {
        nudge: 'Who tells Sequelize which columns to name in its SQL?',
        page: '#the-change',
        where: 'models/test.ts',
      },
      faults: ['not-in-model'],
      run(subject) {
        const own = codeFiles(subject).filter(
          (name) => !/^(migrations|seeders)\//.test(name),
        );
        if (own.some((name) => subject.file(name)?.includes('firstName')))
          return;
        fail('Only a migration names firstName: the model does not have it.');
      },
    },
  ],
});

async function downAndUp({ freshDatabase }: Subject) {
  const fresh = await freshDatabase();
  await fresh.cli('db:migrate');
  const made = await fresh.schema();
  columnIn(made, column);
  const { id, testdata } = await insertRow(fresh, 'tests');
  const migrations = fresh
    .files()
    .filter(({ folder }) => folder === 'migrations');
  // A student may have written more of them since.
  for (let n = 0; n < migrations.length; n += 1) {
    if (!isIn(await fresh.schema(), column)) break;
    await fresh.cli('db:migrate:undo');
  }
  if (!isIn(await fresh.schema(), 'tests')) {
    fail(
      'Undone one after another, no migration takes "firstName" away alone: it goes with the whole table "tests".',
    );
  }
  await shouldKeep(fresh, 'tests', { id, testdata });
  await fresh.cli('db:migrate');
  const saying = 'Taken back and run again, the tables differ from before';
  shouldBeAlike(made, await fresh.schema(), saying);
}

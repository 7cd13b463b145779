// 05.02.02: a model, and the table that sync() makes of it.
import { checksFor, fail } from './define';

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
      faults: ['not-loaded', 'no-sync', 'wrong-name'],
      async run({ server, db }) {
        await server();
        const names = (await db.tables()).map(({ name }) => name);
        if (names.includes('tests')) return;
        const found =
          names.length > 0 ? `only ${names.join(', ')}` : 'none at all';
        fail(`There is no table "tests" after the start: there is ${found}.`);
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
      faults: ['number-column', 'wrong-column'],
      async run({ server, db }) {
        await server();
        const table = (await db.tables()).find(({ name }) => name === 'tests');
        if (!table) fail('There is no table "tests" after the start.');
        const column = table.columns.find(({ name }) => name === 'testdata');
        if (!column) fail('The table "tests" has no column "testdata".');
        if (/char|text/.test(column.type)) return;
        fail(
          `The column "testdata" is of type ${column.type}; a text is asked.`,
        );
      },
    },
  ],
});

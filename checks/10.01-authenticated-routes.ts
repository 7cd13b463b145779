// 10.01: a table whose rows belong to users.
import { checksFor, fail, type Subject } from './define';

const model = 'models/authtest.ts';

export default checksFor('10.01', {
  edits: {
    'not-loaded': {
      file: 'app.ts',
      find: "import './models/authtest';\n",
      replace: '',
    },
    'no-table-name': {
      file: model,
      find: ", tableName: 'authtestdata'",
      replace: '',
    },
    'no-owner': [
      {
        file: model,
        find: '    owner: { type: DataTypes.INTEGER, allowNull: false },\n',
        replace: '',
      },
      { file: model, find: '  declare owner: number;\n', replace: '' },
    ],
    'owner-by-name': {
      file: model,
      find: 'owner: { type: DataTypes.INTEGER,',
      replace: 'owner: { type: DataTypes.STRING,',
    },
    'owner-optional': {
      file: model,
      find: 'owner: { type: DataTypes.INTEGER, allowNull: false }',
      replace: 'owner: { type: DataTypes.INTEGER }',
    },
    'number-column': {
      file: model,
      find: '      type: DataTypes.STRING,\n      allowNull: false,\n',
      replace: '      type: DataTypes.INTEGER,\n      allowNull: false,\n',
    },
    'text-optional': {
      file: model,
      find: '      allowNull: false,\n',
      replace: '',
    },
  },
  checks: [
    {
      key: '10.01/table',
      title: 'The server makes the table authtestdata when it starts',
      kind: 'database',
      hints: {
        nudge: 'Does a file that runs import the model, and what is its table?',
        page: '#how-it-works',
        where: `${model}#Authtest.init`,
      },
      faults: ['not-loaded', 'no-table-name'],
      async run(subject) {
        await tableOfItems(subject);
      },
    },
    {
      key: '10.01/text',
      title: 'Each item has a text',
      kind: 'database',
      hints: {
        nudge: 'Which column holds the text, and may it stay empty?',
        page: '#the-change',
        where: `${model}#Authtest.init`,
      },
      faults: ['number-column', 'text-optional'],
      run: (subject) =>
        needsColumn(subject, 'authtestdata', /char|text/, 'text'),
    },
    {
      key: '10.01/owner',
      title: 'Each item has an owner: the id of a user',
      kind: 'database',
      hints: {
        nudge: 'What would an item be whose owner is not known?',
        page: '#how-it-works',
        where: `${model}#Authtest.init`,
      },
      faults: ['no-owner', 'owner-by-name', 'owner-optional'],
      run: (subject) => needsColumn(subject, 'owner', /int/, 'whole number'),
    },
  ],
});

async function tableOfItems({ server, db }: Subject) {
  await server();
  const tables = await db.tables();
  const found = tables.find(({ name }) => name === 'authtestdata');
  if (found) return found;
  const names = tables.map(({ name }) => name).join(', ') || 'none';
  return fail(
    `There is no table "authtestdata" after the start: there is ${names}.`,
  );
}

async function needsColumn(
  subject: Subject,
  name: string,
  type: RegExp,
  inWords: string,
) {
  const { columns } = await tableOfItems(subject);
  const column = columns.find((one) => one.name === name);
  if (!column) fail(`The table "authtestdata" has no column "${name}".`);
  if (!type.test(column.type)) {
    fail(
      `The column "${name}" is of type ${column.type}; a ${inWords} is asked.`,
    );
  }
  if (!column.nullable) return;
  fail(`The column "${name}" may stay empty: allowNull: false forbids that.`);
}

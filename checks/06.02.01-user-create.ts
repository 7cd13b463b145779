// 06.02.01: a table of users, and the first one in it.
import { checksFor, countRows, fail, shouldAnswer } from './define';
import { failOverBody, newUser, signUp } from './accounts';

const model = 'models/user.ts';
const controller = 'controllers/usercontroller.ts';
const column = 'username: { type: DataTypes.STRING, allowNull: false';

// The row that create() gives back, read by the properties of the class.
const readBack = {
  file: controller,
  find: "  await User.create({ username: 'The Dude', passwordhash: 'abides' });\n  res.status(201).send('I hate The Eagles, man');",
  replace:
    "  const user = await User.create({ username: 'The Dude', passwordhash: 'abides' });\n  res.status(201).send(`Number ${user.id} is ${user.username}`);",
};

export default checksFor('06.02.01', {
  edits: {
    'no-mount': {
      file: 'app.ts',
      find: "app.use('/api/user', users);\n",
      replace: '',
    },
    'not-unique': {
      file: model,
      find: `${column}, unique: true`,
      replace: column,
    },
    'plain-name': {
      file: model,
      find: "tableName: 'users'",
      replace: "tableName: 'people'",
    },
    'no-hash-column': [
      {
        file: model,
        find: '    passwordhash: { type: DataTypes.STRING, allowNull: false },\n',
        replace: '',
      },
      { file: model, find: '  declare passwordhash: string;\n', replace: '' },
    ],
    'null-name': {
      file: model,
      find: `${column}, unique`,
      replace: `${column.replace(', allowNull: false', '')}, unique`,
    },
    'no-await': {
      file: controller,
      find: '  await User.create(',
      replace: '  User.build(',
    },
    'class-field': {
      file: model,
      find: '  declare username: string;',
      replace: '  username!: string;',
    },
    'no-declare': {
      file: model,
      find: '  declare username: string;',
      replace: '  username: string;',
    },
    'read-back': readBack,
    'class-field-read': [
      readBack,
      {
        file: model,
        find: '  declare username: string;',
        replace: '  username!: string;',
      },
    ],
    'no-hash': {
      file: controller,
      find: ", passwordhash: 'abides' }",
      replace: ' }',
    },
    'defined-id': {
      file: 'controllers/testcontroller.ts',
      find: '  res.send(row);',
      replace: '  res.send(row.id);',
    },
  },
  checks: [
    {
      key: '06.02.01/users-table',
      title: 'There is a table users with username and passwordhash',
      kind: 'database',
      hints: {
        nudge: 'Is the model loaded, and what is its table called?',
        page: '#the-change',
        where: `${model}#User.init`,
      },
      faults: ['plain-name', 'no-hash-column', 'null-name'],
      async run({ server, db }) {
        await server();
        const table = (await db.tables()).find(({ name }) => name === 'users');
        if (!table) failWithoutUsers();
        const names = table.columns.map(({ name }) => name);
        const missing = ['username', 'passwordhash'].filter(
          (name) => !names.includes(name),
        );
        if (missing.length > 0) {
          fail(`The table "users" lacks the column ${missing.join(' and ')}.`);
        }
        const empty = table.columns.find(
          ({ name, nullable }) =>
            nullable && ['username', 'passwordhash'].includes(name),
        );
        if (!empty) return;
        fail(
          `The table "users" takes a row without ${empty.name}: allowNull: false forbids that.`,
        );
      },
    },
    {
      key: '06.02.01/name-once',
      title: 'The table users takes each name once',
      kind: 'database',
      hints: {
        nudge: 'Which property of a column says "only once"?',
        page: '#how-it-works',
        where: `${model}#User.init`,
      },
      faults: ['not-unique'],
      async run({ server, db }) {
        await server();
        const tables = await db.tables();
        if (!tables.some(({ name }) => name === 'users')) failWithoutUsers();
        // Asked of the table itself: a row of ours might lack what it needs.
        const indexes = await db.query(
          "select indexdef from pg_indexes where tablename = 'users' and schemaname = current_schema()",
        );
        const once = /UNIQUE INDEX .*\([^,]*\busername\b[^,]*\)/;
        if (indexes.some(({ indexdef }) => once.test(String(indexdef)))) return;
        fail(
          'Nothing keeps the table "users" from taking a username twice: it has no unique index on that column.',
        );
      },
    },
    {
      key: '06.02.01/createuser',
      title: 'POST /api/user/createuser stores a user',
      kind: 'database',
      hints: {
        nudge: 'Under which path is the new router mounted?',
        page: '#the-change',
        where: `${controller}#users.post('/createuser')`,
      },
      faults: ['no-mount', 'no-await'],
      async run({ server, ask, db }) {
        await server();
        const before = await countRows(db, 'users');
        const answer = await signUp(ask, newUser());
        if (answer.status >= 400) await failOverBody(ask, answer);
        shouldAnswer(answer, {});
        if ((await countRows(db, 'users')) === before + 1) return;
        fail('POST /api/user/createuser answered, but "users" has no new row.');
      },
    },
  ],
});

// As PostgreSQL's refusal is told: one cause, one sentence.
function failWithoutUsers(): never {
  fail('There is no table "users" in the database.');
}

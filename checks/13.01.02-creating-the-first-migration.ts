// 13.01.02: migrations make the tables, and sync() is gone.
import { checksFor, fail, type FreshDatabase } from './define';
import {
  columnIn,
  insertRow,
  ranIn,
  shouldBeAlike,
  shouldKeep,
} from './migrations';

const first = 'migrations/0001-create-tables.ts';

/** By table: what the server of 12.00 asks for. */
const timestamps = ['createdAt', 'updatedAt'];
const needed = {
  tests: ['id', 'testdata', ...timestamps],
  users: ['id', 'username', 'passwordhash', ...timestamps],
  authtestdata: ['id', 'authtestdata', 'owner', ...timestamps],
};

/** Tables of sequelize-cli's own. */
const books = ['SequelizeMeta', 'sequelize_data'];

export default checksFor('13.01.02', {
  edits: {
    'no-table': {
      file: first,
      find: `  await queryInterface.createTable('authtestdata', {
    id,
    authtestdata: neededText,
    owner,
    ...timestamps,
  });
`,
      replace: '',
    },
    'no-timestamps': {
      file: first,
      find: '    testdata: neededText,\n    ...timestamps,\n',
      replace: '    testdata: neededText,\n',
    },
    'no-unique': {
      file: first,
      find: '{ ...neededText, unique: true }',
      replace: 'neededText',
    },
    'null-too': {
      file: first,
      find: '    testdata: neededText',
      replace: '    testdata: text',
    },
    'drops-first': {
      file: first,
      find: "  await queryInterface.createTable('tests', {",
      replace: `  await queryInterface.dropTable('tests');
  await queryInterface.createTable('tests', {`,
    },
    'no-down': {
      file: first,
      find: "  await queryInterface.dropTable('tests');\n",
      replace: '',
    },
    'still-sync': {
      file: 'app.ts',
      find: "postgres database');\n",
      replace: "postgres database');\n  await sequelize.sync();\n",
    },
    'shows-sql': {
      file: 'config/config.cjs',
      find: "dialect: 'postgres',",
      replace: "dialect: 'postgres', logging: console.log,",
    },
  },
  checks: [
    {
      key: '13.01.02/makes-tables',
      title: 'The migrations make the tables in an empty database',
      kind: 'database',
      dependsOn: [first],
      hints: {
        nudge: 'Which tables did sync() make, and with which columns?',
        page: '#how-it-works',
        where: `${first}#up`,
      },
      faults: ['no-table', 'no-timestamps'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        const schema = await fresh.schema();
        for (const [table, columns] of Object.entries(needed)) {
          columns.forEach((name) => columnIn(schema, `${table}.${name}`));
        }
      },
    },
    {
      key: '13.01.02/refuses',
      title: 'The tables refuse a second user of one name, and a missing text',
      kind: 'database',
      dependsOn: [first],
      hints: {
        nudge: 'What did the database refuse when sync() had made the tables?',
        page: '#how-it-works',
        where: `${first}#up`,
      },
      faults: ['no-unique', 'null-too'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        const name = { username: 'Ada' };
        await insertRow(fresh, 'users', name);
        if (await isStored(fresh, 'users', name)) {
          fail('The table "users" takes a second user of the same name.');
        }
        if (await isStored(fresh, 'tests', { testdata: null })) {
          fail('The table "tests" takes a row without its testdata.');
        }
      },
    },
    {
      key: '13.01.02/keeps-rows',
      title: 'The migrations keep the rows of tables that sync() made',
      kind: 'database',
      dependsOn: [first],
      hints: {
        nudge: 'What does your migration do with a table that is there?',
        page: '#on-yours-with-rows',
        where: `${first}#up`,
      },
      faults: ['drops-first'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.startStep('12.00');
        const stored = new Map<string, Record<string, unknown>>();
        for (const table of Object.keys(needed)) {
          stored.set(table, await insertRow(fresh, table));
        }
        await fresh.cli('db:migrate');
        if ((await ranIn(fresh)).length === 0) {
          fail('There is no migration in migrations/ that could run.');
        }
        for (const [table, row] of stored) {
          await shouldKeep(fresh, table, row);
        }
      },
    },
    {
      key: '13.01.02/down-and-up',
      title: 'Taken back, the migrations leave nothing, and they can run again',
      kind: 'database',
      dependsOn: [first],
      hints: {
        nudge: 'Does down() take back all that up() made?',
        page: '#how-it-works',
        where: `${first}#down`,
      },
      faults: ['no-down'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        const made = await fresh.schema();
        for (const table of Object.keys(needed)) await insertRow(fresh, table);
        await fresh.cli('db:migrate:undo:all');
        const { tables } = await fresh.schema();
        const left = tables.filter(({ name }) => !books.includes(name));
        if (left.length > 0) {
          const names = left.map(({ name }) => name).join(', ');
          fail(
            `After "npx sequelize-cli db:migrate:undo:all" there is still: ${names}.`,
          );
        }
        await fresh.cli('db:migrate');
        const saying = 'Up, down and up again, the tables differ from before';
        shouldBeAlike(made, await fresh.schema(), saying);
      },
    },
    {
      key: '13.01.02/no-sync',
      title: 'The server itself makes no tables',
      kind: 'database',
      dependsOn: ['app.ts', 'server.ts'],
      hints: {
        nudge: 'Which line of your server made tables until now?',
        page: '#why',
        where: 'app.ts#start',
      },
      faults: ['still-sync'],
      async run({ freshDatabase, startAnother }) {
        const fresh = await freshDatabase();
        // One that needs its tables at once makes none either.
        await startAnother({ databaseUrl: fresh.url }).catch(() => undefined);
        const { tables } = await fresh.schema();
        if (tables.length === 0) return;
        const names = tables.map(({ name }) => name).join(', ');
        fail(
          `Started on an empty database, before any migration, the server made tables: ${names}. Is there a sync() left?`,
        );
      },
    },
  ],
});

/** Whether the database takes such a row. */
function isStored(
  fresh: FreshDatabase,
  table: string,
  values: Record<string, unknown>,
) {
  return insertRow(fresh, table, values).then(
    () => true,
    () => false,
  );
}

// 13.02.03: the database itself sees to it that an owner is a user.
import type { Schema } from '../course/database';
import { newUser, signedUp, tokenIn } from './accounts';
import {
  checksFor,
  fail,
  shown,
  waitFor,
  type Ask,
  type FreshDatabase,
  type Subject,
} from './define';
import { storeItem, withToken } from './items';
import { insertRow, isIn, shouldBeAlike } from './migrations';
import { storeLog } from './workouts';

const migration = 'migrations/0003-make-owner-a-foreign-key.ts';
const up = `${migration}#up`;
const errors = 'middleware/errors.ts';
const script = 'scripts/accounts.ts';
const owned = ['authtestdata', 'logs'];
const nobody = 2_147_483_647;

const orphans = `    // Rows that nobody could reach any more: their user is gone.
    await queryInterface.sequelize.query(
      \`DELETE FROM \${table} WHERE owner NOT IN (SELECT id FROM users)\`,
    );
`;
const gone = `  // An account can go while a request of its owner runs.
  if (err instanceof ForeignKeyConstraintError) {
    return { status: 409, reason: 'What this belongs to is gone' };
  }
`;
const index = `    // PostgreSQL makes none for a foreign key, and every query asks by owner.
    await queryInterface.addIndex(table, ['owner']);
`;
const include = `    // All logs in the same query, not in one more for each user.
    include: { model: Log, as: 'logs', attributes: ['description'] },
    order: ['id', ['logs', 'id', 'ASC']],
`;
const takeBack =
  '    await queryInterface.removeConstraint(table, `${table}_owner_fkey`);\n';

export default checksFor('13.02.03', {
  edits: {
    'only-one-table': {
      file: migration,
      find: "const tables = ['authtestdata', 'logs'];",
      replace: "const tables = ['authtestdata'];",
    },
    // An association alone: nothing of it reaches the database.
    'only-in-code': {
      file: migration,
      find: "const tables = ['authtestdata', 'logs'];",
      replace: 'const tables: string[] = [];',
    },
    'no-cascade': {
      file: migration,
      find: "onDelete: 'CASCADE'",
      replace: "onDelete: 'NO ACTION'",
    },
    'no-index': [
      { file: migration, find: index, replace: '' },
      {
        file: migration,
        find: "    await queryInterface.removeIndex(table, ['owner']);\n",
        replace: '',
      },
    ],
    'other-index': [
      {
        file: migration,
        find: "addIndex(table, ['owner'])",
        replace: "addIndex(table, ['createdAt', 'owner'])",
      },
      {
        file: migration,
        find: "removeIndex(table, ['owner'])",
        replace: "removeIndex(table, ['createdAt', 'owner'])",
      },
    ],
    'orphans-left': { file: migration, find: orphans, replace: '' },
    'all-deleted': {
      file: migration,
      find: ' WHERE owner NOT IN (SELECT id FROM users)',
      replace: '',
    },
    'not-taken-back': { file: migration, find: takeBack, replace: '' },
    'index-stays': {
      file: migration,
      find: "    await queryInterface.removeIndex(table, ['owner']);\n",
      replace: '',
    },
    unexplained: { file: errors, find: gone, replace: '' },
    // N+1: one query for the users, and one more for each of them.
    'in-a-loop': [
      { file: script, find: include, replace: "    order: ['id'],\n" },
      {
        file: script,
        find: '  for (const { username, logs = [] } of users) {\n',
        replace: `  for (const { id, username } of users) {
    const logs = await Log.findAll({ where: { owner: id }, order: ['id'] });
`,
      },
    ],
    'only-with-logs': {
      file: script,
      find: "as: 'logs', attributes",
      replace: "as: 'logs', required: true, attributes",
    },
    'no-include': {
      file: script,
      find: include,
      replace: "    order: ['id'],\n",
    },
  },
  checks: [
    {
      key: '13.02.03/foreign-key',
      title: 'The database refuses a row whose owner is no user',
      kind: 'database',
      hints: {
        nudge: 'Who looks at the owner where a row comes past your server?',
        page: '#the-change',
        where: up,
      },
      faults: ['only-one-table', 'only-in-code'],
      async run({ ask, db }) {
        const { mine } = await somebody(ask);
        const ids = [await storeItem(mine), await storeLog(mine, 'push ups')];
        for (const [at, table] of owned.entries()) {
          const sql = `update "${table}" set owner = ${nobody} where id = ${ids[at]}`;
          // 23503: foreign_key_violation (PostgreSQL, appendix A).
          if ((await stateAfter(db, sql)) === '23503') continue;
          fail(
            `The table "${table}" takes a row whose owner is ${nobody}, and no user has that id: its column owner is no foreign key to users.`,
          );
        }
      },
    },
    {
      key: '13.02.03/with-the-user',
      title: 'With a user go their items and logs, and no others',
      kind: 'database',
      hints: {
        nudge: 'What should happen to the rows of a user who is deleted?',
        page: '#how-it-works',
        where: up,
      },
      faults: ['no-cascade', 'only-in-code'],
      async run({ ask, db }) {
        const [ada, grace] = [await somebody(ask), await somebody(ask)];
        for (const { mine } of [ada, grace]) {
          await storeItem(mine);
          await storeLog(mine, 'push ups');
        }
        const sql = `delete from users where id = ${ada.id}`;
        if (await stateAfter(db, sql)) {
          fail(
            'A user who has rows cannot be deleted: the foreign key does not say ON DELETE CASCADE.',
          );
        }
        for (const table of owned) {
          const [left, others] = [
            await countOf(db, table, ada.id),
            await countOf(db, table, grace.id),
          ];
          if (left > 0) {
            fail(`A user was deleted, and "${table}" still has their row.`);
          }
          if (others === 1) continue;
          fail(`A user was deleted, and "${table}" lost the row of another.`);
        }
      },
    },
    {
      key: '13.02.03/index',
      title: 'Both tables have an index that begins with owner',
      kind: 'database',
      hints: {
        nudge: 'Does PostgreSQL make an index for a foreign key?',
        page: '#how-it-works',
        where: up,
      },
      faults: ['no-index', 'other-index', 'only-one-table'],
      async run({ ask, db }) {
        await somebody(ask);
        for (const table of owned) {
          const found = await db.query(
            `select from pg_index join pg_attribute
               on attrelid = indrelid and attnum = indkey[0]
             where indrelid = $1::regclass and attname = 'owner'
               and indpred is null`,
            [`"${table}"`],
          );
          if (found.length > 0) continue;
          fail(
            `No index of "${table}" begins with owner: for each list the database reads the rows of all users.`,
          );
        }
      },
    },
    {
      key: '13.02.03/orphans',
      title: 'The migration gets past rows whose user is gone',
      kind: 'database',
      hints: {
        nudge: 'A table holds a row that the new rule forbids. What then?',
        page: '#how-it-works',
        where: up,
      },
      dependsOn: ['.sequelizerc', 'config/config.cjs', migration],
      faults: ['orphans-left', 'all-deleted'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        await undoForeignKeys(fresh);
        const username = newUser().username;
        const user = await insertRow(fresh, 'users', { username });
        for (const table of owned) {
          await insertRow(fresh, table, { owner: user.id });
          await insertRow(fresh, table, { owner: nobody });
        }
        const { failed, text } = await fresh.tryCli('db:migrate');
        if (failed) {
          const why = /ERROR: (.*)/.exec(text)?.[1] ?? text.trim().slice(-200);
          fail(
            `On a database with rows whose user is gone, "npx sequelize-cli db:migrate" fails: ${why}`,
          );
        }
        for (const table of owned) {
          const rows = await fresh.query(`select owner from "${table}"`);
          const owners = rows.map(({ owner }) => owner);
          if (!owners.includes(user.id)) {
            fail(`The migration took a row of "${table}" whose user is there.`);
          }
          if (!owners.includes(nobody)) continue;
          fail(`After the migration "${table}" still has a row of nobody's.`);
        }
      },
    },
    {
      key: '13.02.03/back-and-forth',
      title: 'The migration can be undone, and run again',
      kind: 'database',
      hints: {
        nudge: 'What must down() take back, and in which order?',
        page: '#how-it-works',
        where: `${migration}#down`,
      },
      dependsOn: ['.sequelizerc', 'config/config.cjs', migration],
      faults: ['not-taken-back', 'index-stays'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        const before = await fresh.schema();
        await undoForeignKeys(fresh);
        const { failed, text } = await fresh.tryCli('db:migrate');
        if (failed) {
          const why = /ERROR: (.*)/.exec(text)?.[1] ?? text.trim().slice(-200);
          fail(
            `After "db:migrate:undo" the migration does not run again: ${why}. Does down() take back all that up() made?`,
          );
        }
        const saying = 'After up, down and up again the tables are other ones';
        shouldBeAlike(before, await fresh.schema(), saying);
      },
    },
    {
      key: '13.02.03/gone-owner',
      title:
        'An account that goes while its request runs is no failure of ours',
      kind: 'http',
      hints: {
        nudge: 'Which error does Sequelize throw where a foreign key refuses?',
        page: '#how-it-works',
        where: `${errors}#explain`,
      },
      faults: ['unexplained'],
      async run({ ask, db }) {
        const { mine } = await somebody(ask);
        const log = { description: 'push ups', definition: 'ten', result: '1' };
        const send = async () => mine.post('/api/log/').send({ log });
        const answer = await whileOwnersGo(db, send);
        const isRefusal = typeof answer.json?.error === 'string';
        if (isRefusal && answer.status >= 400 && answer.status < 500) return;
        fail(
          `The account of a user was deleted while POST /api/log/ of theirs ran, and it answered ${answer.status} with ${shown(answer)}. ` +
            'No code of yours failed: 409 with { "error": "<a sentence>" } says what happened.',
        );
      },
    },
    {
      key: '13.02.03/accounts',
      title: 'npm run accounts prints all users with their logs',
      kind: 'database',
      hints: {
        nudge: 'What of the user without a log?',
        page: '#the-change',
        where: `${script}#main`,
      },
      dependsOn: [script, 'models/associations.ts', 'package.json'],
      faults: ['only-with-logs', 'no-include'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        await insertUsers(fresh, 2);
        await insertRow(fresh, 'users', { username: 'idle-bob' });
        const text = await fresh.script('accounts');
        const words = ['user-1', 'user-2', 'set 1 of 1', 'set 2 of 2'];
        for (const word of [...words, 'idle-bob']) {
          if (text.includes(word)) continue;
          fail(
            `"npm run accounts" does not print "${word}": there are the users user-1 and user-2 with two logs each, and idle-bob with none.`,
          );
        }
      },
    },
    {
      key: '13.02.03/one-query',
      title: 'npm run accounts asks no more often for more users',
      kind: 'database',
      hints: {
        nudge: 'How many lines with "Executing" does it print?',
        page: '#how-it-works',
        where: `${script}#main`,
      },
      dependsOn: [script, 'models/associations.ts', 'package.json'],
      faults: ['in-a-loop'],
      async run({ freshDatabase }) {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate');
        await insertUsers(fresh, 2);
        const few = await statementsOf(fresh, () => fresh.script('accounts'));
        await insertUsers(fresh, 22);
        let many = Infinity;
        // Some are the database's own: it tidies up when it likes, and not for
        // long. So once more, where there seem to be many.
        for (let tries = 0; many - few >= 12 && tries < 3; tries += 1) {
          const seen = await statementsOf(fresh, () =>
            fresh.script('accounts'),
          );
          many = Math.min(many, seen);
        }
        if (many - few < 12) return;
        fail(
          `With 20 users more, "npm run accounts" asks the database ${many - few} times more: one query for each user.`,
        );
      },
    },
  ],
});

/** Somebody with an account: their id, and asking as them. */
async function somebody(ask: Ask): Promise<{ id: number; mine: Ask }> {
  const answer = await signedUp(ask);
  const { token, payload } = tokenIn(answer);
  return { id: Number(payload.id), mine: withToken(ask, token) };
}

async function countOf({ query }: Subject['db'], table: string, owner: number) {
  const sql = `select count(*)::int as n from "${table}" where owner = $1`;
  const [row] = await query(sql, [owner]);
  return Number(row.n);
}

/** PostgreSQL's code for why a statement failed; undefined where it did not. */
async function stateAfter({ query }: Subject['db'], sql: string) {
  try {
    await query(sql);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

/** Does something while each new log finds its user deleted meanwhile. */
async function whileOwnersGo<T>(
  { query }: Subject['db'],
  run: () => Promise<T>,
): Promise<T> {
  await query(
    `create or replace function leave() returns trigger language plpgsql
     as 'begin delete from users where id = new.owner; return new; end'`,
  );
  await query(
    `create trigger leave before insert on logs
     for each row execute function leave()`,
  );
  try {
    return await run();
  } finally {
    await query('drop trigger leave on logs');
  }
}

/** Undoes migrations until owner is a plain column again, in both tables. */
async function undoForeignKeys({ cli, schema, files }: FreshDatabase) {
  if (foreignKeys(await schema()) < owned.length) {
    fail('After "db:migrate" owner is no foreign key in both tables.');
  }
  for (let left = files().length; left > 0; left -= 1) {
    await cli('db:migrate:undo');
    const now = await schema();
    if (!owned.every((table) => isIn(now, table))) break;
    if (foreignKeys(now) === 0) return;
  }
  fail(
    'After "npx sequelize-cli db:migrate:undo" the foreign keys are still there: down() does not take them back.',
  );
}

/** How many of the two tables have a foreign key owner. */
function foreignKeys({ tables }: Schema): number {
  return tables
    .filter(({ name }) => owned.includes(name))
    .flatMap(({ columns }) => columns)
    .filter(({ name, references }) => name === 'owner' && references).length;
}

/** Users up to this number, `user-7` with `set 7 of 1` and `set 7 of 2`. */
async function insertUsers(fresh: FreshDatabase, last: number) {
  const [{ n }] = await fresh.query('select count(*)::int as n from users');
  for (let at = Number(n) + 1; at <= last; at += 1) {
    const user = await insertRow(fresh, 'users', { username: `user-${at}` });
    for (const set of [1, 2]) {
      const description = `set ${at} of ${set}`;
      await insertRow(fresh, 'logs', { owner: user.id, description });
    }
  }
}

/** How many statements others had a database carry out meanwhile. */
async function statementsOf(
  { query }: FreshDatabase,
  run: () => Promise<unknown>,
): Promise<number> {
  let ours = 0;
  const ask = (sql: string) => {
    ours += 1;
    return query(`${sql} where datname = current_database()`);
  };
  const count = async () => {
    // What a connection did is counted when it ends.
    await waitFor(async () => {
      const all = await ask(
        'select pid, pg_backend_pid() as own from pg_stat_activity',
      );
      return all.every(({ pid, own }) => pid === own);
    }, 5000);
    const [row] = await ask('select xact_commit as n from pg_stat_database');
    return Number(row.n) - ours;
  };
  const before = await count();
  await run();
  return (await count()) - before;
}

// `npm run db`: the database, from the command line.
import type { Command, Flags } from '../command';
import { databaseUrl, readAddress } from '../database/address';
import { ask } from '../database/ask';
import { asTable } from '../database/as-table';
import { describeTable } from '../database/describe';
import { refuseForeignDrop } from '../database/drops';
import { place } from '../database/place';
import {
  emptyDatabase,
  find,
  findOrStart,
  stepDatabase,
  stop,
  studentDatabase,
  tables,
  type Database,
} from '../database';
import {
  asObjects,
  clientSettings,
  countTables,
  findTable,
  heading,
  likely,
  listTables,
  noRows,
  outcome,
  selectFirst,
  whatWasRemoved,
  where,
} from '../database/tell';
import { checkpointAt, findLesson } from '../find-lesson';
import { exitCodes, PlainError } from '../plain-error';

/** Rows that fit on a screen. */
const most = 20;

type Word = (words: string[], json: boolean) => Promise<void>;

const words: Record<string, Word> = {
  show,
  describe,
  sql,
  reset,
  stop: stopServer,
};

export const command: Command = {
  summary: 'shows, asks and cleans the database; starts and stops PostgreSQL',
  usage: [
    'npm run db                          state, and the settings for a client',
    'npm run db show                     the tables of your database',
    'npm run db show users               the rows of a table',
    "npm run db show users 05.03.07      the same of a lesson's database",
    'npm run db describe                 columns, keys and indexes of all tables',
    'npm run db describe users           the same of one table',
    "npm run db describe users 05.03.07  the same of a lesson's database",
    'npm run db sql "select 1"           any SQL in your database',
    'npm run db reset                    removes all tables of your database',
    "npm run db reset 05.03.07           the same of a lesson's database",
    'npm run db stop                     stops PostgreSQL; the data stay',
  ],
  help: 'Your database is the one of your own server. Each lesson with a checkpoint has another one, so that it cannot touch your rows. With DATABASE_URL set (in the environment or in .env) all of them are on that server instead, with names that begin with course_.',
  async run([word, ...rest]: string[], flags: Flags) {
    const does = word === undefined ? showState : wordFor(word, rest);
    await does(rest, flags.json === true);
    return exitCodes.holds;
  },
};

function wordFor(word: string, rest: string[]): Word {
  if (Object.hasOwn(words, word)) return words[word];
  const instead = likely(word, rest);
  throw new PlainError(
    `"npm run db" does not know the word "${word}". Did you mean: npm run db ${instead} ("npm run db help" shows all).`,
  );
}

async function showState(_words: string[], json: boolean): Promise<void> {
  const server = await findOrStart();
  const db = await studentDatabase();
  const [{ rows }] = await ask(db.url, 'show server_version');
  const found = await tables(db.url);
  const version = rows[0][0]?.split(' ')[0];
  const { host, port, user, embedded, started } = server;
  const password = embedded ? server.password : undefined;
  const { name } = db;
  const folder = embedded ? place().home : undefined;
  if (json) {
    const settings = { host, port, user, password, database: name };
    print({ ...settings, version, embedded, started, folder, tables: found });
    return;
  }
  const origin = embedded ? 'it came with the course' : 'that of DATABASE_URL';
  const state = started ? 'was started now' : 'runs';
  console.log(`${heading(db)}\n`);
  console.log(`PostgreSQL ${version} ${state} (${origin}).`);
  console.log('To look at it with pgAdmin, DBeaver or your own code:\n');
  console.log(`${clientSettings({ host, port, user, password, name })}\n`);
  console.log(countTables(found, name));
  if (folder) console.log(`Its files are in ${folder}`);
  console.log('"npm run db help" shows what else this command can do.');
}

async function show(given: string[], json: boolean): Promise<void> {
  const { table, db, found } = await tableIn(given);
  if (!table) {
    if (json) return print({ ...where(db), tables: found });
    console.log(`${heading(db)}\n`);
    console.log(listTables(found, db.name));
    return;
  }
  const info = findTable(db, found, table);
  const [answer] = await ask(db.url, selectFirst(info, json ? 1000 : most));
  if (json)
    return print({ ...where(db), table: info, rows: asObjects(answer) });
  console.log(`${heading(db)}\n`);
  console.log(
    info.rows > 0 ? asTable(answer, { most, total: info.rows }) : noRows(info),
  );
}

async function describe(given: string[], json: boolean): Promise<void> {
  const { table, db, found } = await tableIn(given);
  const chosen = table ? [findTable(db, found, table)] : found;
  if (json) return print({ ...where(db), tables: chosen });
  console.log(`${heading(db)}\n`);
  console.log(
    chosen.length > 0
      ? chosen.map(describeTable).join('\n\n')
      : countTables(chosen, db.name),
  );
}

/** The table that was typed, if one was, and the database it is in. */
async function tableIn(given: string[]) {
  const [table, lesson] = isLesson(given[0]) ? ['', given[0]] : given;
  const db = await databaseOf(lesson);
  return { table, db, found: await tables(db.url) };
}

async function sql(given: string[], json: boolean): Promise<void> {
  const lesson = given.length > 1 && isLesson(given.at(-1)) ? given.pop() : '';
  const text = given.join(' ').trim();
  if (!text) {
    throw new PlainError(
      'Which SQL? Type it in double quotes: npm run db sql "select 1"',
    );
  }
  const db = await databaseOf(lesson);
  if (!json) console.log(`${heading(db)}\n`);
  refuseForeignDrop(await findOrStart(), text);
  const answers = await ask(db.url, text);
  if (json) {
    const told = answers.map((one) => ({
      command: one.command,
      count: one.count,
      rows: asObjects(one),
    }));
    print({ ...where(db), answers: told });
    return;
  }
  for (const answer of answers) {
    if (answer.columns.length > 0) console.log(asTable(answer));
    console.log(`(${outcome(answer)})`);
  }
}

async function reset(given: string[], json: boolean): Promise<void> {
  const db = await databaseOf(given[0]);
  const removed = await tables(db.url);
  await emptyDatabase(db);
  if (json) return print({ ...where(db), removed });
  console.log(`${heading(db)}\n`);
  console.log(whatWasRemoved(removed));
}

async function stopServer(_words: string[], json: boolean): Promise<void> {
  const theirs = databaseUrl();
  const { host, port } = (theirs ? readAddress(theirs) : await find()) ?? {};
  const stopped = await stop();
  if (json) return print({ host, port, embedded: !theirs, stopped });
  if (theirs) {
    console.log(
      `The PostgreSQL at ${host}:${port} is not the course's own (DATABASE_URL names it): it runs on.`,
    );
  } else if (stopped) {
    console.log(
      `Stopped PostgreSQL at ${host}:${port}. The data stay; the next command that needs it starts it.`,
    );
  } else console.log('PostgreSQL was not running.');
}

function databaseOf(word?: string): Promise<Database> {
  if (!word) return studentDatabase();
  const lesson = findLesson(word);
  return stepDatabase(checkpointAt(lesson) ?? lesson);
}

function isLesson(word?: string): boolean {
  return word !== undefined && /^\d\d?(\.\d+)+$/.test(word);
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2));
}

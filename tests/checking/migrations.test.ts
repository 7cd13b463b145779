// Migrations are judged by the database that results, whatever the files are
// called and whatever language they are in.
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import path from 'node:path';
import type { Subject } from '../../checks/define';
import {
  columnIn,
  insertRow,
  isIn,
  ranIn,
  shouldBeAlike,
} from '../../checks/migrations';
import { judge } from '../../course/checking';
import { listFiles } from '../../course/steps';
import { readFile } from '../folders';
import { aCheck, folderWith, lesson, removeFolders } from './folders';

jest.setTimeout(120_000);
afterAll(removeFolders);

const fixture = path.join(__dirname, '..', 'fixtures', 'migrations');
const files = Object.fromEntries(
  listFiles(fixture).map((file) => [file, readFile(fixture, file)]),
);
const second = 'migrations/20260102000000-add-author.ts';

/** In JavaScript, with a configuration and a name of another kind. */
const javascript = {
  'package.json': '{ "dependencies": { "pg": "8", "sequelize": "6" } }',
  'app.js': "require('node:http').createServer().listen(3000);",
  'config/config.js':
    "module.exports = { development: { url: process.env.DATABASE_URL, dialect: 'postgres' } };",
  'migrations/notes.js': `module.exports = {
    async up(q, S) {
      await q.createTable('notes', {
        id: { type: S.INTEGER, primaryKey: true, autoIncrement: true },
        text: { type: S.STRING, allowNull: false },
        author: S.STRING,
      });
    },
    down: (q) => q.dropTable('notes'),
  };`,
};

/** Up, down and up again, with a row in it: what the checks ask of a folder. */
async function upAndDown({ freshDatabase }: Subject) {
  const fresh = await freshDatabase();
  const empty = await fresh.schema();
  await fresh.cli('db:migrate');
  const first = await fresh.schema();
  expect(columnIn(first, 'notes.author').nullable).toBe(true);
  expect((await ranIn(fresh)).length).toBe(fresh.files().length);
  await insertRow(fresh, 'notes', { author: 'Ada' });
  await fresh.cli('db:migrate:undo:all');
  expect(isIn(await fresh.schema(), 'notes')).toBe(false);
  const down = await fresh.schema();
  const tables = down.tables.filter(({ name }) => name !== 'SequelizeMeta');
  shouldBeAlike(empty, { ...down, tables }, 'Taken back, something is left');
  await fresh.cli('db:migrate');
  shouldBeAlike(first, await fresh.schema(), 'Made again, they differ');
}

async function verdictOf(
  own: Record<string, string>,
  run: (subject: Subject) => Promise<void>,
) {
  const check = aCheck('migrations', run, { dependsOn: ['migrations'] });
  const folder = folderWith(own);
  const { verdicts } = await judge({ lesson, folder, checks: [check] });
  return verdicts[0];
}

describe('the migrations of a folder', () => {
  it.each([
    ['TypeScript', files],
    ['JavaScript', javascript],
  ])('in %s run up, down and up again', async (_language, own) => {
    const { kind, message } = await verdictOf(own, upAndDown);
    expect([kind, message]).toEqual(['pass', '']);
  });

  it('fail with the file and the sentence of the database', async () => {
    // The server's own start takes those that are done up to here.
    const late = { ...files, [second]: readFile(fixture, second) };
    const run = async ({ freshDatabase }: Subject) => {
      const fresh = await freshDatabase();
      await fresh.cli('db:migrate');
      await fresh.query('alter table notes drop column author');
      await fresh.cli('db:migrate:undo');
    };
    const { kind, message } = await verdictOf(late, run);
    expect(kind).toBe('fail');
    expect(message).toBe(
      `"npx sequelize-cli db:migrate:undo" ends with a failure. ${second} failed: column "author" of relation "notes" does not exist.`,
    );
  });

  it('that leave something behind are told by what it is', async () => {
    const text = files[second].replace("removeColumn('notes', 'author')", '');
    const broken = text.replace('await query.;', '');
    const { kind, message } = await verdictOf(
      { ...files, [second]: broken },
      async ({ freshDatabase }) => {
        const fresh = await freshDatabase();
        await fresh.cli('db:migrate', '--to', '20260101000000-create-notes.ts');
        const before = await fresh.schema();
        await fresh.cli('db:migrate');
        await fresh.cli('db:migrate:undo');
        shouldBeAlike(before, await fresh.schema(), 'After undo it differs');
      },
    );
    expect(kind).toBe('fail');
    expect(message).toBe(
      'After undo it differs: + notes.author character varying(255).',
    );
  });
});

describe('a check that does not say that it is dear', () => {
  it('gets no database of its own', async () => {
    const check = aCheck('sly', ({ freshDatabase }) => freshDatabase());
    const folder = folderWith(javascript);
    const { verdicts } = await judge({ lesson, folder, checks: [check] });
    expect(verdicts[0].message).toContain('03.02/sly makes a database');
  });
});

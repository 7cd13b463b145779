// `npx sequelize-cli` in the course's own folder drives the furthest step that
// has migrations.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  emptyDatabase,
  query,
  stepDatabase,
  tables,
} from '../../course/database';
import { root, stepFolder, writtenCheckpoints } from '../../course/find-lesson';

jest.setTimeout(240_000);

const lesson = writtenCheckpoints.findLast((one) =>
  fs.existsSync(path.join(stepFolder(one), '.sequelizerc')),
)!;
const clean = async () => emptyDatabase(await stepDatabase(lesson));
beforeAll(clean);
afterAll(clean);

const program = path.join(root, 'node_modules/sequelize-cli/lib/sequelize');

function run(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...words],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

it('migrates, seeds and takes both back, with rows in it or not', async () => {
  const { url, name } = await stepDatabase(lesson);
  const up = run('db:migrate');
  expect(up.stderr).toBe('');
  expect(up.stdout).toContain(`Database ${name} at `);
  expect(up.stdout).toContain('0001-create-tables: migrated');
  expect(run('db:migrate:status').stdout).toMatch(
    /^up 0001-create-tables\.ts$/m,
  );
  expect(run('db:seed:all').status).toBe(0);
  expect(await query(url, 'select from tests')).not.toHaveLength(0);
  expect(run('db:migrate').stdout).toContain('already up to date');
  expect(run('db:seed:undo:all').status).toBe(0);
  expect(await query(url, 'select from tests')).toHaveLength(0);
  expect(run('db:migrate:undo:all').status).toBe(0);
  const left = (await tables(url)).map((table) => table.name);
  expect(left).not.toContain('tests');
});

it('fails with one sentence', () => {
  const { status, stderr } = run('db:migrate', '--name', 'nonsense');
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^The migrations failed: .+\.$/),
  ]);
});

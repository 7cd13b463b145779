// The migrations make what the models need, once, and can be taken back.
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { QueryTypes } from 'sequelize';
import { sequelize } from '../db';
import { runPending } from '../lib/run-pending';
import { Test } from '../models/test';
import { useDatabase } from './database';

useDatabase();

const folder = path.join(__dirname, '../migrations');
const files = fs.readdirSync(folder).sort();

const select = (sql: string) =>
  sequelize.query<any>(sql, { type: QueryTypes.SELECT });

// All columns and indexes, as PostgreSQL has them.
const schema = async () => [
  await select(`SELECT table_name, column_name, data_type, is_nullable
    FROM information_schema.columns WHERE table_schema = 'public'
    ORDER BY 1, 2`),
  await select(`SELECT indexdef FROM pg_indexes
    WHERE schemaname = 'public' ORDER BY 1`),
];

beforeEach(async () => {
  // From nothing.
  await sequelize.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

describe('the migrations', () => {
  it('run once, however many ask for it at the same time', async () => {
    const askers = [1, 2, 3].map(() => runPending('migrations'));
    const ran = (await Promise.all(askers)).flat();
    expect(ran).toEqual(files.map((file) => path.parse(file).name));
    // As sequelize-cli writes them down: it finds nothing left to do.
    const rows = await select('SELECT name FROM "SequelizeMeta" ORDER BY name');
    expect(rows.map(({ name }) => name)).toEqual(files);
  });

  it('R15: can be taken back, with rows, and run again', async () => {
    await runPending('migrations');
    const before = await schema();
    await runPending('seeders');
    for (const file of [...files].reverse()) {
      await require(path.join(folder, file)).down(
        sequelize.getQueryInterface(),
      );
    }
    expect(await sequelize.getQueryInterface().showAllTables()).toEqual(
      expect.not.arrayContaining(['users', 'tests', 'rate_limits']),
    );
    await sequelize.query('DELETE FROM "SequelizeMeta"');
    await runPending('migrations');
    await sequelize.query('DROP TABLE sequelize_data');
    expect(await schema()).toEqual(before);
  });

  it('R15: make the columns that the models have', async () => {
    await runPending('migrations');
    for (const model of Object.values(sequelize.models)) {
      const table = await sequelize
        .getQueryInterface()
        .describeTable(model.getTableName());
      const columns = Object.keys(model.getAttributes());
      expect(Object.keys(table).sort()).toEqual(columns.sort());
    }
  });
});

describe('the seeds', () => {
  it('R16: run once, and make nobody an account', async () => {
    await runPending('migrations');
    await runPending('seeders');
    expect(await runPending('seeders')).toEqual([]);
    expect(await Test.count()).toBe(2);
    expect(await select('SELECT * FROM users')).toEqual([]);
  });
});

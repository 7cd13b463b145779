// Runs the migrations, or seeds, that the database has not had yet.
import fs from 'node:fs';
import path from 'node:path';
import { QueryTypes, Sequelize } from 'sequelize';
import { env } from '../env';

// Where sequelize-cli, too, writes down what has run.
const lists = { migrations: 'SequelizeMeta', seeders: 'sequelize_data' };

export type Folder = keyof typeof lists;

// Several processes may start at the same time, and each may ask for it: one
// does the work while the others wait, and then find nothing left to do.
export async function runPending(folder: Folder): Promise<string[]> {
  // Connections of its own: those of the server may not take their time.
  const sequelize = new Sequelize(env.databaseUrl, { logging: false });
  try {
    return await sequelize.transaction(async (transaction) => {
      // A lock on no table, known by its number alone. It goes with the
      // transaction, and so with us, however we end.
      const lock = `SELECT pg_advisory_xact_lock(hashtext('runPending'))`;
      await sequelize.query(lock, { transaction });
      return await runAll(sequelize, folder);
    });
  } finally {
    await sequelize.close();
  }
}

async function runAll(sequelize: Sequelize, folder: Folder) {
  const list = `"${lists[folder]}"`;
  await sequelize.query(
    `CREATE TABLE IF NOT EXISTS ${list} (name VARCHAR(255) PRIMARY KEY)`,
  );
  const rows = await sequelize.query<{ name: string }>(
    `SELECT name FROM ${list}`,
    { type: QueryTypes.SELECT },
  );
  const done = new Set(rows.map(({ name }) => name));
  const pending = namesIn(folder).filter((name) => !done.has(`${name}.ts`));
  for (const name of pending) {
    const { up } = require(path.join(__dirname, '..', folder, name));
    await up(sequelize.getQueryInterface(), Sequelize);
    // By its name as TypeScript, whatever it was compiled to.
    const bind = [`${name}.ts`];
    await sequelize.query(`INSERT INTO ${list} VALUES ($1)`, { bind });
  }
  return pending;
}

// In the order of their names, as sequelize-cli runs them.
function namesIn(folder: Folder) {
  const files = fs.readdirSync(path.join(__dirname, '..', folder)).sort();
  return files.map((file) => path.parse(file).name);
}

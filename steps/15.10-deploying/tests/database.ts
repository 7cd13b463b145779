// A database for one test file: made by the migrations, gone at the end.
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { Sequelize } from 'sequelize';
// With it come all models: a table without one would keep its rows.
import '../app';
import { sequelize } from '../db';
import { runPending } from '../lib/run-pending';

// Called once, at the top of a test file.
export function useDatabase() {
  beforeAll(async () => {
    await dropDatabase();
    await createDatabase();
    await runPending('migrations');
  });

  // What one test leaves must not help or hinder the next.
  beforeEach(async () => {
    await sequelize.truncate({ cascade: true, restartIdentity: true });
    // It has no model.
    await sequelize.query('TRUNCATE rate_limits');
  });

  afterAll(async () => {
    // An open connection would keep Jest from ending.
    await sequelize.close();
    await dropDatabase();
  });
}

const name = sequelize.getDatabaseName();

async function createDatabase() {
  try {
    await fromOutside(`CREATE DATABASE "${name}"`);
  } catch (err) {
    const { message } = err as Error;
    throw new Error(`The tests need a database of their own: ${message}`);
  }
}

// What a run that was broken off has left goes too. FORCE ends connections: a
// server of the test may still have some.
async function dropDatabase() {
  await fromOutside(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

// A database is made and dropped over a connection to another one.
export async function fromOutside(sql: string) {
  const other = new Sequelize(process.env.OWN_DATABASE_URL ?? '', {
    logging: false,
  });
  try {
    await other.query(sql);
  } finally {
    await other.close();
  }
}

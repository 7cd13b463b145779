// The connection to the database, shared by the whole server.
import { Sequelize } from 'sequelize';
import { env } from './env';
import { log } from './lib/log';

export const sequelize = new Sequelize(env.databaseUrl, {
  dialect: 'postgres',
  // SQL holds what people wrote: it is shown where somebody asks for it.
  logging: (sql) => log.debug(sql),
  // So long a request waits for a connection. Sequelize's own: a minute.
  pool: { max: env.databasePool, acquire: 3_000 },
  dialectOptions: {
    connectionTimeoutMillis: 3_000,
    // What takes longer is ended by PostgreSQL: it would hold a connection.
    statement_timeout: 5_000,
  },
});

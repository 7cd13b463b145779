// The connection to the database, shared by the whole server.
import { Sequelize } from 'sequelize';
import { env } from './env';
import { log } from './lib/log';

export const sequelize = new Sequelize(env.databaseUrl, {
  dialect: 'postgres',
  // SQL holds what people wrote: it is shown where somebody asks for it.
  logging: (sql) => log.debug(sql),
});

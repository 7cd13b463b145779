// How sequelize-cli reaches the database: as the server does.
const { sequelize } = require('../db');

module.exports = {
  dialect: 'postgres',
  ...sequelize.config,
  // But a migration of a large table may take its time.
  dialectOptions: { ...sequelize.config.dialectOptions, statement_timeout: 0 },
  // Keeps a list of the seeds that ran, so that none runs twice.
  seederStorage: 'sequelize',
  seederStorageTableName: 'sequelize_data',
};

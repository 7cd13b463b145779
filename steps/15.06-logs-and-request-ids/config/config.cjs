// How sequelize-cli reaches the database: exactly as the server does.
const { sequelize } = require('../db');

module.exports = {
  dialect: 'postgres',
  ...sequelize.config,
  // Keeps a list of the seeds that ran, so that none runs twice.
  seederStorage: 'sequelize',
  seederStorageTableName: 'sequelize_data',
};

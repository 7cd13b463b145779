// How sequelize-cli reaches the database: exactly as the server does.
const { sequelize } = require('../db');

module.exports = { dialect: 'postgres', ...sequelize.config };

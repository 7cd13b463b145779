// Makes every table of the server. One that is there already stays as it is.
import { DataTypes, type QueryInterface } from 'sequelize';

const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
const text = { type: DataTypes.STRING };
const neededText = { type: DataTypes.STRING, allowNull: false };
const owner = { type: DataTypes.INTEGER, allowNull: false };
const time = { type: DataTypes.DATE, allowNull: false };
const timestamps = { createdAt: time, updatedAt: time };

export async function up(queryInterface: QueryInterface) {
  await queryInterface.createTable('tests', {
    id,
    testdata: neededText,
    ...timestamps,
  });
  await queryInterface.createTable('users', {
    id,
    username: { ...neededText, unique: true },
    passwordhash: neededText,
    ...timestamps,
  });
  await queryInterface.createTable('authtestdata', {
    id,
    authtestdata: neededText,
    owner,
    ...timestamps,
  });
  await queryInterface.createTable('revoked_tokens', {
    jti: { type: DataTypes.UUID, primaryKey: true },
    expiresAt: time,
  });
  await queryInterface.createTable('logs', {
    id,
    description: neededText,
    definition: text,
    result: text,
    owner,
    ...timestamps,
  });
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.dropTable('logs');
  await queryInterface.dropTable('revoked_tokens');
  await queryInterface.dropTable('authtestdata');
  await queryInterface.dropTable('users');
  await queryInterface.dropTable('tests');
}

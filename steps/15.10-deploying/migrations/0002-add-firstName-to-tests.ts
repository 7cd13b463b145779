// Gives `tests` a first name; the rows that are there have none.
import { DataTypes, type QueryInterface } from 'sequelize';

export async function up(queryInterface: QueryInterface) {
  await queryInterface.addColumn('tests', 'firstName', DataTypes.STRING);
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.removeColumn('tests', 'firstName');
}

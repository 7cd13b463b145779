// Gives `tests` a row to play with.
import type { QueryInterface } from 'sequelize';

const row = { testdata: 'Knight takes e6', firstName: 'DeepBlue' };

export async function up(queryInterface: QueryInterface) {
  // Only a model fills these two in by itself.
  const timestamps = { createdAt: new Date(), updatedAt: new Date() };
  await queryInterface.bulkInsert('tests', [{ ...row, ...timestamps }]);
}

export async function down(queryInterface: QueryInterface) {
  // Without a condition every row would go, also those of other people.
  await queryInterface.bulkDelete('tests', row);
}

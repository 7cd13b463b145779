// Gives the lists and the clean-up of tokens an index each.
import type { QueryInterface } from 'sequelize';

const tables = ['authtestdata', 'logs'];

export async function up(queryInterface: QueryInterface) {
  for (const table of tables) {
    // By owner and id: the page of a list is read in its order, and no further.
    await queryInterface.addIndex(table, ['owner', 'id']);
    // All that it did, the new one does.
    await queryInterface.removeIndex(table, ['owner']);
  }
  await queryInterface.addIndex('revoked_tokens', ['expiresAt']);
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.removeIndex('revoked_tokens', ['expiresAt']);
  for (const table of tables) {
    await queryInterface.addIndex(table, ['owner']);
    await queryInterface.removeIndex(table, ['owner', 'id']);
  }
}

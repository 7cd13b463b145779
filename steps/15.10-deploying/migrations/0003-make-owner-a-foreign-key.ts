// From here on the database itself sees to it that an owner is a user.
import type { QueryInterface } from 'sequelize';

const tables = ['authtestdata', 'logs'];

export async function up(queryInterface: QueryInterface) {
  for (const table of tables) {
    // Rows that nobody could reach any more: their user is gone.
    await queryInterface.sequelize.query(
      `DELETE FROM ${table} WHERE owner NOT IN (SELECT id FROM users)`,
    );
    await queryInterface.addConstraint(table, {
      name: `${table}_owner_fkey`,
      type: 'foreign key',
      fields: ['owner'],
      references: { table: 'users', field: 'id' },
      // With a user go their rows.
      onDelete: 'CASCADE',
      onUpdate: 'NO ACTION',
    });
    // PostgreSQL makes none for a foreign key, and every query asks by owner.
    await queryInterface.addIndex(table, ['owner']);
  }
}

// The rows without a user do not come back.
export async function down(queryInterface: QueryInterface) {
  for (const table of tables) {
    await queryInterface.removeIndex(table, ['owner']);
    await queryInterface.removeConstraint(table, `${table}_owner_fkey`);
  }
}

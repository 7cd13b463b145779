// Makes the table in which tries are counted, as rate-limiter-flexible has it.
import { DataTypes, type QueryInterface } from 'sequelize';

export async function up(queryInterface: QueryInterface) {
  await queryInterface.createTable('rate_limits', {
    key: { type: DataTypes.STRING, primaryKey: true },
    points: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    // When it ends, in milliseconds since 1970.
    expire: { type: DataTypes.BIGINT },
  });
}

export async function down(queryInterface: QueryInterface) {
  await queryInterface.dropTable('rate_limits');
}

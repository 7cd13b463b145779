// From here on "Ada" and "ada" are the same name. It fails, and changes
// nothing, where two people have such names: one of them has to be renamed.
import type { QueryInterface } from 'sequelize';

export async function up({ sequelize }: QueryInterface) {
  await sequelize.query(`
    CREATE UNIQUE INDEX users_username_lower ON users (lower(username));
    ALTER TABLE users DROP CONSTRAINT users_username_key;
  `);
}

export async function down({ sequelize }: QueryInterface) {
  await sequelize.query(`
    ALTER TABLE users ADD CONSTRAINT users_username_key UNIQUE (username);
    DROP INDEX users_username_lower;
  `);
}

// One row of `users`: somebody with an account.
import {
  col,
  CreationOptional,
  DataTypes,
  fn,
  InferAttributes,
  InferCreationAttributes,
  Model,
  NonAttribute,
  where,
} from 'sequelize';
import { sequelize } from '../db';
import type { Log } from './log';

export class User extends Model<
  InferAttributes<User>,
  InferCreationAttributes<User>
> {
  // `declare` types a column without making a class field that would hide it.
  declare id: CreationOptional<number>;
  declare username: string;
  declare passwordhash: string;
  // Not a column: there after `include: 'logs'`.
  declare logs?: NonAttribute<Log[]>;

  // "Ada" and "ada" are one name: what lower() makes of both, decides.
  static findByName(username: string) {
    const lower = where(fn('lower', col('username')), fn('lower', username));
    return User.findOne({ where: lower });
  }
}

User.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    username: {
      type: DataTypes.STRING,
      allowNull: false,
      // Each rule has the sentence for whoever breaks it.
      validate: {
        notEmpty: { msg: 'A username must not be blank' },
        // PostgreSQL can't hold all of these as they are: two names would meet.
        is: {
          args: /^[^\p{Cc}\p{Cs}]{0,255}$/u,
          msg: 'A username has at most 255 characters, no control characters',
        },
      },
    },
    passwordhash: { type: DataTypes.STRING, allowNull: false },
  },
  { sequelize, tableName: 'users' },
);

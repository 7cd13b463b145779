// One row of `authtestdata`: a text that belongs to a user.
import {
  CreationOptional,
  DataTypes,
  InferAttributes,
  InferCreationAttributes,
  Model,
} from 'sequelize';
import { sequelize } from '../db';

export class Authtest extends Model<
  InferAttributes<Authtest>,
  InferCreationAttributes<Authtest>
> {
  declare id: CreationOptional<number>;
  declare authtestdata: string;
  // The id of the user whose item it is.
  declare owner: number;
}

Authtest.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    authtestdata: {
      type: DataTypes.STRING,
      allowNull: false,
      validate: {
        notEmpty: { msg: 'An item must not be blank' },
        // NUL and half a character would not be stored as they are.
        is: {
          args: /^[^\0\p{Cs}]{0,255}$/u,
          msg: 'An item has at most 255 characters, all whole, none of them NUL',
        },
      },
    },
    owner: { type: DataTypes.INTEGER, allowNull: false },
  },
  { sequelize, tableName: 'authtestdata' },
);

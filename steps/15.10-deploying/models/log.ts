// One row of `logs`: a workout that somebody did.
import {
  CreationOptional,
  DataTypes,
  InferAttributes,
  InferCreationAttributes,
  Model,
} from 'sequelize';
import { sequelize } from '../db';

export class Log extends Model<
  InferAttributes<Log>,
  InferCreationAttributes<Log>
> {
  declare id: CreationOptional<number>;
  declare description: string;
  declare definition: string | null;
  declare result: string | null;
  // The id of the user whose workout it was.
  declare owner: number;
}

const needed = { msg: 'A log needs a description' };

// NUL and half a character would not be stored as they are.
const storable = {
  args: /^[^\0\p{Cs}]{0,255}$/u,
  msg: 'A text of a log has at most 255 characters, all whole, none of them NUL',
};

Log.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    description: {
      type: DataTypes.STRING,
      allowNull: false,
      validate: { notNull: needed, notEmpty: needed, is: storable },
    },
    definition: { type: DataTypes.STRING, validate: { is: storable } },
    result: { type: DataTypes.STRING, validate: { is: storable } },
    owner: { type: DataTypes.INTEGER, allowNull: false },
  },
  { sequelize, tableName: 'logs' },
);

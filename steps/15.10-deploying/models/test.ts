// One row of `tests`: a text that somebody sent.
import { DataTypes } from 'sequelize';
import { sequelize } from '../db';

export const Test = sequelize.define('test', {
  testdata: { type: DataTypes.STRING, allowNull: false },
  firstName: { type: DataTypes.STRING },
});

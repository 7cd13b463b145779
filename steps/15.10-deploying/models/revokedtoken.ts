// One row of `revoked_tokens`: a token that is refused though it has time left.
import {
  DataTypes,
  InferAttributes,
  InferCreationAttributes,
  Model,
} from 'sequelize';
import { sequelize } from '../db';

export class RevokedToken extends Model<
  InferAttributes<RevokedToken>,
  InferCreationAttributes<RevokedToken>
> {
  // The id in the token: who reads this table can sign in with none of them.
  declare jti: string;
  declare expiresAt: Date;
}

RevokedToken.init(
  {
    jti: { type: DataTypes.UUID, primaryKey: true },
    expiresAt: { type: DataTypes.DATE, allowNull: false },
  },
  { sequelize, tableName: 'revoked_tokens', timestamps: false },
);

// The gate: only who is signed in gets past it, and is `req.user` from there.
import type { RequestHandler } from 'express';
import { QueryTypes } from 'sequelize';
import { sequelize } from '../db';
import { readToken, type Claims } from '../lib/tokens';
import { HttpError } from './errors';

interface SessionUser {
  id: number;
  username: string;
}

// Tells TypeScript what the gate adds to Express's own request.
declare global {
  namespace Express {
    interface Request {
      user: SessionUser;
      token: Claims;
    }
  }
}

// A token can outlive its account, and a sign-out: one question for both. It
// runs with every request, so it is no findByPk(), which takes twice the time.
const sql = `
  SELECT id, username FROM users
  WHERE id = $id
    AND NOT EXISTS (SELECT FROM revoked_tokens WHERE jti = $jti)
`;

export const validateSession: RequestHandler = async (req, res, next) => {
  const claims = readToken(req.headers.authorization);
  const user = claims && (await findUser(claims));
  if (!claims || !user) {
    res.set('WWW-Authenticate', 'Bearer');
    // One answer for all reasons: another would help who tries tokens out.
    throw new HttpError(401, 'Please sign in');
  }
  req.user = user;
  req.token = claims;
  next();
};

async function findUser({ id, jti }: Claims) {
  const options = { bind: { id, jti }, type: QueryTypes.SELECT } as const;
  const [user] = await sequelize.query<SessionUser>(sql, options);
  return user as SessionUser | undefined;
}

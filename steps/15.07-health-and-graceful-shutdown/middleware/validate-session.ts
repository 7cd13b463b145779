// The gate: only who is signed in gets past it, and is `req.user` from there.
import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { env } from '../env';
import { RevokedToken } from '../models/revokedtoken';
import { User } from '../models/user';
import { HttpError } from './errors';

// Tells TypeScript what the gate adds to Express's own request.
declare global {
  namespace Express {
    interface Request {
      user: User;
      token: Claims;
    }
  }
}

interface Claims {
  id: number;
  exp: number;
  jti: string;
}

export const validateSession: RequestHandler = async (req, res, next) => {
  const claims = readToken(req.headers.authorization);
  // Without the hash: no route behind the gate needs it.
  const attributes = ['id', 'username'];
  const user = await User.findByPk(claims?.id, { attributes });
  const revoked = await RevokedToken.findByPk(claims?.jti, {
    attributes: ['jti'],
  });
  // A token can outlive its account, and a sign-out.
  if (!claims || !user || revoked) {
    res.set('WWW-Authenticate', 'Bearer');
    // One answer for all reasons: another would help who tries tokens out.
    throw new HttpError(401, 'Please sign in');
  }
  req.user = user;
  req.token = claims;
  next();
};

// What a token says, if we signed it and its time is not over.
function readToken(header = ''): Claims | undefined {
  // The standard puts "Bearer" before it, in any case; old clients do not.
  const token = header.replace(/^bearer +/i, '');
  try {
    // Without `algorithms` a token by HS384 or HS512 would do as well.
    const claims = jwt.verify(token, env.jwtSecret, { algorithms: ['HS256'] });
    return isClaims(claims) ? claims : undefined;
  } catch {
    // Whatever is wrong with it: it is none of ours.
    return undefined;
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

// Without `exp` a token would be good for ever, without `jti` not revocable.
function isClaims(claims: any): claims is Claims {
  const { id, exp, jti } = claims;
  if (!Number.isInteger(id) || !Number.isInteger(exp)) return false;
  return typeof jti === 'string' && uuid.test(jti);
}

// The gate: only who is signed in gets past it, and is `req.user` from there.
import type { RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { env } from '../env';
import { User } from '../models/user';
import { HttpError } from './errors';

// Tells TypeScript what the gate adds to Express's own request.
declare global {
  namespace Express {
    interface Request {
      user: User;
    }
  }
}

interface Claims {
  id: number;
  exp: number;
}

export const validateSession: RequestHandler = async (req, res, next) => {
  const claims = readToken(req.headers.authorization);
  // Without the hash: no route behind the gate needs it.
  const attributes = ['id', 'username'];
  const user = await User.findByPk(claims?.id, { attributes });
  // A token can outlive its account.
  if (!user) {
    res.set('WWW-Authenticate', 'Bearer');
    // One answer for all reasons: another would help who tries tokens out.
    throw new HttpError(401, 'Please sign in');
  }
  req.user = user;
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

// A signed token without `exp` would be good for ever.
function isClaims(claims: any): claims is Claims {
  return Number.isInteger(claims.id) && Number.isInteger(claims.exp);
}

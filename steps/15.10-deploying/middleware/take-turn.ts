// Lets only so many through at once, to what takes long: hashing a password.
import type { RequestHandler } from 'express';
import { HttpError } from './errors';

const most = 32;
let busy = 0;

export const takeTurn: RequestHandler = (req, res, next) => {
  // The last of so many waits some seconds. Who comes later would give up, and
  // we would hash for nobody.
  if (busy >= most) {
    throw new HttpError(503, 'Too many people sign in at this moment', 3);
  }
  busy += 1;
  res.on('close', () => {
    busy -= 1;
  });
  next();
};

// Tells browsers which pages may read our answers, and what they may send.
import type { RequestHandler } from 'express';

export const headers: RequestHandler = (req, res, next) => {
  // Without it a browser lets only pages of our own origin read an answer.
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
  res.set('Access-Control-Allow-Headers', 'Content-Type, Authorization');

  // A preflight: the browser asks whether it may send the request at all.
  if (req.method === 'OPTIONS' && req.get('Access-Control-Request-Method')) {
    res.status(204).end();
    return;
  }
  // Without this line the request would wait here for ever.
  next();
};

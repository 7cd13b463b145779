// Gives each request an id, and the log one line when its answer is out.
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { log } from '../lib/log';

declare global {
  namespace Express {
    interface Request {
      id: string;
    }
  }
}

export const logRequests: RequestHandler = (req, res, next) => {
  const began = performance.now();
  req.id = readId(req.get('X-Request-Id'));
  // For whoever reports a failure: by it we find its lines.
  res.set('X-Request-Id', req.id);

  // Not "finish": that does not come where the client has gone meanwhile.
  res.on('close', () => {
    log.info({
      id: req.id,
      method: req.method,
      // Without the query: what people search for is their own business.
      path: req.originalUrl.split('?')[0].slice(0, 200),
      status: res.writableFinished ? res.statusCode : 'aborted',
      ms: Math.round(performance.now() - began),
      // Nobody where the gate was not passed.
      user: req.user?.id,
    });
  });
  next();
};

// A proxy before us may have given one. Any other text could be anything.
function readId(given = '') {
  return /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

// Tells browsers what they may do with our answers, and which pages may.
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { env } from '../env';

// Our answers are data: nothing in them may load, run or be framed. With this
// come a dozen headers more, and X-Powered-By goes.
export const secure = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
});

export const headers: RequestHandler = (req, res, next) => {
  // An answer is for one person: no cache on the way may keep it.
  res.set('Cache-Control', 'no-store');
  // Nor hand one page what was allowed to another.
  res.vary('Origin');

  const origin = req.get('Origin') ?? '';
  if (isAllowed(origin)) {
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    res.set('Access-Control-Allow-Headers', 'Content-Type, Authorization');
    res.set('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
    // In seconds: so long a browser need not ask again.
    res.set('Access-Control-Max-Age', '600');
  }

  // A preflight: the browser asks whether it may send the request at all.
  if (req.method === 'OPTIONS' && req.get('Access-Control-Request-Method')) {
    res.status(204).end();
    return;
  }
  // Without this line the request would wait here for ever.
  next();
};

// Whole origins are compared: one that only begins alike is another's.
function isAllowed(origin: string) {
  const isHere = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin);
  return env.origins.includes(origin) || (isHere && !env.production);
}

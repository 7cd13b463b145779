// The workbench runs code, so it answers this machine's own browser only.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** The header that carries the workbench's token on every write. */
export const tokenHeader = 'X-Course-Token';

/** A token nobody can guess, new with every start. */
export function makeToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Refuses any other name than our own: a page elsewhere could point its own
 * name at 127.0.0.1 and would then share our origin (DNS rebinding).
 */
export const onlyThisHost: RequestHandler = (req, res, next) => {
  const port = req.socket.localPort;
  const names = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
  if (names.includes(req.get('Host') ?? '')) return next();
  res
    .status(421)
    .type('text')
    .send(`The workbench answers at http://127.0.0.1:${port} only.`);
};

/** Refuses a write without the token, so no other site can send one. */
export function onlyWithToken(token: string): RequestHandler {
  const wanted = Buffer.from(token);
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const given = Buffer.from(req.get(tokenHeader) ?? '');
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) {
      return next();
    }
    res.status(403).json({
      error:
        'This page is from an earlier start of the workbench. Reload it and try again.',
    });
  };
}

/** Nothing from elsewhere runs, loads or frames; nothing is sent elsewhere. */
export const strictHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy': [
      "default-src 'self'",
      // The tick of a mark is a picture inside the stylesheet.
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  });
  next();
};

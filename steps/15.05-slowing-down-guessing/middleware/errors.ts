// What answers a request that failed: always { "error": "a sentence" }.
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { BaseError } from 'sequelize';
import { explain, type Refusal } from '../lib/explain';

// Thrown by a handler that refuses: the status, and why, for the client.
export class HttpError extends Error implements Refusal {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

// Reached by what no route has answered.
export const notFound: RequestHandler = (req) => {
  throw new HttpError(404, `There is no ${req.method} ${req.path}`);
};

// Express knows an error handler by its four arguments.
export const handleErrors: ErrorRequestHandler = (err, req, res, next) => {
  // Half an answer is out: Express can only break off.
  if (res.headersSent) return next(err);
  const refusal = err instanceof HttpError ? err : explain(err);
  const { status, message, retryAfter } = refusal;
  if (status >= 500) logFailure(status, err);
  if (retryAfter) res.set('Retry-After', String(retryAfter));
  res.status(status).json({ error: message });
};

// For the log alone. A database's error carries the row: only its message.
function logFailure(status: number, err: unknown) {
  // A 503 is no bug of ours: where it comes from helps nobody.
  const isKnown = status === 503 || err instanceof BaseError;
  console.error(isKnown ? String(err) : err);
}

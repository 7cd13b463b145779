// What answers a request that failed: always { "error": "a sentence" }.
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { BaseError } from 'sequelize';
import { explain, type Refusal } from '../lib/explain';
import { log } from '../lib/log';

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
  if (status >= 500) logFailure(req.id, status, err);
  if (retryAfter) res.set('Retry-After', String(retryAfter));
  res.status(status).json({ error: message });
};

// A 503 is no bug of ours: one line without a stack, as hundreds may come.
function logFailure(id: string, status: number, err: unknown) {
  if (status === 503) return log.warn({ id }, String(err));
  // A database's error carries the row: of it only the message.
  const isRow = err instanceof BaseError || !(err instanceof Error);
  log.error({ id }, isRow ? String(err) : err.stack);
}

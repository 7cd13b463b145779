// What answers a request that failed: always { "error": "a sentence" }.
import type { ErrorRequestHandler, RequestHandler } from 'express';
import {
  BaseError,
  ForeignKeyConstraintError,
  UniqueConstraintError,
  ValidationError,
} from 'sequelize';

// Thrown by a handler that refuses: the status, and why, for the client.
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
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
  const { status, reason } = explain(err);
  if (status === 500) logFailure(err);
  res.status(status).json({ error: reason });
};

// For what Express refuses before a handler sees it.
const unreadable: Record<number, string> = {
  400: 'The request could not be read',
  413: 'The body is too large',
  415: 'The body has a charset or encoding that is not known here',
};

function explain(err: any): { status: number; reason: string } {
  if (err instanceof HttpError) {
    return { status: err.status, reason: err.message };
  }
  // Above the ValidationError, which it is as well.
  if (err instanceof UniqueConstraintError) {
    return { status: 409, reason: taken(err) };
  }
  if (err instanceof ValidationError) {
    return { status: 400, reason: sentenceOf(err) };
  }
  // An account can go while a request of its owner runs.
  if (err instanceof ForeignKeyConstraintError) {
    return { status: 409, reason: 'What this belongs to is gone' };
  }
  if (err?.type === 'entity.parse.failed') {
    return { status: 400, reason: 'The body must be a JSON object' };
  }
  const reason = unreadable[err?.status];
  if (reason) return { status: err.status, reason };
  return { status: 500, reason: 'Something went wrong on the server' };
}

// The model's own sentence.
function sentenceOf(err: ValidationError) {
  return err.errors[0]?.message ?? 'This can not be stored';
}

// An index with lower() is none that a model can have a sentence for.
function taken({ parent }: UniqueConstraintError) {
  const { constraint } = parent as { constraint?: string };
  return constraint === 'users_username_lower'
    ? 'This username is taken'
    : 'This is stored already';
}

// For the log alone. A database's error carries the row: only its message.
function logFailure(err: unknown) {
  console.error(err instanceof BaseError ? String(err) : err);
}

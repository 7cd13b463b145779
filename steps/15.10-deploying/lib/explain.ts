// Says what a failure means for the client; its details stay on the server.
import {
  ConnectionError,
  UniqueConstraintError,
  ValidationError,
} from 'sequelize';

export interface Refusal {
  status: number;
  message: string;
  // In seconds: when it is worth another try.
  retryAfter?: number;
}

const ourFault = { status: 500, message: 'Something went wrong on the server' };
const notNow = {
  status: 503,
  message: 'The database can not answer now',
  retryAfter: 5,
};

export function explain(err: any): Refusal {
  // Above the ValidationError, which it is as well.
  if (err instanceof UniqueConstraintError) return ofDatabase(err.parent);
  if (err instanceof ValidationError) {
    // The model's own sentence.
    return { status: 400, message: err.errors[0].message };
  }
  // Nobody there, or no connection free: that says nothing about the client.
  if (err instanceof ConnectionError) return notNow;
  if (err?.type === 'entity.parse.failed') {
    return { status: 400, message: 'The body must be a JSON object' };
  }
  const message = unreadable[err?.status];
  if (message) return { status: err.status, message };
  return ofDatabase(err?.parent ?? err);
}

// For what Express refuses before a handler sees it.
const unreadable: Record<number, string> = {
  400: 'The request could not be read',
  413: 'The body is too large',
  415: 'The body has a charset or encoding that is not known here',
};

// By PostgreSQL's code: the first two characters are the kind of an error.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
function ofDatabase(err: any): Refusal {
  const code = String(err?.code);
  if (err?.constraint === 'users_username_lower') {
    return { status: 409, message: 'This username is taken' };
  }
  // An account can go while a request of its owner runs.
  if (code === '23503') {
    return { status: 409, message: 'What this belongs to is gone' };
  }
  if (code === '23505')
    return { status: 409, message: 'This is there already' };
  if (/^2[23]...$/.test(code)) {
    return { status: 400, message: 'The database can not store this' };
  }
  // Connection lost, rolled back, no room, locked, cancelled or shut down.
  if (/^(08|40|53|55|57)...$/.test(code)) return notNow;
  if (/^Connection terminated/.test(err?.message)) return notNow;
  return ourFault;
}

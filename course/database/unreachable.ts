// Why a database cannot be reached: one sentence, never with a password.
import { PlainError } from '../plain-error';
import { databaseUrl, readAddress } from './address';

/** Turns the driver's error at connecting into its sentence. */
export function whyUnreachable(error: unknown, url: string): PlainError {
  return new PlainError(sentenceFor(error, url));
}

function sentenceFor(error: unknown, url: string): string {
  const { host, port, user, name } = readAddress(url);
  const place = `${host}:${port}`;
  const where = databaseUrl() ? 'DATABASE_URL' : 'the address';
  const { code, message } = error as { code?: string; message: string };
  const gone = code === 'ECONNREFUSED' || /^57P0[123]$/.test(code ?? '');
  if (!databaseUrl() && (gone || isLost(error))) {
    return `The course's PostgreSQL at ${place} was stopped just now: try again, and it is started.`;
  }
  switch (code) {
    case 'ECONNREFUSED':
      return `No database server answers at ${place} (connect ECONNREFUSED): start it, or correct host and port in ${where}.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no machine named "${host}": correct the host in ${where}.`;
    case '28P01':
      return `The database server at ${place} says: password authentication failed for user "${user}". Correct user or password in ${where} (a sign such as @ must be written %40).`;
    case '3D000':
      return `The database server at ${place} has no database named "${name}": correct the name in ${where}.`;
    case '53300':
      return `The database server at ${place} has no connection left: stop servers that you no longer need, and try again.`;
  }
  if (/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(`${code} ${message}`)) {
    return `The database server at ${place} does not answer: correct host and port in ${where}, or look whether a firewall is in the way.`;
  }
  const said = (message || code || 'it gave no reason').replace(/\.$/, '');
  return `The database "${name}" at ${place} cannot be reached (${said}): check ${where}, and that PostgreSQL runs there.`;
}

/** Did the server go away in the middle of a talk? */
export function isLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    /^(ECONNRESET|EPIPE)$/.test(code ?? '') ||
    (!code && /^Connection terminated/.test(message ?? ''))
  );
}

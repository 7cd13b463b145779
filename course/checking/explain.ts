// Tells the ways apart in which a check can fail to hold.
import { stripVTControlCharacters } from 'node:util';
import { PlainError } from '../plain-error';
import { untilSure } from './alive';
import { ConnectionLost, NoAnswer } from './ask';
import { CheckFailure } from '../../checks/answers';
import { GaveUp } from './silence';
import type { LiveSubject } from './subject';

export type VerdictKind =
  'pass' | 'fail' | 'no answer' | 'server died' | 'did not start' | 'not run';

/** A verdict's kind and its sentence. */
export interface Judged {
  readonly kind: VerdictKind;
  readonly message: string;
  /** No hint could add to it. */
  readonly saysAll?: boolean;
  /** The check whose business it is, where another one builds on it. */
  readonly of?: string;
  /** A question that fits better than the check's own. */
  readonly nudge?: string;
}

/** Why a check does not hold, from what it threw. */
export async function explain(
  error: Error,
  live: LiveSubject,
): Promise<Judged> {
  const { message } = error;
  if (error instanceof CheckFailure) {
    const { saysAll, of, nudge } = error;
    return { kind: 'fail', message, saysAll, of, nudge };
  }
  if (error instanceof NoAnswer) {
    const nudge = 'Which line sends the answer, and is it reached every time?';
    return { kind: 'no answer', message, nudge };
  }
  if (error instanceof GaveUp) return { kind: 'not run', message };
  if (error instanceof ConnectionLost) return lost(error, live);
  if (isStartFailure(error)) return { kind: 'did not start', message };
  // The tools' own trouble, as a database that can't be started.
  if (error instanceof PlainError) return { kind: 'not run', message };
  if (/(page|context|browser) has been closed/.test(message)) {
    const again = 'The browser ended in the middle of it: check again.';
    return { kind: 'not run', message: again };
  }
  const plain = withoutTable(error) ?? stripVTControlCharacters(message);
  return { kind: 'fail', message: plain.trim() };
}

/** The room of the servers need not be loaded to know one. */
export function isStartFailure(error: Error): boolean {
  return 'reason' in error && 'log' in error;
}

/** PostgreSQL's refusal of a table or column that is not there, in words. */
function withoutTable(error: Error): string | undefined {
  const { code } = error as { code?: string };
  const [name, table] = [...error.message.matchAll(/"([^"]+)"/g)].map(
    ([, one]) => one,
  );
  if (code === '42P01') return `There is no table "${name}" in the database.`;
  if (code !== '42703') return undefined;
  return `There is no column "${name}" in the table${table ? ` "${table}"` : ''}.`;
}

async function lost(error: Error, live: LiveSubject): Promise<Judged> {
  const server = live.now();
  if (server) await untilSure(server);
  if (server?.alive() !== false)
    return { kind: 'fail', message: error.message };
  const request = /^\S+ \S+/.exec(error.message)?.[0];
  const message = `${request} ended the server: ${lastError(live)}`;
  return { kind: 'server died', message };
}

/** The last line of the log that names an error. */
export function lastError(live: LiveSubject): string {
  const lines = stripVTControlCharacters(live.log()).split('\n');
  const named = lines.filter((line) => /^\s*(\w+ )*\w*Error\b.*/.test(line));
  return named.at(-1)?.trim() ?? 'it printed no error.';
}

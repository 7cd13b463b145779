// SQL that a person typed: its answers in PostgreSQL's own words, its mistakes
// as one sentence.
import type { QueryArrayResult } from 'pg';
import { exitCodes, PlainError } from '../plain-error';
import type { Answer } from './as-table';
import { withClient } from './connect';

/** What one statement did: `SELECT`, `INSERT`, …, and how many rows. */
export interface Told extends Answer {
  command: string;
  count: number;
}

/** PostgreSQL's numbers for the types that this file treats as special. */
const boolean = 16;
const numbers = [20, 21, 23, 26, 700, 701, 1700];
const times = [1114, 1184];

/**
 * Runs SQL, one statement or several.
 * @throws PlainError with PostgreSQL's message and the place of the mistake
 */
export async function ask(url: string, sql: string): Promise<Told[]> {
  const given = { text: sql, rowMode: 'array' as const, types: asWritten };
  try {
    const answer = await withClient(url, (client) => client.query(given));
    // Several statements make several answers; the types don't say so.
    return [answer].flat().map(toTold);
  } catch (error) {
    throw refusal(error, sql);
  }
}

/** The driver would make dates in the time of this machine, and so on. */
const asWritten = {
  getTypeParser: (type: number) => (value: string) => {
    if (type === boolean) return String(value === 't');
    return times.includes(type) ? withMilliseconds(value) : value;
  },
};

/** PostgreSQL leaves zeros out: `09:30:00.1+00` → `09:30:00.100+00`. */
function withMilliseconds(time: string): string {
  return time.replace(
    /(:\d\d)(?:\.(\d+))?(?=[+-]|$)/,
    (_all, seconds, part = '') => `${seconds}.${part.padEnd(3, '0')}`,
  );
}

function toTold(answer: QueryArrayResult<(string | null)[]>): Told {
  return {
    command: answer.command ?? '',
    count: answer.rowCount ?? 0,
    columns: answer.fields.map((field) => field.name),
    numeric: answer.fields.map((field) => numbers.includes(field.dataTypeID)),
    rows: answer.rows,
  };
}

function refusal(error: unknown, sql: string): unknown {
  const { code, message, position, detail, hint } = error as {
    code?: string;
    message: string;
    position?: string;
    detail?: string;
    hint?: string;
  };
  if (error instanceof PlainError || !code) return error;
  const at = position ? `, at ${place(sql, Number(position))}` : '';
  const more = [detail, hint].filter(Boolean).map((text) => ` ${text}`);
  return new PlainError(
    `PostgreSQL says: ${message}${at}.${more.join('')}`,
    exitCodes.doesNotHold,
  );
}

function place(sql: string, position: number): string {
  const before = [...sql].slice(0, position - 1).join('');
  const lines = before.split('\n');
  const letter = `letter ${[...(lines.at(-1) ?? '')].length + 1}`;
  return sql.includes('\n') ? `${letter} of line ${lines.length}` : letter;
}

// What varies from run to run and machine to machine, made the same: the forms
// of course/stable-text.ts, and what is known of the run.
import { stableText } from '../stable-text';

/** What is known of the run that a text came from. */
export interface Run {
  /** Absolute paths that a text may name; what they hold is shown from there on. */
  readonly folders: readonly string[];
  /** The port that the server really had. */
  readonly port?: number;
  /** The database that it really had. */
  readonly databaseUrl?: string;
}

/** The port that every server of the course asks for. */
const usualPort = '3000';
/** The database that a student's `db.ts` names. */
const usualDatabase = { name: 'workoutlog', port: '54320' };

/** A text as it is the same on every run and every machine. */
export function stable(text: string, run: Run): string {
  let result = text;
  for (const folder of run.folders) {
    for (const form of [folder, folder.replaceAll('\\', '/')]) {
      result = result.replaceAll(`${form}/`, '').replaceAll(`${form}\\`, '');
    }
  }
  if (run.port !== undefined) {
    result = result.replace(number(run.port), usualPort);
  }
  if (run.databaseUrl) {
    const { pathname, hostname, port } = new URL(run.databaseUrl);
    const { name, port: usual } = usualDatabase;
    result = result
      .replaceAll(pathname.slice(1), name)
      .replaceAll(`${hostname}:${port || 5432}`, `127.0.0.1:${usual}`);
    if (port) result = result.replace(number(port), usualDatabase.port);
  }
  return stableText(result);
}

function number(value: number | string): RegExp {
  return new RegExp(`\\b${value}\\b`, 'g');
}

/**
 * A body in that form; JSON on many lines, as Postman shows it.
 * @param type the `Content-Type`
 */
export function stableBody(body: string, type: string, run: Run): string {
  const shown = /\bjson\b/.test(type) ? pretty(body) : body;
  return stable(shown, run).replace(/\n$/, '');
}

// Broken JSON stands as it was sent.
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/**
 * What a server printed, in that form. Of an error its name and message stay;
 * the lines of the stack, which name files of Node and of packages, go.
 */
export function stableLog(log: string, run: Run): string {
  const kept: string[] = [];
  // Lines that belong to something left out, up to the one that ends it.
  let until: RegExp | undefined;
  for (const line of log.split('\n')) {
    if (until) {
      if (until.test(line)) until = undefined;
      continue;
    }
    if (/^(file:\/\/)?([a-z]:)?[\\/].*:\d+$/i.test(line)) until = /^\s*\^+\s*$/;
    else if (/^\s+at .* \{$/.test(line)) until = /^\}$/;
    else if (!isNoise(line)) kept.push(shorter(line));
  }
  return withEnd(stable(kept.join('\n').trim(), run));
}

// What Sequelize asks of PostgreSQL's own catalogue fills a screen.
function shorter(line: string): string {
  return line.replace(/^(Executing .{60}).* FROM pg_class .*$/, '$1 …');
}

function isNoise(line: string): boolean {
  return (
    /^\s+at /.test(line) ||
    /^Node\.js v\d/.test(line) ||
    /^\((node:\d+|Use `node )/.test(line) ||
    line.trim() === ''
  );
}

/** A text as a block's body: with one line end, or empty. */
export function withEnd(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const whole = lines.join('\n').replace(/\n+$/, '');
  return whole === '' ? '' : `${whole}\n`;
}

// Why a server did not start, in one sentence for people.
import { PlainError } from '../plain-error';
import { badManifest, manifestProblem } from './manifest';
import { databaseFault, oldPg } from './database-faults';
import { missing } from './missing';
import { isEmpty, placeIn, shown } from './place';

export type Reason =
  | 'no-entry'
  | 'syntax'
  | 'missing-package'
  | 'port'
  | 'database'
  | 'migration'
  | 'secret'
  | 'never-listened'
  | 'died';

/** A server that did not start. The message is shown as it stands. */
export class StartFailure extends PlainError {
  /** It took a port first, and failed before it answered. */
  listened = false;
  /** It ended by itself; else it was stopped when its time was over. */
  ended = false;

  constructor(
    readonly reason: Reason,
    message: string,
    readonly log = '',
  ) {
    super(message);
    this.name = 'StartFailure';
  }
}

/** How a process ended; null as Node has it. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What is known of a start that went wrong. */
export interface Attempt {
  /** The file that was run, absolute. */
  file: string;
  cwd: string;
  log: string;
  /** Undefined where it still ran when the time was over. */
  exit?: Exit;
  /** Where it still ran: whether an endless loop keeps it busy. */
  busy?: boolean;
  timeoutMs: number;
}

type Finding = [Reason, string] | undefined;

/** Reads the reason out of what the server printed. */
export function explain(attempt: Attempt): StartFailure {
  const { log, cwd, exit } = attempt;
  const ended = exit !== undefined && exit.code !== 0;
  const found =
    (ended
      ? (manifest(attempt) ?? syntax(attempt) ?? missing(log, cwd) ?? port(log))
      : undefined) ??
    database(attempt) ??
    (exit ? secret(attempt) : undefined) ??
    (ended ? died(attempt) : neverListened(attempt));
  return new StartFailure(...found, log);
}

function manifest({ log, cwd }: Attempt): Finding {
  const file = badManifest(log);
  return file ? ['syntax', manifestProblem(shown(file, cwd), file)] : undefined;
}

function syntax({ log, cwd }: Attempt): Finding {
  const lines = log.split('\n');
  const at = lines.findIndex((line) => /^SyntaxError: /.test(line));
  // A text that JSON.parse refuses is no fault of the code's own grammar.
  if (at < 0 || /^\s+at JSON\.parse/.test(lines[at + 1] ?? '')) return;
  const message = lines[at].replace('SyntaxError: ', '');
  const place = lines
    .slice(0, at)
    .map((line) => /^(?:file:\/\/)?(.+?):(\d+)$/.exec(line))
    .findLast((match) => match !== null);
  const where = place ? `${shown(place[1], cwd)}:${place[2]}` : 'The code';
  return ['syntax', `${where} has a syntax error: ${message}`];
}

function port(log: string): Finding {
  const match = /(?:EADDRINUSE|EACCES)[^\n]*?:(\d+)\b/.exec(log);
  if (match && /listen/.test(match[0])) return portTaken(match[1]);
}

/** The finding for a port that another program has. */
export function portTaken(number: number | string): [Reason, string] {
  return [
    'port',
    `Port ${number} is taken by another program: stop that one, or take another port.`,
  ];
}

function database({ log, cwd, exit }: Attempt): Finding {
  const fault = databaseFault(log);
  if (fault) return ['database', fault];
  const old = exit?.code ? undefined : oldPg(cwd);
  return old
    ? [
        'database',
        `The package pg ${old} in ${cwd} is too old for Node ${process.versions.node} and never connects: type "npm install pg@8" there.`,
      ]
    : undefined;
}

function secret({ file, cwd, log }: Attempt): Finding {
  const line = log.split('\n').findLast((one) => /secret/i.test(one));
  return line
    ? [
        'secret',
        `${shown(file, cwd)} does not start for want of a secret: ${tidy(line)}`,
      ]
    : undefined;
}

function neverListened(attempt: Attempt): [Reason, string] {
  const { file, cwd, exit, busy, timeoutMs } = attempt;
  const name = shown(file, cwd);
  if (exit && isEmpty(file)) {
    return ['never-listened', `${name} is empty: nothing starts a server yet.`];
  }
  const seconds = timeoutMs / 1000;
  const why = exit
    ? 'ended without listening: nothing keeps it running.'
    : busy
      ? `did not listen within ${seconds} seconds: it is busy without an end, as in an endless loop.`
      : `runs, but did not listen within ${seconds} seconds: it never gets as far as app.listen.`;
  return ['never-listened', `${name} ${why}`];
}

function died({ file, cwd, log, exit }: Attempt): [Reason, string] {
  const all = log.split('\n');
  const isError = (line: string) =>
    /^(Uncaught )?\w*(Error|Exception)\b.*: /.test(line);
  const at = all.findLastIndex(isError);
  const said = all.filter(
    (line) => line.trim() && !/^Node\.js v|^\s+at |^[\s{}^]+$/.test(line),
  );
  const line = at < 0 ? said.at(-1) : all[at];
  const place = at < 0 ? undefined : placeIn(all.slice(at), cwd);
  const name = shown(file, cwd);
  if (line && place) {
    const what = tidy(line).replace(/\.$/, '');
    return ['died', `${place}: ${what}. So ${name} ended before it listened.`];
  }
  const how = exit?.signal
    ? `signal ${exit.signal}`
    : `exit code ${exit?.code}`;
  const what = line ? `: ${tidy(line)}` : ', and printed nothing.';
  return ['died', `${name} ended before it listened (${how})${what}`];
}

function tidy(line: string): string {
  const text = line.trim();
  return text.length > 200 ? `${text.slice(0, 200)} …` : text;
}

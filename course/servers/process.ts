// The process of a server: how it is started, and how it is made to end.
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { root } from '../find-lesson';
import type { Entry } from './entry';
import type { Exit } from './failure';
import type { StartOptions } from './index';
import { createLog, type Log } from './log';

/** A server's process from its start on. */
export interface ServerProcess {
  child: ChildProcess;
  log: Log;
  exited: Promise<Exit>;
  /** Asks for an end; false where its event loop was too busy to hear. */
  stop(): Promise<boolean>;
}

// On POSIX a server leads a group of its own: what it starts ends with it, and
// a Ctrl+C in the terminal reaches it through us only.
const group = process.platform !== 'win32';
/** A server that does not hear within this time is in a loop. */
const hearMs = 500;
/** A server that hears, and closes what it has open, may take this long. */
const closeMs = 1_000;

/** Starts it; it may not listen yet. */
export function launch(
  entry: Entry,
  options: StartOptions,
  words: string[] = [],
): ServerProcess {
  const { databaseUrl, port = 0, cheapHash, onRequest } = options;
  const orders = {
    databaseUrl,
    port,
    cheapHash,
    requests: onRequest !== undefined,
    root,
    parent: process.pid,
    group,
  };
  const preload = path.join(__dirname, 'preload', 'index.js');
  const child = fork(entry.file, words, {
    cwd: entry.cwd,
    execArgv: ['-r', preload, ...entry.nodeFlags],
    env: { ...environment(options), COURSE_SERVER: JSON.stringify(orders) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: group,
    // fork hands it on to spawn, though its type does not say so.
    ...{ windowsHide: true },
  });
  const log = createLog(options.onLog, secretsOf(options));
  log.follow('out', child.stdout!);
  log.follow('err', child.stderr!);
  // A message that comes too late for a process that has just ended.
  child.on('error', () => {});
  const exited = untilEnded(child);
  return { child, log, exited, stop: stopper(child, exited) };
}

/**
 * Ours, but for what would change how the server behaves; and what a server
 * may ask for. All of it is there before the server reads its `.env`.
 */
function environment({ env, port, databaseUrl }: StartOptions) {
  const not = /^(PORT|DATABASE_URL|JWT_SECRET|NODE_ENV|NODE_OPTIONS|JEST_.*)$/;
  const ours = Object.entries(process.env).filter(([name]) => !not.test(name));
  return {
    ...Object.fromEntries(ours),
    // A number to be read; the real port comes about when it listens.
    PORT: String(port || 3000),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...env,
  };
}

function secretsOf({ databaseUrl, env = {} }: StartOptions): string[] {
  const named = Object.entries(env)
    .filter(([name]) => /SECRET|PASSWORD|DATABASE_URL/.test(name))
    .map(([, value]) => value);
  return [databaseUrl ?? '', ...named].filter((one) => one.length >= 12);
}

/** Its end; its last lines are read by then, or as good as. */
function untilEnded(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      killGroup(child);
      const timer = setTimeout(done, 300);
      child.once('close', done);
      function done() {
        clearTimeout(timer);
        resolve({ code, signal });
      }
    });
    child.once('error', () => {
      if (child.pid === undefined) resolve({ code: 1, signal: null });
    });
  });
}

function stopper(child: ChildProcess, exited: Promise<Exit>) {
  let stopping: Promise<boolean> | undefined;
  return () => (stopping ??= stop(child, exited));
}

async function stop(child: ChildProcess, exited: Promise<Exit>) {
  let heard: unknown = true;
  if (isAlive(child)) {
    if (child.connected) child.send({ course: 'stop' }, () => {});
    const answer = await firstOf<unknown>(hearMs, [
      said(child, 'stopping'),
      exited,
    ]);
    heard = answer !== 'late';
    if (heard) await firstOf(closeMs, [exited]);
    if (isAlive(child)) child.kill('SIGKILL');
  }
  await exited;
  return heard === true;
}

/** What a server started itself ends with it. */
function killGroup({ pid }: ChildProcess) {
  try {
    if (group) process.kill(-pid!, 'SIGKILL');
  } catch {
    // There was nothing left of it.
  }
}

export function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** The first that comes; `late` when none has in time. */
export async function firstOf<T>(
  ms: number,
  all: Promise<T>[],
): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  return Promise.race([...all, late]).finally(() => clearTimeout(timer));
}

/** Resolves with the preload's first message of a kind. */
export function said(
  child: ChildProcess,
  kind: string,
): Promise<{ port?: number }> {
  return new Promise((resolve) => {
    child.on(
      'message',
      (message: { course?: string; port?: number } | null) => {
        if (message?.course === kind) resolve(message);
      },
    );
  });
}

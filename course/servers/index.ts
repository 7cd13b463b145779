// Starts any server folder as a child process, learns its port, stops it.
import { fork, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { root } from '../find-lesson';
import { readEntry, type Entry } from './entry';
import { explain, portTaken, StartFailure, type Exit } from './failure';
import { createLog, type Log, type LogLine } from './log';

export { findEntry } from './entry';
export { StartFailure, type Exit, type Reason } from './failure';
export type { LogLine } from './log';

export interface StartOptions {
  folder: string;
  /** Every connection of `pg` goes there, whatever the code says. */
  databaseUrl?: string;
  /** The wanted port; absent: any free one. Always on 127.0.0.1. */
  port?: number;
  env?: Record<string, string>;
  /** Makes bcrypt cheap, for checks. */
  cheapHash?: boolean;
  onLog?: (line: LogLine) => void;
  /** Until it must listen; 10 seconds where absent. */
  timeoutMs?: number;
}

export interface RunningServer {
  url: string;
  port: number;
  pid: number;
  folder: string;
  /** Its last lines. */
  log(): string;
  /** Resolves when it ends, for whatever reason. */
  readonly exited: Promise<Exit>;
  alive(): boolean;
  /** Asks it to end, then kills it and all it started. Safe to call twice. */
  stop(): Promise<void>;
}

/** Kept of a server's process from its start on. */
interface Running {
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
const closeMs = 1_500;

/**
 * Starts the server of a folder and waits until it answers.
 * @throws StartFailure with the reason, in one sentence
 */
export async function startServer(
  options: StartOptions,
): Promise<RunningServer> {
  const entry = readEntry(options.folder);
  const running = launch(entry, options);
  const port = await untilListening(running, entry, options);
  const { child, log, exited, stop } = running;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    folder: path.resolve(options.folder),
    log: log.text,
    exited,
    alive: () => isAlive(child),
    stop: async () => void (await stop()),
  };
}

function launch(entry: Entry, options: StartOptions): Running {
  const { databaseUrl, port = 0, cheapHash } = options;
  const orders = {
    databaseUrl,
    port,
    cheapHash,
    root,
    parent: process.pid,
    group,
  };
  const preload = path.join(__dirname, 'preload', 'index.js');
  const child = fork(entry.file, [], {
    cwd: entry.cwd,
    execArgv: ['-r', preload, ...entry.nodeFlags],
    env: { ...ownEnvironment(options), COURSE_SERVER: JSON.stringify(orders) },
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
 * Ours, but for what would change how the server behaves: the settings that it
 * gets from the caller alone, and those that Jest makes.
 */
function ownEnvironment(options: StartOptions): NodeJS.ProcessEnv {
  const { databaseUrl, port, env } = options;
  const not = /^(PORT|DATABASE_URL|JWT_SECRET|NODE_ENV|NODE_OPTIONS|JEST_.*)$/;
  const ours = Object.entries(process.env).filter(([name]) => !not.test(name));
  // What a server that reads its settings is to find there.
  const given: NodeJS.ProcessEnv = {};
  if (databaseUrl) given.DATABASE_URL = databaseUrl;
  if (port) given.PORT = String(port);
  return { ...Object.fromEntries(ours), ...given, ...env };
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
      const done = () => resolve({ code, signal });
      child.once('close', done);
      setTimeout(done, 300);
    });
    child.once('error', () => {
      if (child.pid === undefined) resolve({ code: 1, signal: null });
    });
  });
}

async function untilListening(
  running: Running,
  entry: Entry,
  options: StartOptions,
): Promise<number> {
  const { child, log, exited, stop } = running;
  const { timeoutMs = 10_000 } = options;
  const port = await firstOf<number | Exit | 'taken' | 'late'>(timeoutMs, [
    said(child, 'listening').then(({ port }) => answering(port!, child)),
    said(child, 'taken').then(() => 'taken' as const),
    exited,
  ]);
  if (typeof port === 'number') return port;
  const heard = await stop();
  if (port === 'taken') {
    throw new StartFailure(...portTaken(options.port ?? 0), log.text());
  }
  const exit = port === 'late' ? undefined : port;
  const { file, cwd } = entry;
  throw explain({ file, cwd, log: log.text(), exit, busy: !heard, timeoutMs });
}

async function firstOf<T>(ms: number, all: Promise<T>[]): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms);
  });
  return Promise.race([...all, late]).finally(() => clearTimeout(timer));
}

/** Resolves with the preload's first message of a kind. */
function said(child: ChildProcess, kind: string): Promise<{ port?: number }> {
  return new Promise((resolve) => {
    child.on(
      'message',
      (message: { course?: string; port?: number } | null) => {
        if (message?.course === kind) resolve(message);
      },
    );
  });
}

/** The port, as soon as it takes a connection. */
async function answering(port: number, child: ChildProcess): Promise<number> {
  while (isAlive(child)) {
    const taken = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (taken) return port;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // Its end is told by the one who waits for it.
  return new Promise(() => {});
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

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

// Starts any server folder as a child process, learns its port, stops it.
import type { ChildProcess } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEntry, type Entry } from './entry';
import { explain, portTaken, StartFailure, type Exit } from './failure';
import type { LogLine } from './log';
import type { HeardRequest } from './heard-request';
import { firstOf, isAlive, launch, said, type ServerProcess } from './process';

export { manifestProblem } from './manifest';
export { nearFile, nearPackage, whoLists } from './meant';
export { findEntry, readEntry } from './entry';
export { firstOf, launch } from './process';
export { StartFailure, type Exit, type Reason } from './failure';
export type { HeardRequest } from './heard-request';
export type { LogLine } from './log';

export interface StartOptions {
  folder: string;
  /** Every connection of `pg` goes there, whatever the code says. */
  databaseUrl?: string;
  /** The wanted port; absent: any free one. Always on 127.0.0.1. */
  port?: number;
  /** More settings; PORT and DATABASE_URL are given anyhow. */
  env?: Record<string, string>;
  /** Makes bcrypt cheap, for checks. */
  cheapHash?: boolean;
  onLog?: (line: LogLine) => void;
  /** Until it must listen; 10 seconds where absent. */
  timeoutMs?: number;
  /** Calls the start off: what was started is ended. */
  signal?: AbortSignal;
  /** What people are shown in place of the folder: that of a copy's original. */
  shownAs?: string;
  onListener?: (listener: Listener) => void;
  /** Called with each request, and again with its answer. */
  onRequest?: (request: HeardRequest) => void;
}

/** A port that the server's process listens on. */
export interface Listener {
  /** What the code named: 8080, say; absent where it named none. */
  asked?: number;
  /** What it got. */
  port: number;
  /** True for the server that is meant; false for a second one beside it. */
  main: boolean;
}

interface Reports {
  course?: string;
  listener?: Listener;
  request?: HeardRequest;
}

export interface RunningServer {
  url: string;
  port: number;
  pid: number;
  folder: string;
  /** All that it listens on by now. */
  readonly listeners: readonly Listener[];
  /** Its last lines. */
  log(): string;
  /** Resolves when it ends, for whatever reason. */
  readonly exited: Promise<Exit>;
  alive(): boolean;
  /** Asks it to end, then kills it and all it started. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the server of a folder and waits until it answers.
 * @throws StartFailure with the reason, in one sentence
 */
export async function startServer(
  options: StartOptions,
): Promise<RunningServer> {
  const show = renamer(options);
  try {
    return await startShown(options, show);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    const { reason, message, log, listened, ended } = error;
    const failure = new StartFailure(reason, show(message), show(log));
    throw Object.assign(failure, { listened, ended });
  }
}

async function startShown(
  options: StartOptions,
  show: (text: string) => string,
): Promise<RunningServer> {
  const { onLog, onListener, onRequest, signal } = options;
  const entry = readEntry(options.folder);
  if (signal?.aborted) throw calledOff();
  const running = launch(entry, {
    ...options,
    onLog: ({ stream, text }) => onLog?.({ stream, text: show(text) }),
  });
  const { child, log, exited, stop } = running;
  const listeners: Listener[] = [];
  // A server may send messages of its own, null too.
  child.on('message', (message: Reports | null) => {
    if (message?.course === 'request') onRequest?.(message.request!);
    if (!message?.listener) return;
    listeners.push(message.listener);
    onListener?.(message.listener);
  });
  const port = await untilListening(running, entry, options);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    folder: path.resolve(options.folder),
    listeners,
    log: () => show(log.text()),
    exited,
    alive: () => isAlive(child),
    stop: async () => void (await stop()),
  };
}

async function untilListening(
  running: ServerProcess,
  entry: Entry,
  options: StartOptions,
): Promise<number> {
  const { child, log, exited, stop } = running;
  const { timeoutMs = 10_000, signal } = options;
  type Outcome = number | Exit | 'taken' | 'late' | 'called off';
  let listened = false;
  void said(child, 'bound').then(() => (listened = true));
  const port = await firstOf<Outcome>(timeoutMs, [
    said(child, 'listening').then(({ port }) => answering(port!, child)),
    said(child, 'taken').then(() => 'taken' as const),
    exited,
    aborted(signal).then(() => 'called off' as const),
  ]);
  if (typeof port === 'number') return port;
  const heard = await stop();
  if (port === 'called off') throw calledOff(log.text());
  if (port === 'taken') {
    throw new StartFailure(...portTaken(options.port ?? 0), log.text());
  }
  const exit = port === 'late' ? undefined : port;
  const { file, cwd } = entry;
  const failure = explain({
    file,
    cwd,
    log: log.text(),
    exit,
    busy: !heard,
    timeoutMs,
  });
  throw Object.assign(failure, { listened, ended: exit !== undefined });
}

function calledOff(log?: string): StartFailure {
  return new StartFailure('died', 'The start was called off.', log);
}

/** Puts the original's path in place of a copy's, wherever a text names it. */
function renamer({ folder, shownAs }: StartOptions): (text: string) => string {
  if (!shownAs) return (text) => text;
  const asUrl = (file: string) => pathToFileURL(file).href;
  return (text) =>
    text
      .replaceAll(asUrl(folder), asUrl(shownAs))
      .replaceAll(path.resolve(folder), shownAs);
}

export function aborted(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve());
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

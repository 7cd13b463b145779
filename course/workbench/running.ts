// The servers that the workbench runs: one checkpoint and the student's own.
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { LogLine, RunningServer } from '../servers';
import { watchFolder } from '../servers/watch';
import type { Events } from './events';
import { checkpointOf, folderOf, launch, type Which } from './launch';
import { sentence } from './sentence';

/** What the pages are told about one of them. Nothing here is secret. */
export interface ServerState {
  which: Which;
  state: 'stopped' | 'starting' | 'running' | 'failed';
  /** Of a checkpoint: its lesson. */
  lesson?: string;
  url?: string;
  /** A sentence: why it failed, or how it ended. */
  message?: string;
}

interface Slot {
  now: ServerState;
  server?: RunningServer;
  /** Of its database, if it has one. Never sent to a page. */
  databaseUrl?: string;
  /** Its last lines, kept when it has ended: they say why. */
  log: LogLine[];
  unwatch?: () => void;
  /** Goes up with every start and stop, so that a late answer is dropped. */
  turn: number;
}

/** Starts and stops servers, and tells the pages what they do. */
export interface Running {
  start(which: Which, lesson: Lesson): Promise<void>;
  stop(which: Which): Promise<void>;
  stopAll(): Promise<void>;
  states(): ServerState[];
  /** The running server, or a PlainError that says why it does not run. */
  server(which: Which): RunningServer;
  /** The address of the database of a server that runs. */
  database(which: Which): string | undefined;
  logs(): Record<Which, LogLine[]>;
}

const keptLines = 1000;

/** No server yet. */
export function createRunning(events: Events): Running {
  const slots: Record<Which, Slot> = { step: slot('step'), mine: slot('mine') };

  function tell(slot: Slot, change: Partial<ServerState>) {
    slot.now = { which: slot.now.which, state: slot.now.state, ...change };
    events.send('server', slot.now);
  }

  function note(slot: Slot, line: LogLine) {
    slot.log.push(line);
    if (slot.log.length > keptLines) slot.log.shift();
    events.send('log', { which: slot.now.which, ...line });
  }

  async function stop(which: Which, change: Partial<ServerState> = {}) {
    const slot = slots[which];
    slot.turn += 1;
    slot.unwatch?.();
    const { server } = slot;
    slot.server = slot.unwatch = slot.databaseUrl = undefined;
    // Told before it is done: a page must not offer to stop it twice.
    if (change.state) tell(slot, change);
    await server?.stop();
    if (!change.state) tell(slot, { state: 'stopped' });
  }

  async function start(which: Which, lesson: Lesson) {
    const slot = slots[which];
    const at = checkpointOf(which, lesson);
    const folder = folderOf(which, at);
    const stopped = stop(which, { state: 'starting', lesson: at?.id });
    const { turn } = slot;
    await stopped;
    if (turn !== slot.turn) return;
    slot.log = [];
    events.send('log-clear', { which });
    // Watched even if it does not start: the next save may mend it.
    slot.unwatch = watchFolder(folder, () => void start(which, lesson));
    try {
      const onLog = (line: LogLine) => turn === slot.turn && note(slot, line);
      const { server, databaseUrl } = await launch(which, at, onLog);
      if (turn !== slot.turn) return await server.stop();
      Object.assign(slot, { server, databaseUrl });
      tell(slot, { state: 'running', lesson: at?.id, url: server.url });
      void server.exited.then(() => ended(slot, turn, at));
    } catch (error) {
      if (turn !== slot.turn) return;
      tell(slot, { state: 'failed', lesson: at?.id, message: sentence(error) });
    }
  }

  function ended(slot: Slot, turn: number, at?: Lesson) {
    if (turn !== slot.turn) return;
    slot.server = slot.databaseUrl = undefined;
    const message =
      'The server ended by itself. Its last lines are in the log below.';
    tell(slot, { state: 'failed', lesson: at?.id, message });
  }

  function server(which: Which): RunningServer {
    const found = slots[which].server;
    if (found) return found;
    const { state, message } = slots[which].now;
    if (state === 'failed' && message) throw new PlainError(message);
    throw new PlainError(
      which === 'mine'
        ? 'Your server is not running. Start it first.'
        : 'The server of this lesson is not running. Start it first.',
    );
  }

  return {
    start,
    stop,
    stopAll: async () => void (await Promise.all([stop('step'), stop('mine')])),
    states: () => [slots.step.now, slots.mine.now],
    server,
    database: (which) => slots[which].databaseUrl,
    logs: () => ({ step: slots.step.log, mine: slots.mine.log }),
  };
}

function slot(which: Which): Slot {
  return { now: { which, state: 'stopped' }, log: [], turn: 0 };
}

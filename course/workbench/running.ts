// The servers that the workbench runs: one checkpoint and the student's own.
import fs from 'node:fs';
import { checkpointAt, findLesson, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { RunningServer } from '../servers';
import { studentFolder } from '../state';
import type { Events } from './events';
import { freePort } from '../servers/free-port';
import { watchFolder } from '../servers/watch';

/** Which of the two: the checkpoint of a lesson, or the student's folder. */
export type Which = 'step' | 'mine';

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
  /** The running server, or a PlainError that says to start it. */
  server(which: Which): RunningServer;
  logs(): Record<Which, string>;
}

export function createRunning(events: Events): Running {
  const slots: Record<Which, Slot> = {
    step: { now: { which: 'step', state: 'stopped' }, turn: 0 },
    mine: { now: { which: 'mine', state: 'stopped' }, turn: 0 },
  };

  function tell(slot: Slot, change: Partial<ServerState>) {
    slot.now = { which: slot.now.which, state: slot.now.state, ...change };
    events.send('server', slot.now);
  }

  async function stop(which: Which, change: Partial<ServerState> = {}) {
    const slot = slots[which];
    slot.turn += 1;
    slot.unwatch?.();
    const { server } = slot;
    slot.server = slot.unwatch = undefined;
    await server?.stop();
    tell(slot, { state: 'stopped', ...change });
  }

  async function start(which: Which, lesson: Lesson) {
    const slot = slots[which];
    const at = lessonOf(which, lesson);
    const folder = folderOf(which, at);
    await stop(which, { state: 'starting', lesson: at?.id });
    const turn = slot.turn;
    events.send('log-clear', { which });
    // Watched even if it does not start: the next save may mend it.
    slot.unwatch = watchFolder(folder, () => void start(which, lesson));
    try {
      const server = await launch(which, at, folder, events);
      if (turn !== slot.turn) return await server.stop();
      slot.server = server;
      tell(slot, { state: 'running', lesson: at?.id, url: server.url });
      void server.exited.then(() => ended(slot, turn, at));
    } catch (error) {
      if (turn !== slot.turn) return;
      tell(slot, { state: 'failed', lesson: at?.id, message: sentence(error) });
    }
  }

  function ended(slot: Slot, turn: number, at?: Lesson) {
    if (turn !== slot.turn) return;
    slot.server = undefined;
    const message = 'The server ended. Its last lines are in the log below.';
    tell(slot, { state: 'failed', lesson: at?.id, message });
  }

  function server(which: Which): RunningServer {
    const found = slots[which].server;
    if (found) return found;
    throw new PlainError(
      which === 'mine'
        ? 'Your server is not running. Start it in the tab Run.'
        : 'The server of this lesson is not running. Start it in the tab Run.',
    );
  }

  return {
    start,
    stop,
    stopAll: async () => void (await Promise.all([stop('step'), stop('mine')])),
    states: () => [slots.step.now, slots.mine.now],
    server,
    logs: () => ({
      step: slots.step.server?.log() ?? '',
      mine: slots.mine.server?.log() ?? '',
    }),
  };
}

function lessonOf(which: Which, lesson: Lesson): Lesson | undefined {
  return which === 'step' ? checkpointAt(lesson) : undefined;
}

/** The folder to run; a PlainError where there is none. */
export function folderOf(which: Which, at?: Lesson): string {
  if (which === 'step') {
    if (at?.written) return stepFolder(at);
    throw new PlainError(
      'There is no server yet at this lesson: it begins in lesson 00.02.',
    );
  }
  const mine = studentFolder();
  if (mine && fs.existsSync(mine)) return mine;
  throw new PlainError(
    'You have no server of your own yet. Type "npm run begin 00.02" in a terminal, and it is made.',
  );
}

async function launch(
  which: Which,
  at: Lesson | undefined,
  folder: string,
  events: Events,
): Promise<RunningServer> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startServer } = require('../servers') as typeof import('../servers');
  return startServer({
    folder,
    databaseUrl: await databaseUrl(which, at, events),
    port: await freePort(3000),
    onLog: (line) => events.send('log', { which, ...line }),
  });
}

/** The database of this server, kept; none where its code has no use for one. */
async function databaseUrl(
  which: Which,
  at: Lesson | undefined,
  events: Events,
): Promise<string | undefined> {
  if (which === 'step' && at?.tables === 'none') return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const database = require('../database') as typeof import('../database');
  try {
    const found =
      which === 'mine'
        ? await database.studentDatabase()
        : await database.stepDatabase(at ?? findLesson('04.01.02'));
    return found.url;
  } catch (error) {
    if (which === 'step') throw error;
    // The student's server may not need one yet: it is started all the same.
    events.send('log', { which, stream: 'err', text: sentence(error) });
    return undefined;
  }
}

/** The sentence of a failure for people; anything else is our own bug. */
export function sentence(error: unknown): string {
  if (error instanceof PlainError) return error.message;
  console.error(error);
  return 'Something went wrong in the workbench itself. The terminal in which it runs says more.';
}

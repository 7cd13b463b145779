// The servers that the workbench runs: one checkpoint and the student's own;
// and those that somebody runs in a terminal.
import { checkpointAt } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import {
  keepRunning,
  openRuntime,
  portTrouble,
  usualPorts,
  type Runtime,
} from '../runtime';
import type { HeardRequest, LogLine } from '../servers';
import type { Events } from './events';
import { folderOf, type Which } from './launch';
import { createOutside } from './outside';

/** What the pages are told about one of them. Nothing here is secret. */
export interface ServerState {
  which: Which;
  state: 'stopped' | 'starting' | 'running' | 'failed';
  /** Of a checkpoint: its lesson. */
  lesson?: string;
  url?: string;
  /** Where its page is served, if it has one. */
  page?: string;
  /** Sentences: who has the ports that its page counts on. */
  trouble?: string[];
  /** Of one that runs in a terminal: what was typed there. */
  terminal?: string;
  /** A sentence: why it failed, or how it ended. */
  message?: string;
}

interface Slot {
  now: ServerState;
  /** Its last lines, kept when it has ended: they say why. */
  log: LogLine[];
  /** The newest requests that it got, by number and in that order. */
  got: Record<number, HeardRequest>;
  runtime?: Runtime;
  /** Ends it, and calls off a start under way. Safe to call twice. */
  end?: () => Promise<void>;
  /** Goes up with every start and stop, so that a late word is dropped. */
  turn: number;
}

/** Starts and stops servers, and tells the pages what they do. */
export type Running = ReturnType<typeof createRunning>;

const keptLines = 1000;
const keptRequests = 50;

/** No server yet. */
export function createRunning(events: Events) {
  const slots: Record<Which, Slot> = { step: slot('step'), mine: slot('mine') };
  const outside = createOutside((which) => send(slots[which]));
  const watching = setInterval(() => {
    if (events.listeners() > 0) void outside.look();
  }, 1000).unref();

  /** Ours, unless it rests and one runs in a terminal. */
  function shown({ now }: Slot): ServerState {
    const rests = now.state === 'stopped' || now.state === 'failed';
    return (rests && outside.state(now.which)) || now;
  }

  function send(slot: Slot) {
    events.send('server', shown(slot));
  }

  function tell(slot: Slot, change: Omit<ServerState, 'which'>) {
    slot.now = { which: slot.now.which, ...change };
    send(slot);
  }

  function note(slot: Slot, line: LogLine) {
    slot.log.push(line);
    if (slot.log.length > keptLines) slot.log.shift();
    events.send('log', { which: slot.now.which, ...line });
  }

  function noteRequest({ got, now }: Slot, request: HeardRequest) {
    got[request.number] = request;
    const [oldest, ...newer] = Object.keys(got);
    if (newer.length >= keptRequests) delete got[Number(oldest)];
    events.send('request', { which: now.which, request });
  }

  function clear(slot: Slot) {
    slot.log = [];
    slot.got = {};
    events.send('log-clear', { which: slot.now.which });
  }

  async function stop(which: Which) {
    const slot = slots[which];
    slot.turn += 1;
    await slot.end?.();
    tell(slot, { state: 'stopped' });
  }

  async function start(which: Which, lesson: Lesson) {
    const slot = slots[which];
    const at = which === 'step' ? checkpointAt(lesson) : undefined;
    const folder = folderOf(which, at);
    const turn = (slot.turn += 1);
    // Told before it is done: a page must not offer to start it twice.
    tell(slot, { state: 'starting', lesson: at?.id });
    await slot.end?.();
    if (turn !== slot.turn) return;
    clear(slot);
    const kept = at ?? 'mine';
    slot.runtime = openRuntime({
      folder,
      database: { kept },
      port: usualPorts.server,
    });
    await run(slot, slot.runtime, at?.id);
  }

  /** Keeps it running; resolves as soon as it listens, failed or was ended. */
  function run(slot: Slot, runtime: Runtime, lesson?: string): Promise<void> {
    const { turn } = slot;
    return new Promise((settle) => {
      const tellNow = (change: Omit<ServerState, 'which'>) => {
        if (turn === slot.turn) tell(slot, { lesson, ...change });
      };
      const failed = (message: string) => tellNow({ state: 'failed', message });
      const onLog = (line: LogLine) => {
        if (turn === slot.turn) note(slot, line);
      };
      const onRequest = (request: HeardRequest) => {
        if (turn === slot.turn) noteRequest(slot, request);
      };
      const stopIt = keepRunning(
        runtime,
        { by: 'tab', onLog, onRequest },
        {
          saved() {
            tellNow({ state: 'starting' });
            if (turn === slot.turn) clear(slot);
          },
          async listening({ url, port }, _ms, page) {
            // Without a page a link to the server says all of its port.
            const trouble = page ? await portTrouble(page, port) : undefined;
            tellNow({ state: 'running', url, page: page?.url, trouble });
            settle();
          },
          failed({ message }) {
            failed(message);
            settle();
          },
          ended: () =>
            failed(
              'The server ended by itself. Its last lines are in the log below.',
            ),
        },
      );
      let ending: Promise<void> | undefined;
      slot.end = () => (ending ??= stopIt().finally(settle));
    });
  }

  /** Where requests go, or a PlainError that says why it does not run. */
  async function target(which: Which) {
    await outside.look();
    const slot = slots[which];
    const { state, url, message, terminal } = shown(slot);
    if (state === 'running') {
      const runtime = terminal ? outside.runtime(which) : slot.runtime;
      return { url: url!, databaseUrl: (await runtime?.database())?.url };
    }
    if (state === 'failed' && message) throw new PlainError(message);
    throw new PlainError(
      which === 'mine'
        ? 'Your server is not running. Start it first.'
        : 'The server of this lesson is not running. Start it first.',
    );
  }

  async function stopAll() {
    clearInterval(watching);
    await Promise.all([stop('step'), stop('mine')]);
  }

  return {
    start,
    stop,
    stopAll,
    states: () => [shown(slots.step), shown(slots.mine)],
    target,
    logs: () => ({ step: slots.step.log, mine: slots.mine.log }),
    requests: () => ({ step: slots.step.got, mine: slots.mine.got }),
  };
}

function slot(which: Which): Slot {
  return { now: { which, state: 'stopped' }, log: [], got: {}, turn: 0 };
}

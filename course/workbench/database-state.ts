// The database, as the pages are told about it: never its password.
import { find, findOrStart, type DatabaseServer } from '../database';
import type { Events } from './events';
import { sentence } from './sentence';

/** What the pages say about the database. */
export interface DatabaseState {
  state: 'looking' | 'ready' | 'missing';
  where?: string;
  message?: string;
  /** True: it is the course's own, which can be started from here. */
  ours?: boolean;
}

/**
 * Finds or starts it in the background; no page waits for it.
 * @param everyMs how often it is looked whether it still runs
 */
export function createDatabaseState(events: Events, everyMs = 4000) {
  let now: DatabaseState = { state: 'looking' };
  let timer: NodeJS.Timeout | undefined;

  function set(next: DatabaseState) {
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    events.send('database', next);
  }

  async function look(): Promise<void> {
    set({ state: 'looking' });
    try {
      set(ready(await findOrStart()));
    } catch (error) {
      set({ state: 'missing', message: sentence(error) });
    }
    timer ??= setInterval(() => void lookAgain(), everyMs).unref();
  }

  // Somebody may stop or start it in a terminal.
  async function lookAgain() {
    if (events.listeners() === 0 || now.state === 'looking') return;
    const found = await find().catch(() => undefined);
    // A start may have begun in the meantime.
    if (now.state === ('looking' as DatabaseState['state'])) return;
    if (found) set(ready(found));
    else if (now.state === 'ready') set(gone(now));
  }

  return { look, now: () => now, end: () => clearInterval(timer) };
}

function ready({ host, port, embedded }: DatabaseServer): DatabaseState {
  return { state: 'ready', where: `${host}:${port}`, ours: embedded };
}

function gone({ where, ours }: DatabaseState): DatabaseState {
  const message = ours
    ? 'The database has been stopped.'
    : `The database server at ${where} no longer answers.`;
  return { state: 'missing', message, ours };
}

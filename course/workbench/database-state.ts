// The database, as the pages are told about it: never its password.
import type { Events } from './events';
import { sentence } from './sentence';

/** What the pages say about the database. */
export interface DatabaseState {
  state: 'looking' | 'ready' | 'missing';
  where?: string;
  message?: string;
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
      const { host, port } = await room().findOrStart();
      set({ state: 'ready', where: `${host}:${port}` });
    } catch (error) {
      set({ state: 'missing', message: sentence(error) });
    }
    timer ??= setInterval(() => void lookAgain(), everyMs).unref();
  }

  // Somebody may stop or start it in a terminal.
  async function lookAgain() {
    if (events.listeners() === 0 || now.state === 'looking') return;
    const found = await room()
      .find()
      .catch(() => undefined);
    // A start may have begun in the meantime.
    if (now.state === ('looking' as DatabaseState['state'])) return;
    if (found) set({ state: 'ready', where: `${found.host}:${found.port}` });
    else if (now.state === 'ready') {
      set({ state: 'missing', message: 'The database has been stopped.' });
    }
  }

  return { look, now: () => now, end: () => clearInterval(timer) };
}

function room() {
  return require('../database') as typeof import('../database');
}

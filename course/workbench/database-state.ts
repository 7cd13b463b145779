// The database, as the pages are told about it: never its password.
import type { Events } from './events';
import { sentence } from './running';

/** What the header of the panels says about the database. */
export interface DatabaseState {
  state: 'looking' | 'ready' | 'missing';
  where?: string;
  message?: string;
}

/** Finds or starts it in the background; no page waits for it. */
export function createDatabaseState(events: Events) {
  let now: DatabaseState = { state: 'looking' };

  function set(next: DatabaseState) {
    now = next;
    events.send('database', next);
  }

  async function look(): Promise<void> {
    try {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { findOrStart } = require('../database') as typeof import('../database');
      const { host, port } = await findOrStart();
      set({ state: 'ready', where: `${host}:${port}` });
    } catch (error) {
      set({ state: 'missing', message: sentence(error) });
    }
  }

  return { look, now: () => now };
}

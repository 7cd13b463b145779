// What a request did to the database: the rows before, the rows after.
import { setTimeout as wait } from 'node:timers/promises';
import {
  compareSnapshots,
  snapshot,
  type Snapshot,
  type TableChanges,
} from '../database';
import { sentence } from './sentence';

/** What happened to the tables, or a sentence that says why nobody knows. */
export interface Effect {
  tables: TableChanges[];
  message?: string;
}

/** A handler may answer first and insert then, as that of 05.03.02 does. */
const laterMs = 120;

/** Looks at a database now; `effect` says what has changed since. */
export async function watchDatabase(url: string | undefined): Promise<{
  effect(mayWrite: boolean): Promise<Effect | undefined>;
}> {
  if (!url) return { effect: async () => undefined };
  const before = await snapshot(url).catch(sentence);
  async function look(before: Snapshot): Promise<TableChanges[]> {
    return compareSnapshots(before, await snapshot(url!));
  }
  return {
    async effect(mayWrite) {
      if (typeof before === 'string') return { tables: [], message: before };
      try {
        const tables = await look(before);
        if (tables.length > 0 || !mayWrite) return { tables };
        await wait(laterMs);
        return { tables: await look(before) };
      } catch (error) {
        return { tables: [], message: sentence(error) };
      }
    },
  };
}

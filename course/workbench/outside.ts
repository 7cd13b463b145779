// Servers that somebody runs in a terminal, as the pages are told of them.
import { stepFolder, writtenCheckpoints } from '../find-lesson';
import {
  openRuntime,
  runningServers,
  type Runtime,
  type RunningNote,
} from '../runtime';
import { studentFolder } from '../state';
import type { Which } from './launch';
import type { ServerState } from './running';

/** A runtime that starts nothing: it knows the database of that server. */
type Found = { state: ServerState; runtime: Runtime };

/** @param changed is told which of the two came, went or moved */
export function createOutside(changed: (which: Which) => void) {
  let found = new Map<Which, Found>();
  const state = (which: Which) => found.get(which)?.state;

  async function look(): Promise<void> {
    const notes = await runningServers();
    const before = found;
    found = new Map(
      notes.flatMap(describe).map((one) => [one.state.which, one]),
    );
    for (const which of ['step', 'mine'] as const) {
      const { url, lesson } = before.get(which)?.state ?? {};
      const now = state(which);
      if (now?.url !== url || now?.lesson !== lesson) changed(which);
    }
  }

  return { look, state, runtime: (which: Which) => found.get(which)?.runtime };
}

function describe({ by, folder, port, page }: RunningNote): Found[] {
  const isMine = folder === studentFolder();
  const at = writtenCheckpoints.find((one) => stepFolder(one) === folder);
  if (by !== 'terminal' || !(isMine || at)) return [];
  const state: ServerState = {
    which: isMine ? 'mine' : 'step',
    state: 'running',
    lesson: at?.id,
    url: `http://127.0.0.1:${port}`,
    page: page ? `http://localhost:${page}` : undefined,
    terminal: `npm run step ${at?.id ?? 'mine'}`,
  };
  const database = { kept: at ?? ('mine' as const) };
  return [{ state, runtime: openRuntime({ folder, database }) }];
}

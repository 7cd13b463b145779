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

type Found = Partial<Record<Which, { state: ServerState; runtime: Runtime }>>;

/** @param changed is told which of the two came, went or moved */
export function createOutside(changed: (which: Which) => void) {
  let found: Found = {};

  async function look(): Promise<void> {
    const next: Found = {};
    for (const note of await runningServers()) {
      const which = note.by === 'terminal' && whichOf(note);
      if (which) next[which] = describe(which, note);
    }
    const before = found;
    found = next;
    for (const which of ['step', 'mine'] as const) {
      const [then, now] = [before, found].map((one) => one[which]?.state);
      if (JSON.stringify(then) !== JSON.stringify(now)) changed(which);
    }
  }

  return {
    look,
    state: (which: Which) => found[which]?.state,
    /** Never started here: it knows the database of that server. */
    runtime: (which: Which) => found[which]?.runtime,
  };
}

function stepOf({ folder }: RunningNote) {
  return writtenCheckpoints.find((one) => stepFolder(one) === folder);
}

function whichOf(note: RunningNote): Which | undefined {
  if (note.folder === studentFolder()) return 'mine';
  return stepOf(note) && 'step';
}

function describe(which: Which, note: RunningNote) {
  const lesson = which === 'step' ? stepOf(note) : undefined;
  const state: ServerState = {
    which,
    state: 'running',
    lesson: lesson?.id,
    url: `http://127.0.0.1:${note.port}`,
    terminal: `npm run step ${lesson?.id ?? 'mine'}`,
  };
  const { folder } = note;
  const runtime = openRuntime({ folder, database: { kept: lesson ?? 'mine' } });
  return { state, runtime };
}

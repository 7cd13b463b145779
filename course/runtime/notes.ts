// What runs live, for the other programs of this clone: a small file for each
// in `.course/servers/`, held against what is really there.
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../database/running';
import { answers } from '../servers/free-port';
import { stateFolder } from '../state';

interface Place {
  pid: number;
  port: number;
  folder: string;
  /** The port of the page that is served beside it. */
  page?: number;
}

/** A server that somebody started here, and that runs. */
export interface RunningNote extends Place {
  /** A terminal (`npm run step`), the tab Run; or the workbench itself. */
  by: 'terminal' | 'tab' | 'workbench';
}

const notes = path.join(stateFolder, 'servers');
const fileOf = ({ pid, port }: Pick<Place, 'pid' | 'port'>) =>
  path.join(notes, `${pid}-${port}.json`);

/** Notes a server; not in a folder to be read only. */
export function noteServer(place: Place, by: RunningNote['by']): void {
  const { pid, port, folder, page } = place;
  try {
    fs.mkdirSync(notes, { recursive: true });
    const note: RunningNote = { pid, port, folder, page, by };
    fs.writeFileSync(fileOf(place), JSON.stringify(note));
  } catch {
    // Nobody else learns of it, then.
  }
}

export function forgetServer(place: Pick<Place, 'pid' | 'port'>): void {
  try {
    fs.rmSync(fileOf(place), { force: true });
  } catch {
    // It tells of no process that lives.
  }
}

/** Those that run: the process lives and its port takes a connection. */
export async function runningServers(): Promise<RunningNote[]> {
  const found = readNotes();
  const live = await Promise.all(found.map(({ port }) => answers(port)));
  return found.filter((_note, at) => live[at]);
}

/** Which of them has a port, for itself or for its page. */
export async function noteAt(port: number): Promise<RunningNote | undefined> {
  const notes = await runningServers();
  return notes.find((one) => one.port === port || one.page === port);
}

/** Who has a port, if it is one of them: words for after "taken by". */
export async function holderOf(port: number): Promise<string | undefined> {
  const note = await noteAt(port);
  if (!note) return undefined;
  const folder = path.basename(note.folder);
  return {
    terminal: `"npm run step" in another terminal (${folder})`,
    tab: `the tab Run of the course in the browser (${folder})`,
    workbench: 'the course in the browser',
  }[note.by];
}

function readNotes(): RunningNote[] {
  const names = fs.existsSync(notes) ? fs.readdirSync(notes) : [];
  return names.flatMap((name) => {
    try {
      const note = JSON.parse(fs.readFileSync(path.join(notes, name), 'utf8'));
      if (isAlive(note.pid)) return [note];
      forgetServer(note);
    } catch {
      // Being written or taken away at this moment.
    }
    return [];
  });
}

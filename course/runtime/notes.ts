// Which servers run live, for the other programs of this clone: a small file
// for each in `.course/servers/`, held against what is really there.
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../database/running';
import type { RunningServer } from '../servers';
import { answers } from '../servers/free-port';
import { stateFolder } from '../state';

/** A server that somebody started here, and that runs. */
export interface RunningNote {
  pid: number;
  port: number;
  folder: string;
  /** A terminal (`npm run step`), or the tab Run of the workbench. */
  by: 'terminal' | 'tab';
}

const place = path.join(stateFolder, 'servers');
const fileOf = (pid: number) => path.join(place, `${pid}.json`);

/** Notes a server; not in a folder to be read only. */
export function noteServer(server: RunningServer, by: RunningNote['by']): void {
  const { pid, port, folder } = server;
  try {
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(fileOf(pid), JSON.stringify({ pid, port, folder, by }));
  } catch {
    // Nobody else learns of it, then.
  }
}

export function forgetServer(pid: number): void {
  try {
    fs.rmSync(fileOf(pid), { force: true });
  } catch {
    // It tells of no process that lives.
  }
}

/** Those that run: the process lives and its port takes a connection. */
export async function runningServers(): Promise<RunningNote[]> {
  const notes = readNotes();
  const live = await Promise.all(
    notes.map(async ({ pid, port }) => isAlive(pid) && (await answers(port))),
  );
  return notes.filter((_note, at) => live[at]);
}

/** Who has a port, if it is one of them: words for after "taken by". */
export async function holderOf(port: number): Promise<string | undefined> {
  const note = (await runningServers()).find((one) => one.port === port);
  if (!note) return undefined;
  const how =
    note.by === 'tab'
      ? 'the tab Run of the course in the browser'
      : '"npm run step" in another terminal';
  return `${how} (${path.basename(note.folder)})`;
}

function readNotes(): RunningNote[] {
  const names = fs.existsSync(place) ? fs.readdirSync(place) : [];
  return names.flatMap((name) => {
    try {
      const note = JSON.parse(fs.readFileSync(path.join(place, name), 'utf8'));
      if (isAlive(note.pid)) return [note];
      forgetServer(note.pid);
    } catch {
      // Being written or taken away at this moment.
    }
    return [];
  });
}

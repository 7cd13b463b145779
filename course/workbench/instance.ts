// One workbench a clone: a second `npm start` finds the first and points there.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../state';

const file = path.join(stateFolder, 'workbench.json');

/** A name for this start, by which a later one knows it again. */
export function makeName(): string {
  return randomBytes(8).toString('hex');
}

/** Notes where this clone's workbench is; not in a folder to be read only. */
export function noteInstance(url: string, name: string): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ url, name }));
  } catch {
    // A second one then takes the next port.
  }
}

/** Takes the note away, unless another workbench has written its own. */
export function forgetInstance(name: string): void {
  if (readNote()?.name === name) fs.rmSync(file, { force: true });
}

/**
 * The address of this clone's workbench, if one runs. Asked over HTTP: the
 * note may be left from one that was killed, and the port be someone else's.
 */
export async function runningInstance(): Promise<string | undefined> {
  const note = readNote();
  if (!note) return undefined;
  try {
    const res = await fetch(`${note.url}api/hello`, {
      signal: AbortSignal.timeout(500),
    });
    const { workbench } = (await res.json()) as { workbench?: string };
    return workbench === note.name ? note.url : undefined;
  } catch {
    return undefined;
  }
}

function readNote(): { url: string; name: string } | undefined {
  try {
    const { url, name } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return /^http:\/\/127\.0\.0\.1:\d+\/$/.test(url)
      ? { url, name }
      : undefined;
  } catch {
    return undefined;
  }
}

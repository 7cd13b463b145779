// The port of our database server: chosen once, then kept.
import fs from 'node:fs';
import { freePort, isFree } from '../servers/free-port';

const usual = 54320;

/** The port of the note, or 54320, or the next free one; notes what it chose. */
export async function choosePort(note: string): Promise<number> {
  const kept = readPort(note);
  if (kept && (await isFree(kept))) return kept;
  const port = (await freePort(usual)) || usual;
  fs.writeFileSync(note, `${port}\n`);
  return port;
}

function readPort(note: string): number | undefined {
  try {
    const port = Number(fs.readFileSync(note, 'utf8'));
    return port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

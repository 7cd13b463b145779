// The port of our database server: chosen once, then kept.
import fs from 'node:fs';
import net from 'node:net';

const usual = 54320;

/** The port of the note, or 54320, or the next free one; notes what it chose. */
export async function choosePort(note: string): Promise<number> {
  const kept = readPort(note);
  // One after the other: the first free one in the order of preference.
  for (const port of [...(kept ? [kept] : []), ...nearUsual(), 0]) {
    const free = await freePort(port);
    if (!free) continue;
    if (free !== kept) fs.writeFileSync(note, `${free}\n`);
    return free;
  }
  return usual;
}

function nearUsual(): number[] {
  return Array.from({ length: 20 }, (_, i) => usual + i);
}

function readPort(note: string): number | undefined {
  try {
    const port = Number(fs.readFileSync(note, 'utf8'));
    return port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** The port itself (or any, for 0) where it can be had; else nothing. */
async function freePort(port: number): Promise<number | undefined> {
  // Windows lets two programs take one port: so ask first who is there.
  if (port && (await answers(port))) return undefined;
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const { port: got } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(got));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => done(true));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

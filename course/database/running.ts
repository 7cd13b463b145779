// Is our database server running? Asked of its own note, in milliseconds.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** What PostgreSQL writes about itself into `postmaster.pid`. */
export interface Note {
  pid: number;
  startedAt: number;
  port: number;
  ready: boolean;
}

/** Reads the note in a data folder, if there is a whole one. */
export function readNote(data: string): Note | undefined {
  try {
    const file = path.join(data, 'postmaster.pid');
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    if (lines.length < 4) return undefined;
    return {
      pid: Number(lines[0]),
      startedAt: Number(lines[2]),
      port: Number(lines[3]),
      ready: lines[7]?.trim() === 'ready',
    };
  } catch {
    return undefined;
  }
}

/** The port of the server of this data folder, if it answers. */
export async function runningPort(data: string): Promise<number | undefined> {
  const note = readNote(data);
  if (!note?.ready || !isAlive(note.pid)) return undefined;
  return (await speaksPostgres(note.port)) ? note.port : undefined;
}

/** True where a process with this number exists, and is not just unburied. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Dead, but in some containers nobody buries it. Only Linux tells. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Makes sure that PostgreSQL does not wait for the process in its note where
 * that is dead, or was before the machine last started (its number may by now
 * belong to another program). Only the number goes: by the rest PostgreSQL
 * sees whether children of the dead one still work on the data.
 */
export function forgetDead(data: string): void {
  const note = readNote(data);
  if (!note) return forgetHalf(data);
  const machineStarted = Date.now() / 1000 - os.uptime();
  const isOld = note.startedAt < machineStarted - 60;
  if (!isOld && isAlive(note.pid)) return;
  const file = path.join(data, 'postmaster.pid');
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace(/^-?\d+/, String(nobodysNumber)));
}

/**
 * A note that a power cut left empty or cut short: PostgreSQL would refuse to
 * start. A whole one is written at once, so half of one is never a new one.
 */
function forgetHalf(data: string): void {
  const file = path.join(data, 'postmaster.pid');
  const written = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined || Date.now() - written < 1000) return;
  fs.rmSync(file, { force: true });
}

/** Above the highest number that a process can have on Linux. */
const nobodysNumber = 4_194_305;

/** Asks for encryption, as clients do; only PostgreSQL answers N or S. */
function speaksPostgres(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, () => done(false));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
    socket.once('connect', () => {
      socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    });
    socket.once('data', (data) => done(['N', 'S'].includes(String(data))));
  });
}

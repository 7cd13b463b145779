// Starts and stops our own PostgreSQL. It runs by itself, so that the next
// command finds it there.
import fs from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { createData, syncData, writeSettings } from './data';
import { withLock } from './lock';
import { place, type Place } from './place';
import { choosePort } from './port';
import { copyPrograms, program } from './programs';
import { forgetDead, isAlive, readNote, runningPort } from './running';
import { run } from './run';
import { otherWay, tail, whyNot } from './why-not';

/** The port of our server, started if need be. */
export async function launch(): Promise<{ port: number; started: boolean }> {
  const at = place();
  const found = await runningPort(at.data);
  if (found) return { port: found, started: false };
  try {
    prepareFolders(at);
    return await withLock(at.lock, () => start(at));
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw whyNot('start', { code: null, output: message }, at.home);
  }
}

/** Stops our server, if it runs; resolves to whether it did. */
export async function halt(): Promise<boolean> {
  const at = place();
  // Only one that answers: an old note's number may be another program's now.
  if ((await runningPort(at.data)) === undefined) return false;
  const programs = copyPrograms(at.home);
  const args = ['stop', '-m', 'fast', '-w', '-t', '30', '-D', at.data];
  const { code } = await run(program(programs, 'pg_ctl'), args, at);
  const left = readNote(at.data);
  if (code === 0 || !left || !isAlive(left.pid)) return true;
  throw new PlainError(
    `PostgreSQL (process ${left.pid}) did not stop within 30 seconds; end that process by hand.`,
  );
}

function prepareFolders(at: Place): void {
  fs.mkdirSync(at.home, { recursive: true });
  fs.mkdirSync(at.store, { recursive: true });
  const { uid, gid } = at.as;
  if (uid === undefined || gid === undefined) return;
  if (fs.statSync(at.home).uid !== 0) {
    throw new PlainError(
      `The folder ${at.home} belongs to somebody else. Name another one in COURSE_HOME, or ${otherWay}`,
    );
  }
  fs.chownSync(at.store, uid, gid);
}

async function start(at: Place): Promise<{ port: number; started: boolean }> {
  const found = await runningPort(at.data);
  if (found) return { port: found, started: false };
  const programs = copyPrograms(at.home);
  const isNew = !fs.existsSync(path.join(at.data, 'PG_VERSION'));
  if (isNew) await createData(at, programs);
  forgetDead(at.data);
  // After a kill, what is left of the old server holds on for a moment.
  for (let tries = 1; ; tries++) {
    const port = await choosePort(at.portNote);
    writeSettings(at, port);
    const logged = fs.statSync(at.log, { throwIfNoEntry: false })?.size ?? 0;
    const args = ['start', '-w', '-t', '60', '-D', at.data, '-l', at.log];
    const ending = await run(program(programs, 'pg_ctl'), args, at);
    if (ending.code === 0) {
      if (isNew) syncData(at, programs);
      return { port, started: true };
    }
    const output = ending.output + tail(at.log, logged);
    const passing = /in use|already exists|starting up/i.test(output);
    if (tries >= (passing ? 60 : 2)) {
      throw whyNot('start', { ...ending, output }, at.home);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// One at a time: who starts the database server holds this lock.
import fs from 'node:fs';
import { PlainError } from '../plain-error';
import { isAlive } from './running';

const heartbeat = 3000;
const staleAfter = 90_000;
const patience = 180_000;

/** Runs `work` while no other process does; takes over the lock of a dead one. */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
): Promise<T> {
  await take(file);
  // A number can be given to a new process; a lock without a beat is dead too.
  const beat = setInterval(() => touch(file), heartbeat).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    fs.rmSync(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  const until = Date.now() + patience;
  while (!create(file)) {
    if (isStale(file)) remove(file);
    else await new Promise((resolve) => setTimeout(resolve, 25));
    if (Date.now() > until) {
      throw new PlainError(
        `Another command has been starting the database for minutes. End it, or remove ${file}, and try again.`,
      );
    }
  }
}

function create(file: string): boolean {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // Windows says EPERM while the file of the last holder is going away.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || (code === 'EPERM' && fs.existsSync(file))) {
      return false;
    }
    throw error;
  }
}

function isStale(file: string): boolean {
  try {
    const age = Date.now() - fs.statSync(file).mtimeMs;
    const pid = fs.readFileSync(file, 'utf8');
    // Empty for the moment between being created and being written.
    if (age > staleAfter) return true;
    return pid !== '' && !isAlive(Number(pid));
  } catch {
    return false;
  }
}

/** By renaming, which only one of several can do. */
function remove(file: string): void {
  const mine = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, mine);
    // Another may have taken it over since we looked: then give it back.
    if (isStale(mine)) fs.rmSync(mine, { force: true });
    else fs.renameSync(mine, file);
  } catch {
    // Another was quicker.
  }
}

function touch(file: string): void {
  try {
    fs.utimesSync(file, new Date(), new Date());
  } catch {
    // Gone: PostgreSQL's own lock still guards the data.
  }
}

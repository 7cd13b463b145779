// Where the database server's programs and data lie on this machine, and as
// whom it runs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** All paths that the launcher uses, and the user that PostgreSQL runs as. */
export type Place = ReturnType<typeof place>;

/** Data of another major version could not be read, so each has its folder. */
const major = '18';

/** The paths on this machine; `COURSE_HOME` names another folder for all. */
export function place() {
  const home = path.join(cacheFolder(), `postgres-${major}`);
  const store = path.join(home, 'store');
  return {
    // Ours: programs, lock and port.
    home,
    lock: path.join(home, 'start.lock'),
    portNote: path.join(home, 'port.txt'),
    settings: path.join(home, 'course.conf'),
    // Of the one that PostgreSQL runs as: data and log.
    store,
    data: path.join(store, 'data'),
    log: path.join(store, 'postgres.log'),
    as: runAs(),
  };
}

function cacheFolder(): string {
  if (process.env.COURSE_HOME) return path.resolve(process.env.COURSE_HOME);
  return path.join(systemCache(), 'node-server-course');
}

function systemCache(): string {
  const { env, platform } = process;
  if (platform === 'win32') {
    return env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local');
  }
  // Root's own folders are closed to the user that PostgreSQL runs as.
  if (process.getuid?.() === 0) {
    return fs.existsSync('/var/cache') ? '/var/cache' : '/var/tmp';
  }
  if (platform === 'darwin') {
    return path.join(os.homedir(), 'Library', 'Caches');
  }
  return env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
}

/** PostgreSQL refuses root: there it runs as `postgres`, or else `nobody`. */
function runAs(): { uid?: number; gid?: number } {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const user = users.find((one) => one[0] === name);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  return {};
}

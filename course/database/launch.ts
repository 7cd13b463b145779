// Starts and stops our own PostgreSQL. It runs by itself, so that the next
// command finds it there.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { withLock } from './lock';
import { place, type Place } from './place';
import { choosePort } from './port';
import { copyPrograms, program } from './programs';
import { forgetOldNote, isAlive, readNote, runningPort } from './running';
import { otherWay, tail, whyNot, type Ending } from './why-not';

const windows = process.platform === 'win32';

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
  const note = readNote(at.data);
  if (!note || !isAlive(note.pid)) return false;
  const programs = await copyPrograms(at.home);
  const args = ['stop', '-m', 'fast', '-w', '-t', '30', '-D', at.data];
  const { code } = await run(program(programs, 'pg_ctl'), args, at, 'ignore');
  if (code === 0 || !isAlive(note.pid)) return true;
  throw new PlainError(
    `PostgreSQL (process ${note.pid}) did not stop within 30 seconds; end that process by hand.`,
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
  const programs = await copyPrograms(at.home);
  if (!fs.existsSync(path.join(at.data, 'PG_VERSION'))) {
    await createData(at, programs);
  }
  forgetOldNote(at.data);
  // After a kill, what is left of the old server holds on for a moment.
  for (let tries = 1; ; tries++) {
    const port = await choosePort(at.portNote);
    writeSettings(at, port);
    const logged = sizeOf(at.log);
    const args = ['start', '-w', '-t', '60', '-D', at.data, '-l', at.log];
    const ending = await run(program(programs, 'pg_ctl'), args, at, 'ignore');
    if (ending.code === 0) return { port, started: true };
    const output = ending.output + tail(at.log, logged);
    const passing = /in use|already exists|starting up/i.test(output);
    if (tries >= (passing ? 60 : 2)) {
      throw whyNot('start', { ...ending, output }, at.home);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Made beside and renamed: data that broke off never look complete. */
async function createData(at: Place, programs: string): Promise<void> {
  const unfinished = `${at.data}.new`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(at.home, 'password.txt');
  fs.writeFileSync(passwordFile, 'postgres\n');
  const args = [
    ...['-D', unfinished, '-U', 'postgres', `--pwfile=${passwordFile}`],
    // Not `trust`: a wrong password must be refused, as anywhere else.
    ...['--auth-host=scram-sha-256', '--auth-local=scram-sha-256'],
    // The same order and the same letters on every system.
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin'],
    ...['--builtin-locale=C.UTF-8', '--no-instructions'],
    // The password is printed in the course: rounds would guard nothing.
    ...['--set', 'scram_iterations=1'],
  ];
  const ending = await run(program(programs, 'initdb'), args, at, 'pipe');
  if (ending.code !== 0) throw whyNot('prepare its files', ending, at.home);
  fs.appendFileSync(
    path.join(unfinished, 'postgresql.conf'),
    `\ninclude_if_exists '../../${path.basename(at.settings)}'\n`,
  );
  fs.renameSync(unfinished, at.data);
}

/** For a laptop; written at each start, so that they change with the course. */
function writeSettings(at: Place, port: number): void {
  const settings = [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    // A socket's path may not be long, and a student's folders are.
    "unix_socket_directories = ''",
    'max_connections = 200',
    'shared_buffers = 64MB',
    // A little disk and few processes; nobody copies this server.
    'wal_level = minimal',
    'max_wal_senders = 0',
    'max_wal_size = 256MB',
    'max_logical_replication_workers = 0',
    'io_method = sync',
    'jit = off',
    "timezone = 'UTC'",
    // Rows and passwords of a failed statement do not belong into a log.
    'log_min_error_statement = panic',
    'log_checkpoints = off',
  ];
  fs.writeFileSync(at.settings, `${settings.join('\n')}\n`, { mode: 0o644 });
}

/**
 * Runs a program to its end. What stays running must not hold our pipes, and
 * on Windows not our console either: then Ctrl+C would end it too.
 */
function run(
  file: string,
  args: string[],
  at: Place,
  output: 'pipe' | 'ignore',
): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...at.as,
      cwd: at.store,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', output, output],
      detached: !windows,
      windowsHide: true,
    });
    let said = '';
    child.stdout?.on('data', (part) => (said += part));
    child.stderr?.on('data', (part) => (said += part));
    child.once('error', ({ message }) =>
      resolve({ code: null, output: message }),
    );
    child.once('close', (code) => resolve({ code, output: said }));
  });
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

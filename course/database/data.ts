// The data folder of our PostgreSQL: how it is made and set up.
import fs from 'node:fs';
import path from 'node:path';
import type { Place } from './place';
import { program } from './programs';
import { run } from './run';
import { whyNot } from './why-not';

/** Made beside and renamed: data that broke off never look complete. */
export async function createData(at: Place, programs: string): Promise<void> {
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
    ...['--builtin-locale=C.UTF-8', '--no-instructions', '--no-sync'],
    // The password is printed in the course: rounds would guard nothing.
    ...['--set', 'scram_iterations=1'],
  ];
  const ending = await run(program(programs, 'initdb'), args, at, {
    listen: true,
  });
  if (ending.code !== 0) throw whyNot('prepare its files', ending, at.home);
  fs.appendFileSync(
    path.join(unfinished, 'postgresql.conf'),
    `\ninclude_if_exists '../../${path.basename(at.settings)}'\n`,
  );
  fs.renameSync(unfinished, at.data);
}

/** For a laptop; written at each start, so that they change with the course. */
export function writeSettings(at: Place, port: number): void {
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

/** Waiting until the disk has all of it would take longer than the rest. */
export function syncData(at: Place, programs: string): void {
  const args = ['--sync-only', '-D', at.data];
  void run(program(programs, 'initdb'), args, at, { later: true });
}

// Servers that a test starts; all are ended when its file is done.
import { afterAll } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import {
  startServer,
  StartFailure,
  type RunningServer,
  type StartOptions,
} from '../../course/servers';
import { makeFolder } from '../folders';

const started: RunningServer[] = [];

afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()));
});

/** A folder of tests/fixtures/servers/. */
export function fixture(name: string): string {
  return path.join(__dirname, '..', 'fixtures', 'servers', name);
}

export async function start(
  folder: string,
  options: Omit<StartOptions, 'folder'> = {},
): Promise<RunningServer> {
  const server = await startServer({ folder, ...options });
  started.push(server);
  return server;
}

/** Starts a folder with these files, outside the repository. */
export function startFiles(
  files: Record<string, string>,
  options: Omit<StartOptions, 'folder'> = {},
): Promise<RunningServer> {
  return start(makeFolder(files), options);
}

/** Why a folder does not start; an error where it does. */
export async function failureOf(
  folder: string,
  options: Omit<StartOptions, 'folder'> = {},
): Promise<StartFailure> {
  try {
    await start(folder, options);
  } catch (error) {
    if (error instanceof StartFailure) return error;
    throw error;
  }
  throw new Error('It started.');
}

/** Asks a server, and reads its answer as text. */
export async function get(server: RunningServer, at = '/'): Promise<string> {
  const answer = await fetch(server.url + at, {
    headers: { connection: 'close' },
  });
  return answer.text();
}

/** Waits until something holds; fails after `ms`. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  ms = 8_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Ended, but not yet asked for its end: what a container's first process
  // may leave for good.
  const stat = `/proc/${pid}/stat`;
  return !fs.existsSync(stat) || !/\) Z /.test(fs.readFileSync(stat, 'utf8'));
}

/** A server in plain Node that answers each path by a piece of code. */
export function plainServer(answer: string, port: number | string = 3000) {
  return `const http = require('node:http');
http.createServer((req, res) => { ${answer} }).listen(${port});
`;
}

// Puts the live server together, starts it and ends it with all it started.
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { root } from '../find-lesson';
import { forgetServer, noteServer, runningServers } from '../runtime';
import { createCheckJobs } from './check-jobs';
import { createDatabaseState } from './database-state';
import { createEvents } from './events';
import { forgetPages, warm } from './pages';
import { createRunning } from './running';
import { makeToken } from './security';
import { workbenchApp } from './server';
import { createTables } from './tables';
import { freePort } from '../servers/free-port';
import { watchFolders } from '../servers/watch';

export interface Workbench {
  url: string;
  port: number;
  /** Ends it and every server that it started. */
  stop(): Promise<void>;
}

/** Starts the workbench on `port`, or the next free one (0: any). */
export async function startWorkbench(port = 4000): Promise<Workbench> {
  const events = createEvents();
  const running = createRunning(events);
  const checks = createCheckJobs(events);
  const database = createDatabaseState(events);
  const parts = { events, running, checks, database, tables: createTables() };
  const app = workbenchApp(parts, makeToken());
  const server = http.createServer(app);
  server.listen(await freePort(port), '127.0.0.1');
  await once(server, 'listening');
  const { port: real } = server.address() as AddressInfo;
  const note = { pid: process.pid, port: real, folder: root };
  noteServer(note, 'workbench');
  let unwatch = () => {};
  // After the first page: loading the heavy parts would hold it up.
  const later = setTimeout(() => {
    unwatch = watchPages(events.send);
    void database.look();
    void warm();
  }, 150);
  async function stop() {
    clearTimeout(later);
    database.end();
    unwatch();
    forgetServer(note);
    await running.stopAll();
    events.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { url: urlOf(real), port: real, stop };
}

/** The address of this clone's workbench, if one runs. */
export async function runningInstance(): Promise<string | undefined> {
  const notes = await runningServers();
  const note = notes.find(({ by }) => by === 'workbench');
  return note && urlOf(note.port);
}

const urlOf = (port: number) => `http://127.0.0.1:${port}/`;

function watchPages(send: (type: string, data: unknown) => void): () => void {
  const folders = ['docs', 'steps'].map((name) => path.join(root, name));
  return watchFolders(folders, (files) => {
    forgetPages();
    send(
      'changed',
      files.map((file) => path.relative(root, file)),
    );
  });
}

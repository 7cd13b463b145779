// Starts one server of the workbench: which folder, which database.
import fs from 'node:fs';
import { checkpointAt, findLesson, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { LogLine, RunningServer, StartOptions } from '../servers';
import { freePort } from '../servers/free-port';
import { machineSecret, studentFolder } from '../state';
import { sentence } from './sentence';

/** Which of the two: the checkpoint of a lesson, or the student's folder. */
export type Which = 'step' | 'mine';

/** A server that runs, and the address of its database, if it has one. */
export interface Launched {
  server: RunningServer;
  databaseUrl?: string;
}

/** The checkpoint that is run at a lesson; none for the student's own server. */
export function checkpointOf(which: Which, lesson: Lesson): Lesson | undefined {
  return which === 'step' ? checkpointAt(lesson) : undefined;
}

/** The folder to run; a PlainError where there is none. */
export function folderOf(which: Which, at?: Lesson): string {
  if (which === 'step') {
    if (at?.written) return stepFolder(at);
    throw new PlainError(
      'There is no server yet at this lesson: it begins in lesson 00.02.',
    );
  }
  const mine = studentFolder();
  if (fs.existsSync(mine)) return mine;
  throw new PlainError(
    'You have no server of your own yet. Type "npm run begin 00.02" in a terminal, and it is made.',
  );
}

/** Starts it on port 3000 or the next free one. */
export async function launch(
  which: Which,
  at: Lesson | undefined,
  onLog: (line: LogLine) => void,
): Promise<Launched> {
  const databaseUrl = await databaseOf(which, at, onLog);
  const server = await startOnFreePort({
    folder: folderOf(which, at),
    databaseUrl,
    env: { JWT_SECRET: machineSecret() },
    onLog,
  });
  return { server, databaseUrl };
}

/** Another program may take the port at the last moment: then the next one. */
async function startOnFreePort(options: StartOptions): Promise<RunningServer> {
  const { startServer, StartFailure } =
    require('../servers') as typeof import('../servers');
  for (let left = 5; ; left -= 1) {
    try {
      return await startServer({ ...options, port: await freePort(3000) });
    } catch (error) {
      const taken = error instanceof StartFailure && error.reason === 'port';
      if (!taken || left === 0) throw error;
    }
  }
}

/** The database of this server, kept; none where its code has no use for one. */
async function databaseOf(
  which: Which,
  at: Lesson | undefined,
  onLog: (line: LogLine) => void,
): Promise<string | undefined> {
  if (which === 'step' && at?.tables === 'none') return undefined;
  const database = require('../database') as typeof import('../database');
  try {
    const found =
      which === 'mine'
        ? await database.studentDatabase()
        : await database.stepDatabase(at ?? findLesson('04.01.02'));
    return found.url;
  } catch (error) {
    if (which === 'step') throw error;
    // The student's server may not need one yet: it is started all the same.
    onLog({ stream: 'err', text: sentence(error) });
    return undefined;
  }
}

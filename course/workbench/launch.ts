// Starts one server of the workbench: which folder, which database.
import fs from 'node:fs';
import { checkpointAt, findLesson, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { LogLine, RunningServer } from '../servers';
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
  const { startServer } = require('../servers') as typeof import('../servers');
  const databaseUrl = await databaseOf(which, at, onLog);
  const server = await startServer({
    folder: folderOf(which, at),
    databaseUrl,
    port: await freePort(3000),
    env: { JWT_SECRET: machineSecret() },
    onLog,
  });
  return { server, databaseUrl };
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

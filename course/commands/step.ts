// `npm run step`: runs a checkpoint or a folder, live.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import { checkpointAt, findLesson, root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import type { StartFailure, StartOptions } from '../servers';
import { freePort } from '../servers/free-port';
import { keepRunning } from '../servers/keep-running';
import { machineSecret, studentFolder } from '../state';
import { listFiles, readText } from '../steps/files';

/** What is run. */
interface Target {
  name: string;
  folder: string;
  /** Of a checkpoint. */
  lesson?: Lesson;
}

export const command: Command = {
  summary: 'runs the server of a lesson, or yours; restarts it when you save',
  usage: [
    'npm run step 03.02        the server at the end of a lesson',
    'npm run step mine         your own',
    'npm run step ../server    the one of any folder',
    'npm run step 03.02 once   ends where it does not start',
  ],
  help: 'It takes port 3000 or the next free one, whatever the code says, and a database of its own where it needs one. Ctrl+C ends it.',
  async run(words) {
    const once = words.includes('once') || !process.stdout.isTTY;
    const target = targetOf(words.find((word) => word !== 'once'));
    console.log(`${target.name}: ${short(target.folder)}`);
    const database = needsDatabase(target)
      ? await databaseOf(target)
      : undefined;
    const { folder } = target;
    const env = secretOf(folder);
    const onLog: StartOptions['onLog'] = ({ stream, text }) =>
      console[stream === 'out' ? 'log' : 'error'](text);
    const options = { folder, databaseUrl: database?.url, env, onLog };
    try {
      return await onFreePort(options, once);
    } finally {
      await database?.end();
    }
  },
};

/** Another program may take the port at the last moment: then the next one. */
async function onFreePort(
  options: StartOptions,
  once: boolean,
): Promise<number> {
  for (let left = 5; ; left -= 1) {
    const port = await freePort(3000);
    if (port !== 3000) {
      console.log(`Port 3000 is taken; this server gets port ${port}.`);
    }
    try {
      return await untilEnded({ ...options, port }, once);
    } catch (error) {
      if ((error as StartFailure).reason !== 'port' || left === 0) throw error;
    }
  }
}

/** Runs it until Ctrl+C; with `once` only until it fails. */
function untilEnded(options: StartOptions, once: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let starts = 0;
    const wait = (sentence: string, failure?: StartFailure) => {
      if (once || failure?.reason === 'port')
        return finish(failure ?? new PlainError(sentence));
      console.error(`\n${sentence}\nIt starts again when you save a file.`);
    };
    const stop = keepRunning(options, {
      saved: () => console.log('\nA file was saved: it starts again.'),
      listening({ port }, ms) {
        const again = starts ? ` (${(ms / 1000).toFixed(1)} s)` : '';
        const how = starts ? '' : '  (Ctrl+C ends it, a save restarts it)';
        console.log(`http://localhost:${port}${again}${how}`);
        starts += 1;
      },
      failed: (failure) => wait(failure.message, failure),
      ended: ({ code, signal }) =>
        wait(`The server ended (${signal ?? `exit code ${code}`}).`),
    });
    const finish = (failure?: Error) =>
      void stop().then(
        () => (failure ? reject(failure) : resolve(exitCodes.holds)),
        reject,
      );
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
      process.once(signal, () => finish());
    }
  });
}

function targetOf(word?: string): Target {
  if (word === undefined) {
    throw new PlainError(
      'Type which server to run: "npm run step 03.02", or "npm run step mine" for yours.',
    );
  }
  if (word === 'mine') return ownServer();
  // Where the person typed it: npm itself goes to the root of the repository.
  const folder = path.resolve(process.env.INIT_CWD ?? '.', word);
  const isStep = /^(steps|final)$/.test(
    path.relative(root, folder).split(path.sep)[0],
  );
  if (isFolder(folder) && !isStep) return { name: 'The server', folder };
  if (/[\\/]/.test(word) && !isStep) {
    throw new PlainError(`There is no folder ${folder}.`);
  }
  return lessonServer(findLesson(word));
}

function ownServer(): Target {
  const folder = studentFolder();
  if (isFolder(folder)) return { name: 'Your server', folder };
  throw new PlainError(
    `You have no server yet: there is no folder ${folder}. Type "npm run begin 00.02", and it is made.`,
  );
}

function lessonServer(asked: Lesson): Target {
  const lesson = checkpointAt(asked);
  if (!asked.written || (lesson && !lesson.written)) {
    throw new PlainError(
      `Lesson ${asked.id}, ${asked.title}, is coming: it is not written yet.`,
    );
  }
  if (!lesson) {
    throw new PlainError(
      `There is no server yet at lesson ${asked.id}: it begins in lesson 00.02.`,
    );
  }
  if (lesson !== asked) {
    console.log(`${asked.id} changes no code: the server is still that of`);
  }
  const name = `${lesson.id} ${lesson.title}`;
  return { name, folder: stepFolder(lesson), lesson };
}

function needsDatabase({ lesson, folder }: Target): boolean {
  if (lesson) return lesson.tables !== 'none';
  return listFiles(folder)
    .filter((file) => /\.[cm]?[jt]s$|^package\.json$/.test(file))
    .some((file) =>
      /['"](pg|sequelize)['"]/.test(readText(folder, file) ?? ''),
    );
}

/** The lesson's database or the student's, kept; one of no use later for any other. */
async function databaseOf({ lesson, folder }: Target) {
  // Loaded here: most of the first lessons have no database.
  const { stepDatabase, studentDatabase, throwawayDatabase } =
    require('../database') as typeof import('../database');
  const { heading } =
    require('../database/tell') as typeof import('../database/tell');
  const isOwn = folder === studentFolder();
  const database = await (lesson
    ? stepDatabase(lesson)
    : isOwn
      ? studentDatabase()
      : throwawayDatabase('step'));
  const isKept = lesson || isOwn;
  const kept = isKept ? '' : '  (gone when the server ends)';
  console.log(`${heading(database)}${kept}`);
  const end = async () => {
    if (!isKept) await database.drop();
  };
  return { url: database.url, end };
}

/** A secret of this machine, where the folder has none of its own. */
function secretOf(folder: string): Record<string, string> {
  const own = readText(folder, '.env') ?? '';
  return /^\s*JWT_SECRET\s*=\s*\S/m.test(own)
    ? {}
    : { JWT_SECRET: machineSecret() };
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}

function short(folder: string): string {
  const way = path.relative(root, folder);
  return way.startsWith('..') || path.isAbsolute(way) ? folder : way;
}

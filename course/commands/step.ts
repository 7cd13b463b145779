// `npm run step`: runs a checkpoint or a folder, live.
import type { Command } from '../command';
import { checkpointAt, findWritten, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import {
  keepRunning,
  openRuntime,
  portTrouble,
  usualPorts,
  type PageServer,
  type Runtime,
  type RuntimeOptions,
} from '../runtime';
import type { Listener } from '../servers';
import { newServerFolder, studentFolder } from '../state';
import {
  isFolder,
  isStep,
  short,
  typedFolder,
  typedPath,
  untilAskedToEnd,
} from '../terminal';

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
  help: 'It takes port 3000 or the next free one, whatever the code says, and a database of its own where it needs one. A page in client/ is served beside it, at 8080 or the next free one. Ctrl+C ends it.',
  async run(words) {
    const once = words.includes('once') || !process.stdout.isTTY;
    const target = targetOf(words.find((word) => word !== 'once'));
    console.log(`${target.name}: ${short(target.folder)}`);
    const runtime = openRuntime({
      folder: target.folder,
      database: databaseOf(target),
      port: usualPorts.server,
    });
    await tellDatabase(runtime, target);
    return untilEnded(runtime, once);
  },
};

/** Runs it until Ctrl+C; with `once` only until it fails. */
function untilEnded(runtime: Runtime, once: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let starts = 0;
    let told = '';
    const tellPage = (page?: PageServer) => {
      const by = page?.byOther ? '  (served there already)' : '';
      const line = page ? `The page: ${page.url}${by}` : '';
      if (line && line !== told) console.log(line);
      told = line;
    };
    const wait = (sentence: string, failure?: PlainError) => {
      if (once) return finish(failure ?? new PlainError(sentence));
      console.error(`\n${sentence}\nIt starts again when you save a file.`);
    };
    const more: Parameters<typeof keepRunning>[1] = {
      by: 'terminal',
      onLog: ({ stream, text }) =>
        console[stream === 'out' ? 'log' : 'error'](text),
      onListener: tellListener,
    };
    const stop = keepRunning(runtime, more, {
      saved: () => console.log('\nA file was saved: it starts again.'),
      async listening({ port }, ms, page) {
        starts += 1;
        if (starts === 1) await tellPorts(port, page);
        const how =
          starts === 1
            ? '  (Ctrl+C ends it, a save restarts it)'
            : ` (${(ms / 1000).toFixed(1)} s)`;
        console.log(`http://localhost:${port}${how}`);
        tellPage(page);
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
    void untilAskedToEnd().then(() => finish());
  });
}

/** A page server, say, beside the server that is meant. */
function tellListener({ asked, port, main }: Listener): void {
  if (main) return;
  const wanted = asked && asked !== port ? ` (the code asks for ${asked})` : '';
  console.log(`It listens here too: http://localhost:${port}${wanted}`);
}

async function tellPorts(port: number, page?: PageServer): Promise<void> {
  const sentences = await portTrouble(page, port);
  sentences.forEach((sentence) => console.log(sentence));
}

function targetOf(word?: string): Target {
  if (word === undefined) {
    throw new PlainError(
      'Type which server to run: "npm run step 03.02", or "npm run step mine" for yours.',
    );
  }
  if (word === 'mine') return ownServer();
  // One of ours is run as the lesson's, with its database.
  const folder = isStep(typedPath(word)) ? undefined : typedFolder(word);
  if (folder) return { name: 'The server', folder };
  return lessonServer(findWritten(word));
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

function databaseOf({ lesson, folder }: Target): RuntimeOptions['database'] {
  if (lesson) return { kept: lesson };
  if (folder === studentFolder()) return { kept: 'mine' };
  if (folder === newServerFolder()) return { kept: 'new' };
  return { throwaway: 'step' };
}

async function tellDatabase(runtime: Runtime, target: Target): Promise<void> {
  const database = await runtime.database();
  if (!database) return;
  const { heading } =
    require('../database/tell') as typeof import('../database/tell');
  const isKept = 'kept' in databaseOf(target);
  const kept = isKept ? '' : '  (gone when the server ends)';
  console.log(`${heading(database)}${kept}`);
}

// `npm run begin`: the student's own folder, ready for a lesson.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import {
  checkpointAt,
  checkpointBefore,
  findWritten,
  lessonById,
  root,
  stepFolder,
} from '../find-lesson';
import { checksOf } from '../checking';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import {
  machineSecret,
  newServerFolder,
  rememberLesson,
  rememberNewServerFolder,
  rememberStudentFolder,
  studentFolder,
} from '../state';
import { short, typedPath } from '../terminal';
import { beginIn, type Begun } from '../steps/begin';
import { writeEnv } from '../steps/env-file';
import { readText } from '../steps/files';

export const command: Command = {
  summary: 'makes your own folder ready for a lesson',
  usage: [
    'npm run begin 03.02               in my-server, or the folder you named before',
    'npm run begin 03.02 ../my-server  in another folder, remembered from then on',
    'npm run begin 12.00 empty         the assignment as a new server, in my-workout-log-server',
    'npm run begin 12.00 empty ../mine the same in another folder',
  ],
  help: 'Your folder then holds the server as it stands before that lesson. What was in it is copied first, and you are told where. Your .git, .env, node_modules and package-lock.json stay. With "empty" it is a folder beside yours, with settings and no code.',
  async run([word, ...places]) {
    if (word === undefined) {
      throw new PlainError(
        'Which lesson do you want to begin? For example: npm run begin 03.02',
      );
    }
    const lesson = findWritten(word);
    const [place, next] = places;
    if (place === 'empty') return beginNew(lesson, next);
    const folder = place ? typedPath(place) : studentFolder();
    const begun = beginIn(folder, checkpointBefore(lesson));
    rememberStudentFolder(folder);
    rememberLesson(lesson.id);
    tell(lesson, folder, begun);
    await makeEnv(folder, 'studentDatabase');
    tellNext(lesson, folder);
    return exitCodes.holds;
  },
};

/** What every server needs, as the course's was before it had a page. */
const settings = {
  from: lessonById('08.03'),
  files: ['.env.example', '.gitignore', 'package.json', 'tsconfig.json'],
};

/** The lesson's task in a new server: nothing of the course's is in it. */
async function beginNew(lesson: Lesson, place?: string): Promise<number> {
  if (!checksOf(lesson).standsAlone) {
    throw new PlainError(
      `Only 12.00 can be begun with "empty". For ${lesson.id} type: npm run begin ${lesson.id}`,
    );
  }
  const folder = place ? typedPath(place) : newServerFolder();
  if (folder === studentFolder()) {
    throw new PlainError(
      `${short(folder)} holds your server of the course. Name another folder for the new one.`,
    );
  }
  const { from, files } = settings;
  const begun = beginIn(folder, from, files);
  rememberNewServerFolder(folder);
  rememberLesson(lesson.id);
  console.log(`You begin ${lesson.id} ${lesson.title} with a new server.`);
  console.log(`${short(folder)} holds its settings: ${files.join(', ')}.`);
  tellSaved(begun);
  const own = studentFolder();
  if (fs.existsSync(own)) {
    console.log(`Your server of the course stays: ${short(own)}`);
  }
  await makeEnv(folder, 'newServerDatabase');
  const way = short(folder);
  tellNext(lesson, folder, way === folder ? way : `./${way}`);
  return exitCodes.holds;
}

function tell(lesson: Lesson, folder: string, begun: Begun): void {
  const before = checkpointBefore(lesson);
  const state = before
    ? `the server as it stands after ${before.id} ${before.title}`
    : 'nothing but a package.json, so that npm stays inside it';
  console.log(`You begin ${lesson.id} ${lesson.title}.`);
  console.log(`${short(folder)} holds ${state}.`);
  tellSaved(begun);
}

function tellSaved({ saved, unchanged, differing }: Begun): void {
  if (unchanged) console.log('It held exactly that already.');
  if (!saved) return;
  console.log(`What was there is copied to ${short(saved)}`);
  if (differing.length === 0) return;
  const some = differing.slice(0, 4).join(', ');
  const more = differing.length > 4 ? ` and ${differing.length - 4} more` : '';
  console.log(`These of yours differed: ${some}${more}.`);
  console.log('To have one of them again, copy it from there.');
}

// From 06.03.03 on a server reads its settings from .env.
async function makeEnv(
  folder: string,
  which: 'studentDatabase' | 'newServerDatabase',
): Promise<void> {
  const example = path.join(folder, '.env.example');
  if (!fs.existsSync(example)) return;
  const values: Record<string, string> = { JWT_SECRET: machineSecret() };
  try {
    // Loaded here: most lessons begin without a database.
    const database: typeof import('../database') = require('../database');
    values.DATABASE_URL = (await database[which]()).url;
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.log(`Your .env has no database yet. ${error.message}`);
  }
  const added = writeEnv(folder, values);
  if (added.length > 0) console.log(`.env now sets ${added.join(', ')}.`);
}

/** @param named a folder to name in each command, where it is not the usual one */
function tellNext(lesson: Lesson, folder: string, named?: string): void {
  const inCourse = folder.startsWith(root + path.sep);
  const manifest = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  const needsInstall =
    !inCourse &&
    manifest.includes('"dependencies"') &&
    !fs.existsSync(path.join(folder, 'node_modules'));
  console.log('\nNext:');
  if (needsInstall) {
    console.log(`  packages  npm install    (typed in ${folder})`);
  }
  console.log(`  read      npm start      (or docs/${lesson.name}.md)`);
  const place = named && (/\s/.test(named) ? `"${named}"` : named);
  if (runs(lesson)) console.log(`  run       npm run step ${place ?? 'mine'}`);
  if (lesson.kind === 'checkpoint') {
    const more = place ? ` ${place}` : '';
    console.log(`  check     npm run check ${lesson.id}${more}`);
  }
}

/** In the first lessons the file of the server is empty. */
function runs(lesson: Lesson): boolean {
  const at = checkpointAt(lesson);
  const text = at && readText(stepFolder(at), 'app.ts');
  return at !== undefined && text?.trim() !== '';
}

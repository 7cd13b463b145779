// `npm run begin`: the student's own folder, ready for a lesson.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import {
  checkpointAt,
  checkpointBefore,
  findWritten,
  root,
  stepFolder,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import {
  machineSecret,
  rememberLesson,
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
  ],
  help: 'Your folder then holds the server as it stands before that lesson. What was in it is copied first, and you are told where. Your .git, .env, node_modules and package-lock.json stay.',
  async run([word, place]) {
    if (word === undefined) {
      throw new PlainError(
        'Which lesson do you want to begin? For example: npm run begin 03.02',
      );
    }
    const lesson = findWritten(word);
    const folder = place ? typedPath(place) : studentFolder();
    const begun = beginIn(folder, checkpointBefore(lesson));
    rememberStudentFolder(folder);
    rememberLesson(lesson.id);
    tell(lesson, folder, begun);
    await makeEnv(folder);
    next(lesson, folder);
    return exitCodes.holds;
  },
};

function tell(
  lesson: Lesson,
  folder: string,
  { saved, unchanged, differing }: Begun,
): void {
  const before = checkpointBefore(lesson);
  const state = before
    ? `the server as it stands after ${before.id} ${before.title}`
    : 'nothing but a package.json, so that npm stays inside it';
  console.log(`You begin ${lesson.id} ${lesson.title}.`);
  console.log(`${short(folder)} holds ${state}.`);
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
async function makeEnv(folder: string): Promise<void> {
  const example = path.join(folder, '.env.example');
  if (!fs.existsSync(example)) return;
  const settings: Record<string, string> = { JWT_SECRET: machineSecret() };
  try {
    // Loaded here: most lessons begin without a database.
    const database: typeof import('../database') = require('../database');
    settings.DATABASE_URL = (await database.studentDatabase()).url;
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.log(`Your .env has no database yet. ${error.message}`);
  }
  const added = writeEnv(folder, settings);
  if (added.length > 0) console.log(`.env now sets ${added.join(', ')}.`);
}

function next(lesson: Lesson, folder: string): void {
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
  if (runs(lesson)) console.log('  run       npm run step mine');
  if (lesson.kind === 'checkpoint') {
    console.log(`  check     npm run check ${lesson.id}`);
  }
}

/** In the first lessons the file of the server is empty. */
function runs(lesson: Lesson): boolean {
  const at = checkpointAt(lesson);
  const text = at && readText(stepFolder(at), 'app.ts');
  return at !== undefined && text?.trim() !== '';
}

// What this clone remembers of its student, in `.course/` (git-ignored).
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './find-lesson';

/** Where the tools keep what belongs to this clone alone; tests name another. */
export const stateFolder =
  process.env.COURSE_STATE ?? path.join(root, '.course');

const folderNote = path.join(stateFolder, 'student-folder.txt');
const newServerNote = path.join(stateFolder, 'new-server.txt');
const lessonNote = path.join(stateFolder, 'lesson.txt');
const secretNote = path.join(stateFolder, 'secret.txt');

/** The absolute path of the student's folder: `my-server/`, or the one they named. */
export function studentFolder(): string {
  return readNote(folderNote) ?? path.join(root, 'my-server');
}

/** Remembers another folder as the student's, until the next one is named. */
export function rememberStudentFolder(folder: string): void {
  writeNote(folderNote, path.resolve(folder));
}

/**
 * The folder of a new server, begun beside the course's: `my-workout-log-server/`,
 * or the one that was named.
 */
export function newServerFolder(): string {
  return readNote(newServerNote) ?? path.join(root, 'my-workout-log-server');
}

/** Remembers another folder as that of the new server. */
export function rememberNewServerFolder(folder: string): void {
  writeNote(newServerNote, path.resolve(folder));
}

/** The id of the lesson that the student began last, if any. */
export function currentLesson(): string | undefined {
  return readNote(lessonNote);
}

/** Remembers a lesson (its id) as the one the student works on. */
export function rememberLesson(id: string): void {
  writeNote(lessonNote, id);
}

/** A secret of this machine for servers that need one; made when first asked for. */
export function machineSecret(): string {
  const known = readNote(secretNote);
  if (known) return known;
  const secret = randomBytes(32).toString('hex');
  writeNote(secretNote, secret);
  return secret;
}

function readNote(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function writeNote(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${text}\n`, { mode: 0o600 });
}

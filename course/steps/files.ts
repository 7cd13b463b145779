// The files of a step or a student's folder, and edits to a copy of one.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../database/running';
import { root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';

const ignored = new Set(['node_modules', '.git', '.env', '.DS_Store', 'dist']);

/** One change to one file: replace `find` (there exactly once), write or remove. */
export interface Edit {
  readonly file: string;
  readonly find?: string;
  readonly replace?: string;
  readonly write?: string;
  readonly remove?: true;
}

export type Edits = Edit | readonly Edit[];

/** A folder that is taken away again by `remove()`, or when Node ends. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * The files below a folder, relative, with `/`, sorted. Without what a person
 * does not write: node_modules, .git, .env; links are not followed.
 * @throws PlainError where the folder is not there or may not be read
 */
export function listFiles(folder: string): string[] {
  return readFolder(folder)
    .filter(({ name }) => !ignored.has(name))
    .flatMap((entry) => {
      if (entry.isFile()) return [entry.name];
      if (!entry.isDirectory()) return [];
      return listFiles(path.join(folder, entry.name)).map(
        (file) => `${entry.name}/${file}`,
      );
    })
    .sort();
}

function readFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new PlainError(`There is no folder ${folder}.`);
    }
    if (code === 'ENOTDIR') {
      throw new PlainError(`${folder} is a file; a folder is needed here.`);
    }
    throw new PlainError(`The folder ${folder} can't be read (${code}).`);
  }
}

/** A file's text as editors show it; undefined where it is not there. */
export function readText(folder: string, file: string): string | undefined {
  try {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    // Windows ends lines by two characters, and may begin a file with a mark.
    return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

/**
 * Applies edits to a folder.
 * @throws PlainError where a text to find is not there exactly once
 */
export function applyEdits(folder: string, edits: Edits): void {
  for (const edit of [edits].flat() as Edit[]) {
    const full = inside(folder, edit.file);
    if (edit.remove) {
      if (!fs.existsSync(full)) throw missing(edit.file);
      fs.rmSync(full);
      continue;
    }
    const text = edit.write ?? replaceOnce(folder, edit);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  }
}

// An edit is data; it must not reach beyond the folder it is for.
function inside(folder: string, file: string): string {
  const full = path.resolve(folder, file);
  if (!full.startsWith(path.resolve(folder) + path.sep)) {
    throw new PlainError(`An edit names ${file}, which is outside its folder.`);
  }
  return full;
}

function missing(file: string): PlainError {
  return new PlainError(`An edit wants ${file}, which is not there.`);
}

function replaceOnce(
  folder: string,
  { file, find = '', replace = '' }: Edit,
): string {
  const text = readText(folder, file);
  if (text === undefined) throw missing(file);
  if (find === '') {
    throw new PlainError(
      `An edit of ${file} must say what to find, what to write, or to remove.`,
    );
  }
  const times = text.split(find).length - 1;
  if (times !== 1) {
    throw new PlainError(
      `An edit wants this once in ${file}, and it is there ${times} times: ${find}`,
    );
  }
  // A function, for `$` in a replacement text means something to JavaScript.
  return text.replace(find, () => replace);
}

/** A copy of a checkpoint inside the repository, so that packages resolve. */
export function copyStep(lesson: Lesson): TemporaryFolder {
  return copyFolder(stepFolder(lesson));
}

/** A copy of any folder (what `listFiles` lists) inside `.course/work`. */
export function copyFolder(from: string): TemporaryFolder {
  const work = path.join(root, '.course', 'work');
  sweep(work);
  const random = randomBytes(4).toString('hex');
  const name = `${path.basename(from)}-${process.pid}-${random}`;
  const to = path.join(work, name);
  fs.mkdirSync(to, { recursive: true });
  for (const file of listFiles(from)) {
    fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    fs.copyFileSync(path.join(from, file), path.join(to, file));
  }
  const remove = () => {
    copies.delete(to);
    removeCopy(to);
  };
  process.off('exit', removeAll).once('exit', removeAll);
  copies.set(to, from);
  return { path: to, remove };
}

// One listener for all of them: Node warns of more than ten.
const copies = new Map<string, string>();

/** The folder that a copy was made of; undefined where it is none. */
export function copiedFrom(folder: string): string | undefined {
  return copies.get(path.resolve(folder));
}

function removeAll(): void {
  [...copies.keys()].forEach(removeCopy);
}

function removeCopy(folder: string): void {
  // Windows holds files for a moment after the server that read them ended.
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

let swept = false;

// A killed process never takes its copies away: the next one does.
function sweep(work: string): void {
  if (swept || !fs.existsSync(work)) return;
  swept = true;
  for (const name of fs.readdirSync(work)) {
    const pid = Number(/-(\d+)-[0-9a-f]{8}$/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    fs.rmSync(path.join(work, name), { recursive: true, force: true });
  }
}

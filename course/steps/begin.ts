// The student's folder at the beginning of a lesson: the checkpoint before it,
// in a git repository of its own, with a saved copy of what was there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { stateFolder, studentFolder } from '../state';
import { listFiles } from './index';

/** What stays where it is: the student's history, settings and packages. */
const lock = 'package-lock.json';
const kept = ['.git', '.env', 'node_modules', lock];

/** What `beginIn` did. */
export interface Begun {
  /** Where the copy of the earlier files is; undefined: there were none. */
  readonly saved?: string;
  /** True where the folder held exactly this checkpoint already. */
  readonly unchanged: boolean;
  /** Their files that are other ones now, or gone. */
  readonly differing: readonly string[];
}

/**
 * Makes a folder hold a checkpoint and nothing else, but for `.git`, `.env`,
 * `node_modules` and npm's lock file.
 * @param folder absolute path; made if it isn't there
 * @param before the checkpoint to begin from; undefined: an empty folder
 * @param only of its files just these
 * @throws PlainError where the folder is not one to write a server into
 */
export function beginIn(
  folder: string,
  before: Lesson | undefined,
  only?: readonly string[],
): Begun {
  try {
    refuseOddFolders(folder);
    fs.mkdirSync(folder, { recursive: true });
    const files = filesAt(before, only);
    startRepository(folder);
    const own = listFiles(folder).filter((file) => file !== lock);
    const differing = own.filter(
      (file) =>
        !files.get(file)?.equals(fs.readFileSync(path.join(folder, file))),
    );
    if (differing.length === 0 && own.length === files.size) {
      return { unchanged: true, differing };
    }
    const saved = save(folder);
    for (const name of ownEntries(folder)) {
      fs.rmSync(path.join(folder, name), { recursive: true, maxRetries: 3 });
    }
    for (const [file, text] of files) {
      const full = path.join(folder, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    }
    return { saved, unchanged: false, differing };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof PlainError || !code) throw error;
    throw new PlainError(
      `The folder ${folder} can't be written (${code}). Close the programs that use it, or name another folder after the lesson.`,
    );
  }
}

// A server's folder has nothing but the server in it. To take a whole home
// folder away, even with a copy, would be a bad surprise.
function refuseOddFolders(folder: string): void {
  if (isInside(root, folder) || isInside(os.homedir(), folder)) {
    throw new PlainError(
      `${folder} holds more than a server. Name a new folder for yours.`,
    );
  }
  const mine = ['my-server', 'my-workout-log-server', '.course'].map((name) =>
    path.join(root, name),
  );
  if (isInside(folder, root) && !mine.some((one) => isInside(folder, one))) {
    throw new PlainError(
      `${folder} belongs to the course. Use my-server, or a folder outside the course.`,
    );
  }
  const there = ownEntries(folder);
  const isServer = there.some((name) =>
    /^(package\.json|\.gitignore|(app|server|index)\.[cm]?[jt]s)$/.test(name),
  );
  if (there.length > 0 && !isServer && folder !== studentFolder()) {
    throw new PlainError(
      `${folder} has other things in it, for example ${there[0]}. Name a new or an empty folder.`,
    );
  }
}

function isInside(one: string, other: string): boolean {
  const way = path.relative(realPath(other), realPath(one));
  return way !== '..' && !/^\.\.[\\/]/.test(way) && !path.isAbsolute(way);
}

// Also of a folder that isn't there yet: a link may be anywhere on the way.
function realPath(folder: string): string {
  if (fs.existsSync(folder)) return fs.realpathSync(folder);
  const parent = path.dirname(folder);
  if (parent === folder) return folder;
  return path.join(realPath(parent), path.basename(folder));
}

function ownEntries(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => !kept.includes(name));
}

function filesAt(
  checkpoint: Lesson | undefined,
  only?: readonly string[],
): Map<string, Buffer> {
  const folder = checkpoint && stepFolder(checkpoint);
  const files = new Map(
    (folder ? listFiles(folder) : [])
      .filter((file) => !only || only.includes(file))
      .map((file) => [file, fs.readFileSync(path.join(folder!, file))]),
  );
  // Without one, npm would take the course's own package.json for the student's.
  if (!files.has('package.json')) {
    files.set('package.json', Buffer.from('{\n  "private": true\n}\n'));
  }
  return files;
}

function save(folder: string): string | undefined {
  const entries = ownEntries(folder);
  if (entries.length === 0) return undefined;
  const now = new Date();
  const stamp = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace(/[T:]/g, '-');
  const to = path.join(
    stateFolder,
    'saved',
    `${path.basename(folder)}-${stamp}`,
  );
  // Two in one second: the second one must not write into the first's copy.
  const free = [to, ...Array.from({ length: 99 }, (_, i) => `${to}-${i + 2}`)];
  const place = free.find((one) => !fs.existsSync(one))!;
  for (const name of entries) {
    fs.cpSync(path.join(folder, name), path.join(place, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isSavable,
    });
  }
  return place;
}

// A socket or a pipe holds nothing, and copying one fails.
function isSavable(file: string): boolean {
  if (path.basename(file) === 'node_modules') return false;
  const kind = fs.lstatSync(file);
  return kind.isFile() || kind.isDirectory() || kind.isSymbolicLink();
}

// The course's repository ignores the student's folder: without one of its own,
// git would have nothing to say about their work.
function startRepository(folder: string): void {
  if (fs.existsSync(path.join(folder, '.git'))) return;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  );
  // Without git the lesson works as well: no reason to stop.
  spawnSync('git', ['init', '--quiet'], { cwd: folder, env, stdio: 'ignore' });
}

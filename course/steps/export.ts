// The course as a git repository of its own: one commit and one tag for each
// checkpoint, for people who compare steps with the tools they have.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { listFiles } from './index';

// Always the same person and the same times: whoever exports the same steps
// gets the same hashes, and can name a commit to somebody else.
const person = { name: 'Node Server course', email: 'course@example.com' };
const firstDate = Date.UTC(2026, 0, 1) / 1000;

/**
 * Writes the checkpoints, in order, as the commits of a new repository.
 * @param folder absolute path; must be empty or not there
 * @returns the hash of each checkpoint's commit, in their order
 * @throws PlainError where the folder is not empty, git is missing, or what
 *   git stored is not byte for byte the step
 */
export function exportCourse(
  folder: string,
  checkpoints: readonly Lesson[],
): string[] {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0) {
    throw new PlainError(
      `${folder} is not empty. Name a new folder: npm run course export <folder>`,
    );
  }
  fs.mkdirSync(folder, { recursive: true });
  const git = gitIn(folder);
  git(
    'init',
    '--quiet',
    '--initial-branch=main',
    '--object-format=sha1',
    '--template=',
  );
  // What is written is what is stored, on every system and with any settings.
  for (const setting of [
    'core.autocrlf=false',
    'core.fileMode=false',
    'core.attributesFile=',
    'core.excludesFile=',
    'commit.gpgSign=false',
    'tag.gpgSign=false',
  ]) {
    git('config', ...setting.split(/=(.*)/s).slice(0, 2));
  }
  const hashes = checkpoints.map((lesson, i) =>
    commit(folder, lesson, firstDate + i * 86_400),
  );
  checkpoints.forEach((lesson, i) => verify(git, lesson, hashes[i]));
  return hashes;
}

function commit(folder: string, lesson: Lesson, seconds: number): string {
  const git = gitIn(folder, `${seconds} +0000`);
  for (const name of fs.readdirSync(folder)) {
    if (name !== '.git')
      fs.rmSync(path.join(folder, name), { recursive: true });
  }
  const from = stepFolder(lesson);
  for (const file of listFiles(from)) {
    const to = path.join(folder, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, fs.readFileSync(path.join(from, file)));
  }
  // A step's own .gitignore must not keep a file of the step out.
  git('add', '--all', '--force');
  const message = `${lesson.id}: ${lesson.title}\n\n${lesson.adds}\n`;
  git('commit', '--quiet', '--allow-empty', '--no-verify', '-m', message);
  git('tag', lesson.id);
  return git('rev-parse', 'HEAD').toString().trim();
}

/** Compares what git stored with the step: the same files, the same bytes. */
function verify(git: Git, lesson: Lesson, hash: string): void {
  const from = stepFolder(lesson);
  const stored = git('ls-tree', '-r', '-z', hash).toString();
  // "100644 blob <hash of the bytes>\t<file>"
  const there = new Map(
    stored
      .split('\0')
      .filter(Boolean)
      .map((line) => line.split('\t'))
      .map(([head, file]) => [file, head.split(' ')[2]]),
  );
  const files = listFiles(from);
  const wrong =
    files.find(
      (file) =>
        there.get(file) !== blobHash(fs.readFileSync(path.join(from, file))),
    ) ?? [...there.keys()].find((file) => !files.includes(file));
  if (wrong) {
    throw new PlainError(
      `The commit of ${lesson.id} differs from its step in ${wrong}. Report this, and don't use the export.`,
    );
  }
}

// Git names a file's content by the hash of its length and its bytes.
function blobHash(bytes: Buffer): string {
  const hash = createHash('sha1').update(`blob ${bytes.length}\0`);
  return hash.update(bytes).digest('hex');
}

type Git = (...args: string[]) => Buffer;

function gitIn(folder: string, date = ''): Git {
  // Variables such as GIT_DIR would lead git to another repository.
  const others = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  const env = {
    ...Object.fromEntries(others),
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
    GIT_COMMITTER_DATE: date,
    // The settings of this person and machine must not change a hash.
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: path.join(folder, '.git', 'none'),
  };
  return (...args) => {
    try {
      const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
      return execFileSync('git', args, { cwd: folder, env, stdio });
    } catch (error) {
      throw asPlain(error as NodeJS.ErrnoException & { stderr?: Buffer });
    }
  };
}

function asPlain(
  error: NodeJS.ErrnoException & { stderr?: Buffer },
): PlainError {
  if (error.code === 'ENOENT') {
    return new PlainError(
      'The export needs git, which is not installed here. Install it from https://git-scm.com and try again.',
    );
  }
  const said = error.stderr?.toString().trim() || error.message;
  return new PlainError(`git could not write the export: ${said}`);
}

// The course as a git repository of its own: one commit and one tag for each
// checkpoint, for people who compare steps with the tools they have.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { listFiles } from './index';

// Always the same person and the same times: whoever exports the same steps
// gets the same hashes, and can name a commit to somebody else.
const person = 'Node Server course <course@example.com>';
const firstDate = Date.UTC(2026, 0, 1) / 1000;

/**
 * Writes the checkpoints, in order, as the commits of a new repository.
 * @param folder absolute path; must be empty or not there
 * @returns the hash of each checkpoint's commit, in their order
 * @throws PlainError where the folder is not empty, or git is missing
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
  git(['init', '--quiet', '--initial-branch=main', '--template=']);
  // What is written is what is stored, on every system and with any settings.
  for (const [name, value] of [
    ['core.autocrlf', 'false'],
    ['core.fileMode', 'false'],
    ['core.attributesFile', ''],
    ['core.excludesFile', ''],
  ]) {
    git(['config', name, value]);
  }
  const commits = checkpoints.map((lesson, i) =>
    commit(lesson, firstDate + i * 86_400),
  );
  git(['fast-import', '--quiet'], Buffer.concat(commits));
  git(['reset', '--quiet', '--hard']);
  return checkpoints.map(({ id }) =>
    git(['rev-parse', `refs/tags/${id}`])
      .toString()
      .trim(),
  );
}

/** A checkpoint as `git fast-import` reads it: the commit, its files, its tag. */
function commit(lesson: Lesson, seconds: number): Buffer {
  const folder = stepFolder(lesson);
  const message = `${lesson.id}: ${lesson.title}\n\n${lesson.adds}`.trim();
  const files = listFiles(folder).flatMap((file) => [
    `M 100644 inline ${file}\n`,
    ...data(fs.readFileSync(path.join(folder, file))),
  ]);
  const parts = [
    'commit refs/heads/main\n',
    `author ${person} ${seconds} +0000\n`,
    `committer ${person} ${seconds} +0000\n`,
    ...data(Buffer.from(`${message}\n`)),
    'deleteall\n',
    ...files,
    `reset refs/tags/${lesson.id}\nfrom refs/heads/main\n\n`,
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function data(bytes: Buffer): (string | Buffer)[] {
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

function gitIn(folder: string) {
  // Variables such as GIT_DIR would lead git to another repository.
  const others = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  const env = {
    ...Object.fromEntries(others),
    // The settings of this person and machine must not change a hash.
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: path.join(folder, '.git', 'none'),
    GIT_DEFAULT_HASH: 'sha1',
  };
  return (args: string[], input?: Buffer): Buffer => {
    try {
      const options = { cwd: folder, env, input, stdio: 'pipe' } as const;
      return execFileSync('git', args, options);
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

// What a folder's .gitignore keeps out of Git: Git itself says it, for it knows
// all patterns.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Whether a folder's own .gitignore files name a path, there or not; neither
 * this machine's settings nor a repository around the folder matter.
 * Undefined where Git is not installed.
 */
export function isIgnored(folder: string, file: string): boolean | undefined {
  const args = ['check-ignore', '--no-index', '--quiet', '--', file];
  try {
    git([`--work-tree=${folder}`, ...args], folder);
    return true;
  } catch (error) {
    const { status } = error as { status?: number | null };
    return status === 1 ? false : undefined;
  }
}

function git(args: string[], cwd: string): void {
  const settings = ['core.excludesFile=', 'core.bare=false'];
  const options = settings.flatMap((one) => ['-c', one]);
  // GIT_DIR and the like of whoever types this are no part of the question.
  const own = Object.entries(process.env).filter(([n]) => !/^GIT_/.test(n));
  execFileSync('git', [`--git-dir=${emptyRepository()}`, ...options, ...args], {
    cwd,
    env: Object.fromEntries(own),
    stdio: 'ignore',
    windowsHide: true,
  });
}

let made: string | undefined;

/** What `git init` would make, as far as Git needs it; gone when Node ends. */
function emptyRepository(): string {
  if (made) return made;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'course-git-'));
  for (const name of ['objects', 'refs']) fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  process.once('exit', () => fs.rmSync(folder, { recursive: true }));
  return (made = folder);
}

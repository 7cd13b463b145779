// The course as a git repository.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { stepFolder, writtenCheckpoints } from '../../course/find-lesson';
import { compareFolders } from '../../course/steps';
import { exportCourse } from '../../course/steps/export';
import { makeFolder } from '../folders';

const some = writtenCheckpoints.slice(0, 4);

function git(folder: string, ...args: string[]): string {
  const ran = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout.trim();
}

describe('exportCourse', () => {
  it('makes a commit and a tag of each checkpoint, byte for byte', () => {
    const folder = path.join(makeFolder(), 'course');
    const hashes = exportCourse(folder, some);
    const tags = git(folder, 'tag').split('\n');
    expect(tags).toEqual(some.map(({ id }) => id));
    expect(git(folder, 'log', '--format=%H').split('\n').reverse()).toEqual(
      hashes,
    );
    for (const lesson of some) {
      git(folder, '-c', 'advice.detachedHead=false', 'checkout', lesson.id);
      expect(compareFolders(stepFolder(lesson), folder)).toEqual([]);
    }
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('gives the same hashes each time, whatever a person’s settings', () => {
    const before = { ...process.env };
    const one = exportCourse(makeFolder(), some);
    const config = path.join(
      makeFolder({
        config: '[core]\n autocrlf = true\n[commit]\n gpgSign = true\n',
      }),
      'config',
    );
    Object.assign(process.env, {
      GIT_CONFIG_GLOBAL: config,
      GIT_AUTHOR_NAME: 'Ada',
      TZ: 'Asia/Tokyo',
    });
    const two = exportCourse(makeFolder(), some);
    process.env = before;
    expect(two).toEqual(one);
  });

  it('refuses a folder with something in it', () => {
    const folder = makeFolder({ 'a.txt': '' });
    expect(() => exportCourse(folder, some)).toThrow('is not empty');
  });

  it('says so where git is missing', () => {
    const { PATH } = process.env;
    process.env.PATH = makeFolder();
    try {
      expect(() => exportCourse(makeFolder(), some)).toThrow('needs git');
    } finally {
      process.env.PATH = PATH;
    }
  });
});

// The pages alone are enough: a reader types what each one says, in order, and
// every check of its lesson passes.
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  checkpointBefore,
  lessonById,
  stepFolder,
  writtenCheckpoints,
} from '../../course/find-lesson';
import { runChecks } from '../../course/checking';
import { checksAt, checksOf } from '../../course/checking/in-force';
import { typeProblems } from '../../course/checking/types';
import { lessonsWithPages, readPage } from '../../course/lessons';
import { copyStep } from '../../course/steps';
import { follow, holdsTheSame } from './reader';

const start = lessonById('04.01.02');
const checkpoints = writtenCheckpoints.filter(({ id }) => id > start.id);
const last = checkpoints.at(-1)!;
const mine = copyStep(start);

afterAll(() => mine.remove());

/** The pages of ideas since the checkpoint before, and the lesson's own. */
function pagesUpTo(id: string) {
  const before = checkpointBefore(lessonById(id))!;
  return lessonsWithPages().filter((one) => one.id > before.id && one.id <= id);
}

describe('a reader who types what the pages say', () => {
  it.each(checkpoints.map(({ id, title }) => [id, title]))(
    'has every check of %s %s pass',
    async (id) => {
      const lesson = lessonById(id);
      for (const page of pagesUpTo(id)) follow(readPage(page), mine.path);
      if (lesson === last) return expectAllToHold();
      // Our own step is judged elsewhere: one that holds the same is as good.
      if (holdsTheSame(mine.path, stepFolder(lesson))) return;
      const only = checksOf(lesson).checks.map(({ key }) => key);
      const { verdicts } = await runChecks({ lesson, folder: mine.path, only });
      expect(verdicts.filter(({ kind }) => kind !== 'pass')).toEqual([]);
    },
    120_000,
  );
});

// In the end all checks in force are asked, for the order of the lines counts
// too; those that are dear are asked of our step alone.
async function expectAllToHold() {
  const only = checksAt(last)
    .filter(({ dependsOn }) => !dependsOn)
    .map(({ key }) => key);
  const report = await runChecks({ lesson: last, folder: mine.path, only });
  const failed = report.verdicts.filter(({ kind }) => kind !== 'pass');
  expect(failed.filter(({ advice }) => !advice)).toEqual([]);
  expect(typeProblems(mine.path, mine.path)).toEqual([]);
}

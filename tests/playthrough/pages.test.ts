// The pages alone are enough: a reader types what each one says, in order, and
// every check of its lesson passes.
import { afterAll, describe, expect, it } from '@jest/globals';
import { checkpointAt, findLesson, stepFolder } from '../../course/find-lesson';
import { checksOf } from '../../course/checking/in-force';
import { runChecks } from '../../course/checking';
import { typeProblems } from '../../course/checking/types';
import { lessonsWithPages, readPage } from '../../course/lessons';
import type { Lesson } from '../../course/outline';
import { copyStep } from '../../course/steps';
import { follow, holdsTheSame } from './reader';

const start = findLesson('04.01.02');
const pages = lessonsWithPages().filter(({ id }) => id > start.id);
const mine = copyStep(start);

afterAll(() => mine.remove());

/** At the end all is run, so that the order of the lines counts too. */
function endsCourse(lesson: Lesson): boolean {
  return lesson === pages.at(-1);
}

describe('a reader who types what the pages say', () => {
  it.each(pages.map(({ id, title }) => [id, title]))(
    'has every check of %s %s pass',
    async (id) => {
      const page = findLesson(id);
      follow(readPage(page), mine.path);
      const lesson = checkpointAt(page)!;
      // Our own step is judged elsewhere: one that holds the same is as good.
      const same = holdsTheSame(mine.path, stepFolder(lesson));
      if (same && !endsCourse(page)) return;
      const only = endsCourse(page)
        ? undefined
        : checksOf(lesson).checks.map(({ key }) => key);
      const { verdicts } = await runChecks({
        lesson,
        folder: mine.path,
        only,
      });
      const failed = verdicts.filter(({ kind }) => kind !== 'pass');
      expect(failed.filter(({ advice }) => !advice)).toEqual([]);
      if (endsCourse(page)) {
        expect(typeProblems(mine.path, mine.path)).toEqual([]);
      }
    },
    40_000,
  );
});

// The pages alone are enough: a reader types what each one says, in order, and
// every check of its lesson passes.
import { afterAll, describe, expect, it } from '@jest/globals';
import { findLesson, writtenCheckpoints } from '../../course/find-lesson';
import { checksOf } from '../../course/checking/in-force';
import { runChecks } from '../../course/checking';
import { typeProblems } from '../../course/checking/types';
import { lessonsWithPages, readPage } from '../../course/lessons';
import { copyStep } from '../../course/steps';
import { follow } from './reader';

const start = findLesson('04.01.02');
const pages = lessonsWithPages().filter(({ id }) => id > start.id);
const last = writtenCheckpoints.at(-1)!;
const mine = copyStep(start);

afterAll(() => mine.remove());

describe('a reader who types what the pages say', () => {
  it.each(pages.map(({ id, title }) => [id, title]))(
    'has every check of %s %s pass',
    async (id) => {
      const lesson = findLesson(id);
      follow(readPage(lesson), mine.path);
      const only = checksOf(lesson).checks.map(({ key }) => key);
      if (only.length === 0) return;
      const { verdicts } = await runChecks({ lesson, folder: mine.path, only });
      expect(verdicts.filter(({ kind }) => kind !== 'pass')).toEqual([]);
    },
    20_000,
  );

  it('ends with a server that all checks in force hold for', async () => {
    const report = await runChecks({ lesson: last, folder: mine.path });
    const failed = report.verdicts.filter(({ kind }) => kind !== 'pass');
    expect(failed.filter(({ advice }) => !advice)).toEqual([]);
    expect(typeProblems(mine.path, mine.path)).toEqual([]);
  }, 30_000);
});

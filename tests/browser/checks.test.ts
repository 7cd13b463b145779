// The checks that look at a page hold on the last step.
import { expect, it } from '@jest/globals';
import { checksAt } from '../../course/checking/in-force';
import { judgeRow } from '../../course/checking/prove';
import { stepFolder, writtenCheckpoints } from '../../course/find-lesson';

const last = writtenCheckpoints.at(-1)!;

it(`has all browser checks of ${last.id} hold`, async () => {
  const mustPass = checksAt(last).filter(({ kind }) => kind === 'browser');
  const row = { lesson: last, folder: stepFolder(last), name: last.id };
  const { lines, passed } = await judgeRow({ ...row, mustPass, mustFail: [] });
  expect(lines).toEqual([]);
  expect(passed).toBeGreaterThan(0);
}, 600_000);

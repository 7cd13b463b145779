// Every step passes all checks in force, and the step before fails exactly the
// new ones.
import { it } from '@jest/globals';
import { judgeRow, matrixRows } from '../../course/checking/prove';
import { writtenCheckpoints } from '../../course/find-lesson';
import { expectNone, shareOf } from './share';

const rows = shareOf(matrixRows(writtenCheckpoints));

// A machine may be busy, and a step has a hundred checks.
it.each(rows.map((row) => [row.name, row] as const))(
  '%s',
  async (_name, row) => expectNone((await judgeRow(row)).lines),
  600_000,
);

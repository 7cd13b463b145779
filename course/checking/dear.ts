// Which checks are asked again, and where. Those that are dear, for they start
// servers of their own or wait for real time, name the files they depend on.
import type { Check } from '../../checks/define';
import {
  courseFinish,
  lessonOfKey,
  stepFolder,
  writtenCheckpoints,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { judge, type Verdict } from './run';

/** A check that takes longer than this, and than most of its neighbours, is dear. */
const dearMs = 300;
const timesMedian = 30;

/**
 * Whether `npm test` asks this check at a step: in its lesson's module; in later
 * ones once, at the last step; at the course finish and the last step of all. A
 * dear one in its lesson, and once a module at the last that touches its files.
 * A fault that an earlier step brings is there still, or mended.
 */
export function isAskedAt(lesson: Lesson, check: Check): boolean {
  const own = lessonOfKey(check.key);
  return (
    own === lesson ||
    (own.module === lesson.module && !check.dependsOn) ||
    lesson === lastInModule(lesson, check) ||
    lesson === courseFinish ||
    lesson === writtenCheckpoints.at(-1)
  );
}

/**
 * Whether `npm run prove` asks this check at a step: all of them everywhere, but
 * the page is looked at, and a folder's own tests are run, only where a file
 * changes that the verdict depends on.
 */
export function isProvedAt(lesson: Lesson, check: Check): boolean {
  return (
    !['browser', 'own tests'].includes(check.kind) ||
    lessonOfKey(check.key) === lesson ||
    lesson === writtenCheckpoints.at(-1) ||
    canChange(lesson, check)
  );
}

function lastInModule({ module }: Lesson, check: Check): Lesson | undefined {
  const { until = '99' } = check;
  return writtenCheckpoints
    .filter((one) => one.module === module && one.id <= until)
    .findLast((one) => canChange(one, check));
}

/** Any file can change the verdict of a check that names none. */
function canChange({ touches }: Lesson, { dependsOn }: Check): boolean {
  return !dependsOn || touches.some((file) => dependsOn.includes(file));
}

/** The checks of this lesson that are slow and do not name their files. */
export async function undeclaredDear(
  lesson: Lesson,
  checks: readonly Check[],
  verdicts: readonly Verdict[],
): Promise<string[]> {
  const isSlow = ({ ms }: Verdict) =>
    ms > dearMs && ms > timesMedian * medianOf(verdicts);
  const suspects = checks.filter(
    (check) =>
      check.dependsOn === undefined &&
      lessonOfKey(check.key) === lesson &&
      verdicts.some((verdict) => verdict.key === check.key && isSlow(verdict)),
  );
  const lines = [];
  for (const check of suspects) {
    // A server's first answer is slow, and so is a busy machine: three times
    // more, and the quickest counts.
    const folder = stepFolder(lesson);
    const again = await judge({ lesson, folder, checks: Array(4).fill(check) });
    const [quickest] = again.verdicts.slice(1).sort((a, b) => a.ms - b.ms);
    if (!isSlow(quickest)) continue;
    const { ms } = quickest;
    lines.push(
      `✖ ${check.key} takes ${ms} ms: name the files it depends on (dependsOn).`,
    );
  }
  return lines;
}

function medianOf(verdicts: readonly Verdict[]): number {
  const all = verdicts.map(({ ms }) => ms).sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)] ?? 0;
}

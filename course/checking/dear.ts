// Checks that are dear: they start servers of their own or wait for real time.
// They name the files on which their verdict depends.
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
 * Whether `npm test` asks this check at a step: a dear one only where its lesson
 * brings it or touches a file that it depends on, at the course finish, and at
 * the last step.
 */
export function isAskedAt(lesson: Lesson, check: Check): boolean {
  const { dependsOn } = check;
  return (
    dependsOn === undefined ||
    lessonOfKey(check.key) === lesson ||
    lesson.touches.some((file) => dependsOn.includes(file)) ||
    lesson === courseFinish ||
    lesson === writtenCheckpoints.at(-1)
  );
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
    // A server's first answer is slow, and so is a busy machine: once more.
    const folder = stepFolder(lesson);
    const twice = await judge({ lesson, folder, checks: [check, check] });
    if (!isSlow(twice.verdicts[1])) continue;
    const { ms } = twice.verdicts[1];
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

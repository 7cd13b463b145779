// Neighbouring checkpoints differ only where the lesson says so, and each
// folder holds only what a student's own project would hold.
import path from 'node:path';
import type { Lesson } from '../outline';
import { compareFolders, listFiles } from '../steps';
import type { Problem } from './problem';

/**
 * The drift of every checkpoint.
 * @param checkpoints the written checkpoints, in order
 * @param folderOf the absolute path of a checkpoint's folder
 */
export function driftProblems(
  root: string,
  checkpoints: readonly Lesson[],
  folderOf: (lesson: Lesson) => string,
): Problem[] {
  return checkpoints.flatMap((lesson, i) => {
    const before = i > 0 ? folderOf(checkpoints[i - 1]) : undefined;
    return stepDriftProblems(root, lesson, folderOf(lesson), before);
  });
}

/**
 * The drift of one checkpoint.
 * @param before the folder of the checkpoint before it; undefined: it is the first
 */
export function stepDriftProblems(
  root: string,
  lesson: Lesson,
  folder: string,
  before: string | undefined,
): Problem[] {
  const at = (file: string, message: string): Problem => ({
    file: path.relative(root, path.join(folder, file)).replaceAll('\\', '/'),
    message,
  });
  const changed = compareFolders(before, folder).map(({ file }) => file);
  const undeclared = changed.filter((file) => !lesson.touches.includes(file));
  const unchanged = lesson.touches.filter((file) => !changed.includes(file));
  return [
    ...undeclared.map((file) =>
      at(
        file,
        `differs from the step before, but ${lesson.id} does not declare it.`,
      ),
    ),
    ...unchanged.map((file) =>
      at(
        file,
        `is declared by ${lesson.id}, but does not differ from the step before.`,
      ),
    ),
    ...listFiles(folder)
      .filter(isStray)
      .map((file) => at(file, 'does not belong into a student’s project.')),
  ];
}

const strayNames =
  /(^|\/)(readme(\.md)?|\.ds_store|.*\.(orig|rej|log|swp)|package-lock\.json|\.env)$/i;

function isStray(file: string): boolean {
  return strayNames.test(file);
}

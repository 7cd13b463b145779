// Which checks judge a lesson's server.
import path from 'node:path';
import { checkpoints, root } from '../find-lesson';
import type { Lesson } from '../outline';
import type { Check, LessonChecks } from '../../checks/define';

/** The checks and edits of one lesson's file in checks/; none for a page. */
export function checksOf(lesson: Lesson): LessonChecks {
  if (lesson.kind === 'page' || !lesson.written) {
    return { lesson: lesson.id, edits: {}, checks: [] };
  }
  const file = path.join(root, 'checks', lesson.name);

  return require(file).default as LessonChecks;
}

/** The lesson from whose id a check's key begins. */
export function lessonOf(check: { readonly key: string }): string {
  return check.key.split('/')[0];
}

/** All checks from the first lesson to this one that no lesson has retired. */
export function checksAt(
  lesson: Lesson,
  all: readonly Lesson[] = checkpoints,
): Check[] {
  const past = all.filter(({ id }) => id <= lesson.id);
  const retired = new Set(past.flatMap(({ retires }) => retires));
  return past
    .flatMap((one) => checksOf(one).checks)
    .filter(({ key }) => !retired.has(key));
}

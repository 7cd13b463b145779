// Which checks judge a lesson's server.
import path from 'node:path';
import { checkpoints, root } from '../find-lesson';
import type { Lesson } from '../outline';
import { readText } from '../steps/files';
import type { Check, LessonChecks } from '../../checks/define';

/** The checks and edits of one lesson's file in checks/; none for a page. */
export function checksOf(lesson: Lesson): LessonChecks {
  if (lesson.kind === 'page' || !lesson.written) {
    return { lesson: lesson.id, edits: {}, acts: {}, checks: [] };
  }
  const file = path.join(root, 'checks', lesson.name);

  return require(file).default as LessonChecks;
}

/** The checks in force at a lesson: begun there or before, and not yet ended. */
export function checksAt(lesson: Lesson): Check[] {
  return checkpoints
    .filter(({ id }) => id <= lesson.id)
    .flatMap((begun) => checksOf(begun).checks)
    .filter(({ until = lesson.id }) => lesson.id <= until);
}

/** Whether a folder does this lesson's task as a new server of its own. */
export function standsAlone(lesson: Lesson, folder: string): boolean {
  const file = (name: string) => readText(folder, name);
  return checksOf(lesson).standsAlone?.({ folder, file }) ?? false;
}

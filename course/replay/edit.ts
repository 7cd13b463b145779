// The edits of a page: a lesson's own, kept beside its checks.
import { structuredPatch } from 'diff';
import { checksOf } from '../checking';
import { stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { applyEdits, compareFolders, copyStep, type Edits } from '../steps';

/** The edit of that name. @throws PlainError that names those there are */
export function findEdit(lesson: Lesson, name: string): Edits {
  const { edits = {} } = checksOf(lesson);
  if (Object.hasOwn(edits, name)) return edits[name];
  const known = Object.keys(edits).join(', ') || 'none';
  throw new PlainError(
    `checks/${lesson.name}.ts has no edit "${name}". It has: ${known}.`,
  );
}

/** Applies it to a copy of the lesson's step. */
export function editStep(folder: string, lesson: Lesson, name: string): void {
  applyEdits(folder, findEdit(lesson, name));
}

/**
 * The edit as a `diff` block shows it: each change with the line above and
 * below it; the file's name only where there are several.
 */
export function editAsDiff(lesson: Lesson, name: string): string {
  const copy = copyStep(lesson);
  try {
    editStep(copy.path, lesson, name);
    const hunks = compareFolders(stepFolder(lesson), copy.path).flatMap(
      ({ file, before, after }) =>
        hunksOf(before, after).map((lines) => ({ file, lines })),
    );
    const several = hunks.length > 1;
    return hunks
      .flatMap(({ file, lines }) =>
        several ? [`@@ ${file} @@`, ...lines] : lines,
      )
      .map((line) => `${line.trimEnd()}\n`)
      .join('');
  } finally {
    copy.remove();
  }
}

function hunksOf(before: string, after: string): string[][] {
  const { hunks } = structuredPatch('', '', before, after, '', '', {
    context: 1,
  });
  return hunks.map(({ lines }) => {
    const real = lines.filter((line) => !line.startsWith('\\'));
    const first = real[0].trim() === '' ? 1 : 0;
    const last = real.at(-1)!.trim() === '' ? -1 : undefined;
    return real.slice(first, last);
  });
}

// Finds lessons by id, by key, by what a person types; and their neighbours.
import path from 'node:path';
import { editDistance } from './edit-distance';
import { lessons, type Lesson } from './outline';
import { PlainError } from './plain-error';

export const root = path.resolve(__dirname, '..');

/** All lessons with a folder of their own, in order (written or coming). */
export const checkpoints = lessons.filter((one) => one.kind === 'checkpoint');

/** The checkpoints whose folders exist. */
export const writtenCheckpoints = checkpoints.filter((one) => one.written);

/** The last lesson of the old course; what comes after it we added. */
export const courseFinish = lessonById('13.02.04');

/** The absolute path of a checkpoint's folder. */
export function stepFolder(lesson: Lesson): string {
  const last = lesson.id === '15.10';
  return path.join(root, last ? 'final' : path.join('steps', lesson.name));
}

/** The checkpoint before this lesson, or undefined before the first. */
export function checkpointBefore(lesson: Lesson): Lesson | undefined {
  return checkpoints.filter((one) => one.id < lesson.id).at(-1);
}

/** The lesson itself if it is a checkpoint, else the checkpoint before it. */
export function checkpointAt(lesson: Lesson): Lesson | undefined {
  return lesson.kind === 'checkpoint' ? lesson : checkpointBefore(lesson);
}

/** The lesson before and after in reading order, coming ones included. */
export function neighbours(lesson: Lesson): {
  previous?: Lesson;
  next?: Lesson;
} {
  const at = lessons.indexOf(lesson);
  return { previous: lessons[at - 1], next: lessons[at + 1] };
}

/** The lesson with exactly this id. @throws PlainError where there is none */
export function lessonById(id: string): Lesson {
  const found = lessons.find((lesson) => lesson.id === id);
  if (found) return found;
  throw new PlainError(`There is no lesson "${id}".`);
}

/** The lesson that a check or a request begins with: `03.02/about` → 03.02. */
export function lessonOfKey(key: string): Lesson {
  return lessonById(key.split('/')[0]);
}

/**
 * The lesson a person means by an id (`03.02`, `3.2`), a slug, a folder name or
 * path, `finish` (the course finish), or any part that only one lesson has.
 * @throws PlainError that names the nearest lessons where there is none, or
 *   the candidates where there are several.
 */
export function findLesson(word: string): Lesson {
  const wanted = path
    .basename(word.trim().replace(/[\\/]+$/, ''))
    .toLowerCase();
  if (wanted === 'finish') return courseFinish;
  if (wanted === 'final') return lessonById('15.10');
  const padded = wanted.replace(/\d+/g, (digits) => digits.padStart(2, '0'));
  const exact = lessons.find(
    (one) =>
      one.id === wanted ||
      (/^[\d.]+$/.test(wanted) && one.id === padded) ||
      one.name === wanted,
  );
  if (exact) return exact;
  const bySlug = lessons.filter((one) => one.slug === wanted);
  const byPart = lessons.filter((one) => matchesPart(one, wanted));
  const matches = !wanted ? [] : bySlug.length > 0 ? bySlug : byPart;
  if (matches.length === 1) return matches[0];
  if (matches.length > 1) {
    const some = matches.slice(0, 6).map(label).join(', ');
    const more = matches.length > 6 ? ` and ${matches.length - 6} more` : '';
    throw new PlainError(
      `"${word}" could be several lessons: ${some}${more}. Type one of the ids.`,
    );
  }
  const near = nearest(wanted).map(label).join(' or ');
  throw new PlainError(
    `There is no lesson "${word}". Did you mean ${near}? "npm run list" shows all lessons.`,
  );
}

/** The same where it is written. @throws PlainError where it is coming */
export function findWritten(word: string): Lesson {
  const lesson = findLesson(word);
  if (lesson.written) return lesson;
  throw new PlainError(
    `Lesson ${label(lesson)} is coming: it is not written yet.`,
  );
}

/** Those of a list that lie inside a module or a section; else the lesson. */
export function findInside(word: string, among: readonly Lesson[]): Lesson[] {
  const inside = among.filter((one) => `${one.id}.`.startsWith(`${word}.`));
  return inside.length > 0 ? inside : [findWritten(word)];
}

function matchesPart(lesson: Lesson, part: string): boolean {
  return (
    lesson.id.startsWith(`${part}.`) ||
    lesson.name.includes(part) ||
    lesson.title.toLowerCase().includes(part)
  );
}

function label(lesson: Lesson): string {
  return `${lesson.id} (${lesson.title})`;
}

function nearest(word: string): Lesson[] {
  const distance = (one: Lesson) =>
    Math.min(
      ...[one.id, one.slug, one.title.toLowerCase()].map((name) =>
        editDistance(word, name),
      ),
    );
  return [...lessons].sort((a, b) => distance(a) - distance(b)).slice(0, 2);
}

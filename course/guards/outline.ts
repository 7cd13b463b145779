// The outline and the files agree: each written lesson has its page, each
// checkpoint its folder and checks, and nothing lies there that no lesson has.
import fs from 'node:fs';
import path from 'node:path';
import { courseFinish } from '../find-lesson';
import type { Lesson } from '../outline';
import type { Problem } from './problem';

/** Compares `lessons` with the files below `root` (an absolute path). */
export function outlineProblems(
  root: string,
  lessons: readonly Lesson[],
): Problem[] {
  return [
    ...orderProblems(lessons),
    ...folderProblems(root, 'docs', '.md', lessons),
    ...folderProblems(root, 'steps', '', lessons.filter(isCheckpoint)),
    ...folderProblems(root, 'checks', '.ts', lessons.filter(isCheckpoint)),
    ...stepListProblems(root, lessons),
  ];
}

function isCheckpoint(lesson: Lesson): boolean {
  return lesson.kind === 'checkpoint';
}

function orderProblems(lessons: readonly Lesson[]): Problem[] {
  const at = (message: string) => ({ file: 'course/outline.ts', message });
  return lessons.flatMap((lesson, i) => {
    const found: Problem[] = [];
    if (i > 0 && lessons[i - 1].id >= lesson.id) {
      found.push(at(`${lesson.id} does not come after ${lessons[i - 1].id}.`));
    }
    return found;
  });
}

function folderProblems(
  root: string,
  folder: string,
  ending: string,
  lessons: readonly Lesson[],
): Problem[] {
  const there = new Set(
    fs
      .readdirSync(path.join(root, folder))
      .filter((name) => /^\d\d\./.test(name)),
  );
  const problems: Problem[] = [];
  for (const lesson of lessons) {
    const name = lesson.name + ending;
    // The last checkpoint's folder is final/.
    if (folder === 'steps' && lesson.id === '15.10') continue;
    const exists = there.delete(name);
    const file = `${folder}/${name}`;
    if (lesson.written && !exists) {
      problems.push({ file, message: `is missing: ${lesson.id} is written.` });
    }
    if (!lesson.written && exists) {
      const message = `is there, but the outline calls ${lesson.id} coming.`;
      problems.push({ file, message });
    }
  }
  for (const name of there) {
    problems.push({ file: `${folder}/${name}`, message: 'is no lesson’s.' });
  }
  return problems;
}

/** The text of steps/README.md: the list of checkpoints, for GitHub. */
export function stepList(lessons: readonly Lesson[]): string {
  const rows = lessons
    .filter((lesson) => isCheckpoint(lesson) && lesson.written)
    .map(
      ({ id, name, title, adds }) =>
        `| [${id}](${name}) | ${title} | ${id === courseFinish.id ? `the course finish: ${adds}` : adds} | [page](../docs/${name}.md) |`,
    );
  return [
    '# The checkpoints',
    '',
    'One folder a checkpoint: the whole server as it stands at the end of that lesson. Made from `course/outline.ts` by `npm run guard fix`.',
    '',
    '| lesson | title | what it adds | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function stepListProblems(root: string, lessons: readonly Lesson[]): Problem[] {
  const file = 'steps/README.md';
  const full = path.join(root, file);
  const now = fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : '';
  if (now === stepList(lessons)) return [];
  return [{ file, message: 'is not current: type "npm run guard fix".' }];
}

// Where the site has each lesson, and the anchors of headings.
import { lessons, type Lesson } from '../outline';

/** The page of a lesson on the site, relative to the site's root. */
export function lessonUrl(lesson: Lesson): string {
  return `lessons/${lesson.id}.html`;
}

/** The page of what a checkpoint changed, relative to the site's root. */
export function diffUrl(lesson: Lesson): string {
  return `changes/${lesson.id}.html`;
}

/** The lesson whose page a file in docs/ is. */
export function lessonOfFile(name: string): Lesson | undefined {
  return lessons.find((one) => `${one.name}.md` === name);
}

/**
 * The anchor of a heading, as GitHub makes it, so that a link works there too.
 * @param taken the anchors so far; the new one is added
 */
export function anchorFor(heading: string, taken: Set<string>): string {
  const plain = heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
  let anchor = plain;
  for (let i = 1; taken.has(anchor); i++) anchor = `${plain}-${i}`;
  taken.add(anchor);
  return anchor;
}

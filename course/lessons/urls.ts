// Where the site has each lesson, and the anchors of headings.
import { lessons, type Lesson } from '../outline';

/** The address of a lesson's page, the same live and on the static site. */
export function lessonUrl(lesson: Lesson): string {
  return `/lessons/${lesson.name}/`;
}

/** The lesson whose page a file in docs/ is. */
export function lessonOfFile(name: string): Lesson | undefined {
  return lessons.find((one) => `${one.name}.md` === name);
}

/** Ids that the frame around an article has taken: no heading may make one. */
export const takenIds: readonly string[] = [
  ...['read', 'changes', 'run', 'requests', 'checks', 'tables'],
  ...['main', 'outline', 'search', 'theme', 'toast'],
];

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

/** Splits `03.02-x.md#why` into its file and its anchor, both '' if absent. */
export function splitLink(href: string): { file: string; anchor: string } {
  const [file, anchor = ''] = decodeURI(href).split('#');
  return { file, anchor };
}

/** True for a link that leads away from the repository. */
export function isOutside(href: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(href);
}

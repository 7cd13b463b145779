// A page with a body of the test's own.
import { lessonById } from '../../course/find-lesson';
import { parsePage, type Page } from '../../course/lessons';

/** A page of a lesson; its body begins on line 7, below the heading on line 8. */
export function pageOf(body: string, id = '03.02'): Page {
  const lesson = lessonById(id);
  const top = `---\nid: ${id}\ntitle: ${lesson.title}\ngoals:\n  - one\n---\n`;
  const text = `${top}\n# ${lesson.title}\n\n${body}`;
  return parsePage(lesson, 'docs/page.md', text);
}

/** A fenced block. */
export function fence(info: string, body = ''): string {
  return `\`\`\`${info}\n${body}\`\`\`\n`;
}

// A lesson's page as it is written: front matter, Markdown, fenced blocks.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { lessons, type Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { readText } from '../steps';
import { findBlocks, type Block } from './blocks';
import { readFrontMatter } from './front-matter';

/** One page, read. */
export interface Page {
  readonly lesson: Lesson;
  readonly title: string;
  readonly goals: readonly string[];
  /** The Markdown below the front matter. */
  readonly body: string;
  /** The line of the file that `body` begins on, 1-based. */
  readonly bodyLine: number;
  readonly blocks: readonly Block[];
  /** Relative to the repository's root, with `/`. */
  readonly file: string;
  /** The whole file, LF. */
  readonly text: string;
}

/** Where a lesson's page is, relative to the repository's root. */
export function pageFile(lesson: Lesson): string {
  return `docs/${lesson.name}.md`;
}

/** The lessons whose pages are there. */
export function lessonsWithPages(): Lesson[] {
  return lessons.filter((one) => fs.existsSync(path.join(root, pageFile(one))));
}

/**
 * Reads a lesson's page.
 * @throws PlainError with file and line where it is not as it must be
 */
export function readPage(lesson: Lesson): Page {
  const text = readText(root, pageFile(lesson));
  if (text === undefined) {
    const why = lesson.written ? 'is missing' : 'is not written yet';
    throw new PlainError(`The page ${pageFile(lesson)} ${why}.`);
  }
  return parsePage(lesson, pageFile(lesson), text);
}

/** The same for a text that is at hand. */
export function parsePage(lesson: Lesson, file: string, text: string): Page {
  const { id, title, goals, bodyLine } = readFrontMatter(text, file);
  if (id !== lesson.id) {
    throw new PlainError(
      `${file}:2 The id is "${id}", but the page is that of ${lesson.id}.`,
    );
  }
  const blocks = findBlocks(text, file, bodyLine);
  const body = text
    .split('\n')
    .slice(bodyLine - 1)
    .join('\n');
  return { lesson, title, goals, body, bodyLine, blocks, file, text };
}

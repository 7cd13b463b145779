// Renders lesson pages and keeps them until a file they were made from changes.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  checkpointAt,
  checkpointBefore,
  lessonById,
  root,
  stepFolder,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { compareFolders, listFiles } from '../steps';
import type { Changes, Parts } from './lesson-page';

// The highlighter takes a third of a second to load: the first page does not
// wait for it.
function renderer() {
  return require('../lessons') as typeof import('../lessons');
}

const kept = new Map<string, { stamp: string; parts: Promise<Parts> }>();

/** The rendered parts of a lesson's page. */
export function partsOf(lesson: Lesson): Promise<Parts> {
  const stamp = stampOf(lesson);
  const known = kept.get(lesson.id);
  if (known?.stamp === stamp) return known.parts;
  const parts = render(lesson);
  kept.set(lesson.id, { stamp, parts });
  // A failure is not kept: the next look may find the file mended.
  parts.catch(() => kept.delete(lesson.id));
  return parts;
}

/** Forgets all pages: a file changed that any of them may show. */
export function forgetPages(): void {
  kept.clear();
}

async function render(lesson: Lesson): Promise<Parts> {
  const { readPage, renderPage } = renderer();
  const page = readPage(lesson);
  const article = await renderPage(page);
  const changes = await changesOf(lesson);
  const goals = [...page.goals];
  const parts = { title: page.title, goals, article, changes };
  const stamp = createHash('sha256').update(JSON.stringify(parts));
  return { ...parts, stamp: stamp.digest('hex').slice(0, 16) };
}

async function changesOf(lesson: Lesson): Promise<Changes> {
  if (lesson.kind === 'page') return { files: [], split: '', unified: '' };
  const before = checkpointBefore(lesson);
  return changesBetween(before && stepFolder(before), stepFolder(lesson));
}

/** The differences between two folders, rendered in both looks. */
export async function changesBetween(
  a: string | undefined,
  b: string,
): Promise<Changes> {
  const { renderDiff } = renderer();
  const diffs = compareFolders(a, b);
  return {
    files: diffs.map(({ file, kind, added, removed }) => {
      return { file, kind, added, removed };
    }),
    split: await renderDiff(diffs, 'split'),
    unified: await renderDiff(diffs, 'unified'),
  };
}

/** The search index of all pages, as a script that a page from a disk can load. */
export function searchScript(): string {
  const { readPage, buildSearch, lessonsWithPages, searchOptions } = renderer();
  const written = lessonsWithPages().filter((one) => one.written);
  const json = buildSearch(written.map(readPage));
  const script = JSON.stringify({ json, options: searchOptions });
  return `window.courseSearch = ${script};\n`;
}

/** The stylesheet for the colours of code. */
export function codeColours(): Promise<string> {
  return renderer().codeCss();
}

/** Loads the highlighter and its grammars, so that the next page is quick. */
export async function warm(): Promise<void> {
  await partsOf(lessonById('03.02')).catch(() => undefined);
}

/** Changes when the page's file or a file of its steps does. */
function stampOf(lesson: Lesson): string {
  const at = checkpointAt(lesson);
  const before = checkpointBefore(lesson);
  const folders = [at, before].flatMap((one) => (one ? [stepFolder(one)] : []));
  const files = folders
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) =>
      listFiles(folder).map((one) => path.join(folder, one)),
    );
  return [path.join(root, 'docs', `${lesson.name}.md`), ...files]
    .map((file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    .join();
}

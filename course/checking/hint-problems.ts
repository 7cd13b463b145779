// Every hint leads somewhere: the paragraph is on the page, the place in the step.
import fs from 'node:fs';
import path from 'node:path';
import { findLesson, root, stepFolder } from '../find-lesson';
import { findSymbol } from '../lessons';
import { readText } from '../steps';
import type { Check } from './define';
import { lessonOf } from './in-force';

/** Sentences about what a check's hints point to and isn't there. */
export function hintProblems(check: Check): string[] {
  const lesson = findLesson(lessonOf(check));
  const { page, where } = check.hints;
  const [file, symbol] = where.split(/#(.*)/s);
  const source = readText(stepFolder(lesson), file);
  const problems: string[] = [];
  if (!anchorsOf(lesson.name).has(page.slice(1))) {
    problems.push(`its page docs/${lesson.name}.md has no ${page}`);
  }
  if (source === undefined) problems.push(`the step has no ${file}`);
  else if (symbol && !hasSymbol(source, file, symbol)) {
    problems.push(`${file} has no ${symbol}`);
  }
  return problems.map(
    (one) => `✖ The hints of ${check.key} lead nowhere: ${one}.`,
  );
}

function hasSymbol(source: string, file: string, symbol: string): boolean {
  try {
    findSymbol(source, file, symbol);
    return true;
  } catch {
    return false;
  }
}

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(name: string): Set<string> {
  const file = path.join(root, 'docs', `${name}.md`);
  if (!fs.existsSync(file)) return new Set();
  const headings = fs.readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gm);
  const anchors = [...headings].map(([, text]) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(anchors);
}

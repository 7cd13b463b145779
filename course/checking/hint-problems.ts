// Every hint leads somewhere: the paragraph is on the page, the place in the step.
import { lessonOfKey, root, stepFolder } from '../find-lesson';
import { findSymbol, headingsOf, markdownReader, pageFile } from '../lessons';
import type { Lesson } from '../outline';
import { readText } from '../steps';
import type { Check } from '../../checks/define';

/** Sentences about what a check's hints point to and isn't there. */
export function hintProblems(check: Check): string[] {
  const lesson = lessonOfKey(check.key);
  const { page, where } = check.hints;
  const [file, symbol] = where.split(/#(.*)/s);
  const source = readText(stepFolder(lesson), file);
  const problems: string[] = [];
  if (!anchorsOf(lesson).has(page.slice(1))) {
    problems.push(`its page ${pageFile(lesson)} has no ${page}`);
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

/** The anchors of a page's headings. */
function anchorsOf(lesson: Lesson): Set<string> {
  const text = readText(root, pageFile(lesson)) ?? '';
  const headings = headingsOf(markdownReader().parse(text, {}));
  return new Set(headings.map(({ anchor }) => anchor));
}

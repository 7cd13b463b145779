// The rungs of help for a check that does not hold.
import { lessonOfKey, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { compareFolders, unifiedDiff } from '../steps';
import type { Check } from '../../checks/define';

/** A question, the paragraph, the place in our step, the difference to it. */
export function hintsFor(
  check: Check,
  lesson: Lesson,
  folder: string,
): string[] {
  const { nudge, page, where } = check.hints;
  const home = lessonOfKey(check.key);
  const [file, symbol] = where.split(/#(.*)/s);
  return [
    nudge,
    `Read docs/${home.name}.md${page}`,
    `Look at ${symbol ? `${symbol} in ${file}` : file} of our step: ${home.id}`,
    difference(file, [lesson, home], folder),
  ];
}

function difference(file: string, candidates: Lesson[], folder: string) {
  for (const lesson of candidates) {
    const step = stepFolder(lesson);
    if (step === folder) return '';
    const diffs = compareFolders(folder, step);
    const found = diffs.find((one) => one.file === file);
    if (found && found.kind !== 'removed') {
      return `From yours to ours (${lesson.id}):\n${unifiedDiff([found])}`;
    }
  }
  return `Your ${file} is the same as ours: look at the files that it uses.`;
}

// The rungs of help for a check that does not hold.
import { lessonOfKey, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { compareFolders, unifiedDiff } from '../steps';
import type { Check } from '../../checks/define';

/** One rung of help; terminal and page each show it in their own way. */
export type Hint =
  | { readonly rung: 'ask'; readonly question: string }
  /** A paragraph of a lesson's page: `#the-change` of `03.02-…`. */
  | {
      readonly rung: 'read';
      readonly page: string;
      readonly title: string;
      readonly anchor: string;
    }
  /** A file of our step, or one place in it. */
  | {
      readonly rung: 'look';
      readonly lesson: string;
      readonly file: string;
      readonly symbol?: string;
    }
  /** From the student's file to ours; no difference where they are alike. */
  | {
      readonly rung: 'compare';
      readonly lesson: string;
      readonly file: string;
      readonly difference?: string;
    };

/** A question, the paragraph, the place in our step, the difference to it. */
export function hintsFor(
  check: Check,
  lesson: Lesson,
  folder: string,
  nudge = check.hints.nudge,
): Hint[] {
  const { page, where } = check.hints;
  const home = lessonOfKey(check.key);
  const [file, symbol] = where.split(/#(.*)/s);
  const { id, name, title } = home;
  return [
    { rung: 'ask', question: nudge },
    { rung: 'read', page: name, title, anchor: page },
    { rung: 'look', lesson: id, file, symbol },
    ...comparison(file, [lesson, home], folder),
  ];
}

function comparison(
  file: string,
  candidates: Lesson[],
  folder: string,
): Hint[] {
  for (const lesson of candidates) {
    const step = stepFolder(lesson);
    if (step === folder) return [];
    const diffs = compareFolders(folder, step);
    const found = diffs.find((one) => one.file === file);
    if (found && found.kind !== 'removed') {
      const difference = unifiedDiff([found]).trimEnd();
      return [{ rung: 'compare', lesson: lesson.id, file, difference }];
    }
  }
  return [{ rung: 'compare', lesson: candidates[0].id, file }];
}

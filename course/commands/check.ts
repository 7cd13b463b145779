// `npm run check`: judges a server folder by a lesson's checks.
import fs from 'node:fs';
import path from 'node:path';
import { envAdvice, typeAdvice } from '../checking/advice';
import { climb } from '../checking/climb';
import { runChecks, type Verdict } from '../checking/run';
import {
  adviceLines,
  causeLines,
  closingLines,
  exitCodeOf,
  nothingTold,
  verdictLines,
} from '../checking/tell';
import type { Command } from '../command';
import {
  checkpointAt,
  findWritten,
  lessonOfKey,
  stepFolder,
} from '../find-lesson';
import { tellFailure } from '../failure';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import { watchFolder } from '../servers/watch';
import { currentLesson, newServerFolder, studentFolder } from '../state';
import { short, typedFolder, typedPath, untilAskedToEnd } from '../terminal';
import { noteProgress } from '../workbench/progress';

export const command: Command = {
  summary: 'judges your server by what a lesson asks for',
  usage: [
    'npm run check                  your folder, by the lesson you began last',
    'npm run check 03.02            your folder; where there is none, our step',
    'npm run check 03.02 hint       one hint more for each check that fails',
    'npm run check 03.02 watch      again after each save',
    'npm run check 03.02 step       our step',
    'npm run check 03.02 ../mine    any folder',
  ],
  help: 'The lesson’s own checks come first, then those of earlier lessons that still hold for it. At 12.00 a new server, one without the /authtest of the course, is asked for nothing but the assignment. Advice is told apart: nothing fails by it.',
  async run(words, flags) {
    const wanted = understand(words);
    if (wanted.watch) return watch(wanted);
    const { report, advice } = await check(wanted, flags.json === true);
    if (flags.json) {
      const verdicts = [...report.verdicts, ...advice];
      console.log(JSON.stringify({ ...report, verdicts }, null, 2));
    }
    return exitCodeOf(report);
  },
};

interface Wanted {
  readonly lesson: Lesson;
  /** The page that was asked for, where the lesson is the one before it. */
  readonly page?: Lesson;
  readonly folder: string;
  /** Whose folder it is, in words. */
  readonly whose: string;
  readonly mine: boolean;
  /** How to type this check again, without `npm run`. */
  readonly again: string;
  readonly hint: boolean;
  readonly watch: boolean;
}

function understand(words: string[]): Wanted {
  const has = (word: string) => words.includes(word);
  const rest = words.filter(
    (word) => !['hint', 'watch', 'step', 'mine'].includes(word),
  );
  const places = rest.filter(typedFolder);
  const [word, tooMuch] = rest.filter((one) => !places.includes(one));
  if (tooMuch || places.length > 1) {
    throw new PlainError(
      `One lesson and one folder, please; I read "${tooMuch ?? places[1]}" too.`,
    );
  }
  const [lesson, page] = lessonToJudge(word ?? currentLesson());
  return {
    lesson,
    page,
    hint: has('hint'),
    watch: has('watch'),
    ...folderOf(lesson, places[0], has('step')),
  };
}

function lessonToJudge(word: string | undefined): [Lesson, Lesson?] {
  if (word === undefined) {
    throw new PlainError('Which lesson? For example: npm run check 03.02');
  }
  const asked = findWritten(word);
  const lesson = checkpointAt(asked);
  if (!lesson) {
    throw new PlainError(
      `At ${asked.id} there is no code yet, so nothing to check.`,
    );
  }
  return lesson === asked ? [lesson] : [lesson, asked];
}

function folderOf(lesson: Lesson, place: string | undefined, step: boolean) {
  const own = studentFolder();
  if (place) {
    const folder = typedPath(place);
    return {
      folder,
      whose: place,
      mine: folder === own || folder === newServerFolder(),
      again: `${lesson.id} ${/\s/.test(place) ? `"${place}"` : place}`,
    };
  }
  if (!step && fs.existsSync(own)) {
    const whose = `your folder ${short(own)}`;
    return { folder: own, whose, mine: true, again: lesson.id };
  }
  const again = `${lesson.id} step`;
  return { folder: stepFolder(lesson), whose: 'our step', mine: false, again };
}

/** One run, told line by line as the verdicts come (unless `quiet`). */
async function check(wanted: Wanted, quiet = false) {
  const { lesson, page, folder, whose, hint, mine, again } = wanted;
  const say = (lines: string[]) => {
    if (!quiet && lines.length > 0) console.log(lines.join('\n'));
  };
  if (page) say([`${page.id} changes no code: the server is still that of`]);
  say([`${lesson.id} ${lesson.title}, asked of ${whose}:`, '']);
  const told = nothingTold();
  const toTell = (one: Verdict) =>
    !one.advice && lessonOfKey(one.key) === lesson && !one.unasked;
  const report = await runChecks({
    lesson,
    folder,
    onStartFailure: (cause) => say(causeLines(cause, told)),
    onVerdict(verdict) {
      // With the word "hint" the hints are known only when all is judged.
      if (hint || !toTell(verdict)) return;
      say(verdictLines(verdict, verdict.hints.slice(0, 1), told));
    },
  });
  const asked = report.verdicts.filter((one) => !one.unasked);
  const rungs = hint ? climb(folder, asked) : undefined;
  const hintsOf = ({ key, hints }: Verdict) =>
    rungs?.get(key) ?? hints.slice(0, 1);
  if (hint) {
    const own = asked.filter(toTell);
    say(own.flatMap((one) => verdictLines(one, hintsOf(one), told)));
  }
  say(closingLines(lesson, report, hintsOf, told));
  if (!hint && asked.some(({ hints, advice }) => hints.length > 0 && !advice))
    say([`For one hint more: npm run check ${again} hint`]);
  if (mine) note(lesson, report.holds);
  // After the verdict, for the compiler takes its time; a guard knows our steps.
  const isOurs = path.dirname(folder) === path.dirname(stepFolder(lesson));
  const advice = isOurs ? [] : [...envAdvice(folder), ...typeAdvice(folder)];
  say(adviceLines([...report.verdicts, ...advice], told));
  return { report, advice };
}

/** The verdict stands, also where the folder may not be written. */
function note(lesson: Lesson, holds: boolean): void {
  try {
    noteProgress(lesson.id, 'passed', holds);
  } catch (error) {
    tellFailure(error);
  }
}

async function watch(wanted: Wanted): Promise<number> {
  let busy = false;
  let again = false;
  const run = async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await check({ ...wanted, hint: false }).catch(tellFailure);
      console.log('\nWaiting for a save; Ctrl+C ends.\n');
    }
    busy = false;
  };
  const unwatch = watchFolder(wanted.folder, () => void run());
  await run();
  await untilAskedToEnd();
  unwatch();
  return exitCodes.holds;
}

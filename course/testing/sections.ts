// The sections of `npm test`, and which of them a word asks for.
import { findLesson, writtenCheckpoints } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { jestPasses } from './jest';
import { requestsHold } from './requests';
import { together, type Section } from './section';
import { guardsHold, layoutHolds, typesHold } from './static';
import { stepsPass } from './steps';

/**
 * The sections that a word of the command line means, the longest first, so
 * that no core waits for another at the end.
 * @param part of `tools`: only the test files whose path has this in it
 * @throws PlainError where it means none
 */
export function sectionsFor(
  word: string | undefined,
  cores: number,
  part?: string,
): Section[] {
  // Where several sections share the cores, each may take its part of them.
  const share = Math.max(1, Math.floor(cores / 2));
  // In two halves: as one they would run on alone when all else is done.
  const tools = ['1/2', '2/2'].map((half): Section => ({
    name: 'tools',
    title: `the tests of the tools, ${half}`,
    run: () => jestPasses(share, undefined, half),
  }));
  switch (word) {
    case undefined:
      return [
        ...tools,
        // The planted faults, Newman, types and layout of the tools are for
        // maintainers and CI: together they take as long again.
        steps(writtenCheckpoints, { faults: false }),
        guards,
      ];
    case 'steps':
      return [steps(writtenCheckpoints, { faults: false })];
    case 'requests':
      return [requests];
    case 'layout':
      return [types, layout];
    case 'guards':
      return [guards];
    case 'tools':
      return part ? [toolsOf(part)] : tools;
    case 'browser':
      return [browser];
    default:
      return [steps([stepAt(word)], { faults: true })];
  }
}

const guards: Section = {
  name: 'guards',
  title: 'the guards',
  run: guardsHold,
};

const requests: Section = {
  name: 'requests',
  title: 'the requests on every step',
  run: async () =>
    together([await requestsHold(), await jestPasses(1, 'tests/newman/')]),
};

const types: Section = {
  name: 'types',
  title: 'the types of the tools',
  run: typesHold,
};

const layout: Section = {
  name: 'layout',
  title: 'ESLint and Prettier',
  run: layoutHolds,
};

function toolsOf(part: string): Section {
  return {
    name: 'tools',
    title: `the tests of the tools, ${part}`,
    run: () => jestPasses(1, part),
  };
}

const browser: Section = {
  name: 'browser',
  title: 'the pages in a browser',
  run: () => jestPasses(1, 'tests/browser/'),
};

function steps(
  lessons: readonly Lesson[],
  { faults }: { faults: boolean },
): Section {
  const title =
    lessons.length === 1 ? `step ${lessons[0].id}` : 'the steps and the checks';
  return { name: 'steps', title, run: () => stepsPass(lessons, faults) };
}

function stepAt(word: string): Lesson {
  const lesson = findLesson(word);
  if (writtenCheckpoints.includes(lesson)) return lesson;
  throw new PlainError(
    lesson.written
      ? `${lesson.id} is a page and has no step of its own to test.`
      : `Lesson ${lesson.id} is coming: there is no step to test yet.`,
  );
}

// What the blocks of a page must hold that are answers: of a server, of the
// type check, of a command.
import { CheckFailure } from '../../checks/answers';
import { typeProblems } from '../checking/types';
import { checkpointAt, stepFolder } from '../find-lesson';
import type { Block, Page } from '../lessons';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { copyStep } from '../steps';
import { whyNoBrowser } from '../browser';
import { findAct, type SharedBrowser } from './act';
import { consoleText } from './console';
import { editAsDiff, editStep } from './edit';
import { openSession, type Session } from './session';
import { withEnd } from './stable';

/** The text for a block, or why there is none; nothing where nobody could see. */
export type Wanted =
  | { readonly text: string }
  | { readonly failure: string }
  | { readonly notRun: string };

/** Kinds of blocks whose text comes from a run. */
const runKinds = ['http', 'log', 'browser', 'types', 'console', 'diff'];

/** The blocks of a page that are executed. */
export function executedBlocks(page: Page): Block[] {
  return page.blocks.filter(
    ({ kind, options }) =>
      runKinds.includes(kind) && !(kind === 'diff' && !options.try),
  );
}

/** One thing to run: all blocks that one server answers, or one other block. */
export interface Job {
  readonly blocks: readonly Block[];
  /** It holds the whole process up for seconds, as a type check does. */
  readonly blocksOthers?: boolean;
  run(browser: SharedBrowser): Promise<Map<Block, Wanted>>;
}

/** What must be run for a page. Blocks without an edit share one server. */
export function jobsOf(page: Page): Job[] {
  const lesson = checkpointAt(page.lesson);
  const blocks = executedBlocks(page);
  const asking = blocks.filter(({ kind }) =>
    ['http', 'log', 'browser'].includes(kind),
  );
  const others = blocks.filter((block) => !asking.includes(block));
  const edits = [...new Set(asking.map(({ options }) => options.try))];
  return [
    ...edits.map((edit): Job => {
      const own = asking.filter(({ options }) => options.try === edit);
      return {
        blocks: own,
        run: (browser) => askServer(own, lesson, edit, browser),
      };
    }),
    ...others.map((block): Job => ({
      blocks: [block],
      blocksOthers: block.kind === 'types',
      run: async () =>
        new Map([[block, await attempt(() => otherText(block, lesson))]]),
    })),
  ];
}

async function askServer(
  blocks: readonly Block[],
  lesson: Lesson | undefined,
  edit: string | undefined,
  browser: SharedBrowser,
): Promise<Map<Block, Wanted>> {
  const found = new Map<Block, Wanted>();
  let session: Session | undefined;
  const opened = await attempt(async () => {
    session = await openSession(needed(lesson), edit);
    return '';
  });
  if (!session) return new Map(blocks.map((block) => [block, opened]));
  try {
    // The start's log is read before a request adds to it.
    const inOrder = [...blocks].sort(
      (a, b) => Number(isStart(b)) - Number(isStart(a)),
    );
    for (const block of inOrder) {
      found.set(block, await askOne(block, lesson!, session, browser));
    }
  } finally {
    await session.end();
  }
  return found;
}

function isStart({ kind, options }: Block): boolean {
  return kind === 'log' && !options.after;
}

function askOne(
  block: Block,
  lesson: Lesson,
  session: Session,
  browser: SharedBrowser,
): Promise<Wanted> | Wanted {
  const notRun = block.kind === 'browser' && whyNoBrowser();
  if (notRun) return { notRun };
  return attempt(async () => {
    const { act } = block.options;
    if (!act) return answerTo(block, session);
    const does = findAct(lesson, act);
    const expected = withEnd(block.body) || undefined;
    return browser.use((opener) => session.console(does, opener, expected));
  });
}

async function answerTo(block: Block, session: Session): Promise<string> {
  const { kind, target, options, body } = block;
  const expected = withEnd(body) || undefined;
  if (isStart(block)) return session.startLog(expected);
  if (kind === 'log') return session.logAfter(options.after!, expected);
  if (options.after) await session.http(options.after);
  return session.http(target, options.show);
}

async function otherText(
  { kind, target, options }: Block,
  lesson: Lesson | undefined,
): Promise<string> {
  if (kind === 'console') return consoleText(target);
  if (kind === 'types') return typesText(needed(lesson), options.try);
  return editAsDiff(needed(lesson), options.try!);
}

function needed(lesson: Lesson | undefined): Lesson {
  if (lesson?.written) return lesson;
  throw new PlainError('There is no step yet that this could run on.');
}

// As `npx tsc` prints it, the column left out.
function typesText(lesson: Lesson, edit: string | undefined): string {
  const copy = edit === undefined ? undefined : copyStep(lesson);
  try {
    if (copy) editStep(copy.path, lesson, edit!);
    const folder = copy?.path ?? stepFolder(lesson);
    const lines = typeProblems(folder, folder).map(
      ({ file, line, message, code }) =>
        `${file}:${line} - error TS${code}: ${message.replace(/ \(TS\d+\)$/, '')}\n`,
    );
    if (lines.length > 0) return lines.join('');
    throw new PlainError('The type check finds nothing here.');
  } finally {
    copy?.remove();
  }
}

async function attempt(make: () => Promise<string>): Promise<Wanted> {
  try {
    return { text: withEnd(await make()) };
  } catch (error) {
    const isKnown =
      error instanceof PlainError || error instanceof CheckFailure;
    if (isKnown) return { failure: error.message };
    throw error;
  }
}

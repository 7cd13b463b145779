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
import { isOfSession, openSession, type Session } from './session';
import { withEnd } from './stable';

/** The text for a block, or why there is none; nothing where nobody could see. */
export type Wanted =
  | { readonly text: string }
  | { readonly failure: string }
  | { readonly notRun: string };

/** Kinds of blocks whose text comes from a run. */
const runKinds = [
  ...['http', 'log', 'browser', 'schema'],
  ...['types', 'console', 'diff'],
];

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

/** What must be run for a page. Blocks without an edit share one database. */
export function jobsOf(page: Page): Job[] {
  const lesson = checkpointAt(page.lesson);
  const blocks = executedBlocks(page);
  const asking = blocks.filter(
    ({ kind, target }) =>
      ['http', 'log', 'browser', 'schema'].includes(kind) ||
      (kind === 'console' && isOfSession(target, lesson)),
  );
  const others = blocks.filter((block) => !asking.includes(block));
  const edits = [...new Set(asking.map(({ options }) => options.try))];
  return [
    ...edits.map((edit): Job => {
      const own = asking.filter(({ options }) => options.try === edit);
      return {
        blocks: own,
        run: (browser) => askInOrder(own, lesson, edit, browser),
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

async function askInOrder(
  blocks: readonly Block[],
  lesson: Lesson | undefined,
  edit: string | undefined,
  browser: SharedBrowser,
): Promise<Map<Block, Wanted>> {
  const found = new Map<Block, Wanted>();
  let session: Session | undefined;
  const opened = await attempt(async () => {
    session = openSession(needed(lesson), edit);
    return '';
  });
  if (!session) return new Map(blocks.map((block) => [block, opened]));
  try {
    for (const block of inOrder(blocks)) {
      found.set(block, await askOne(block, lesson!, session, browser));
    }
  } finally {
    await session.end();
  }
  return found;
}

/** The start's log is read before a request adds to it. */
function inOrder(blocks: readonly Block[]): Block[] {
  const isOwnStart = (block: Block) => isStart(block) && !block.options.from;
  const starts = blocks.filter(isOwnStart);
  const others = blocks.filter((block) => !isOwnStart(block));
  const asks = ['http', 'log', 'browser'];
  const first = others.findIndex(
    ({ kind, options }) => asks.includes(kind) && !options.from,
  );
  const at = first < 0 ? others.length : first;
  return [...others.slice(0, at), ...starts, ...others.slice(at)];
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
    const server = await session.server(block.options.from);
    return browser.use((opener) => server.console(does, opener, expected));
  });
}

async function answerTo(block: Block, session: Session): Promise<string> {
  const { kind, target, options, body } = block;
  const { after, from, show } = options;
  const expected = withEnd(body) || undefined;
  if (kind === 'schema') return session.changes();
  if (kind === 'log') {
    const server = await session.server(from);
    return after ? server.logAfter(after, expected) : server.startLog(expected);
  }
  if (after) await goBefore(after, session, from);
  if (kind === 'console') return session.command(target, from);
  return (await session.server(from)).http(target, show);
}

/** What is done before a block and not shown: a request, or `db:migrate`. */
async function goBefore(after: string, session: Session, from?: string) {
  if (after.startsWith('db:')) {
    return session.command(`npx sequelize-cli ${after}`, from, false);
  }
  return (await session.server(from)).http(after);
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

// Executed prose: whatever a page shows of a run is run again, and compared.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../find-lesson';
import {
  fixPageCode,
  lessonsWithPages,
  pageFile,
  parsePage,
  readPage,
  replaceBlocks,
  type Block,
  type Page,
  type PageProblem,
} from '../lessons';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { shareBrowser } from './act';
import { jobsOf, type Job, type Wanted } from './bodies';
import { readingProblems } from './page-problems';
import { withEnd } from './stable';

export { commandProblem, splitWords } from './command-line';
export { executedBlocks } from './bodies';
export { linkProblems } from './links';
export { readingProblems } from './page-problems';

/** The pages that can be read, and what is wrong with the others. */
export function readPages(lessons: readonly Lesson[] = lessonsWithPages()): {
  pages: Page[];
  problems: PageProblem[];
} {
  const pages: Page[] = [];
  const problems: PageProblem[] = [];
  for (const lesson of lessons) {
    try {
      pages.push(readPage(lesson));
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      // "docs/03.02-….md:7 A sentence."
      const [, line = '1', message] =
        /^\S+?(?::(\d+))? (.*)$/s.exec(error.message) ?? [];
      const file = pageFile(lesson);
      problems.push({ file, line: Number(line), message });
    }
  }
  return { pages, problems };
}

/** What is not true on these pages. */
export async function checkPages(
  pages: readonly Page[],
): Promise<PageProblem[]> {
  const found = await runAll(pages.flatMap(jobsOf));
  return pages.flatMap((page) =>
    [...readingProblems(page), ...runProblems(page, found)].sort(
      (a, b) => a.line - b.line,
    ),
  );
}

function runProblems(
  page: Page,
  found: ReadonlyMap<Block, Wanted>,
): PageProblem[] {
  return page.blocks.flatMap((block) => {
    const wanted = found.get(block);
    const message = wanted && blockProblem(block, wanted);
    return message ? [{ file: page.file, line: block.line, message }] : [];
  });
}

function blockProblem(block: Block, wanted: Wanted): string | undefined {
  const name = nameOf(block);
  if ('notRun' in wanted) return undefined;
  if ('failure' in wanted) return `The block "${name}": ${wanted.failure}`;
  const now = withEnd(block.body);
  if (now === wanted.text) return undefined;
  if (wanted.text === '') return `The block "${name}": nothing comes of it.`;
  if (now === '') return `The block "${name}" is empty: ${remedy}`;
  const [is, should] = firstDifference(now, wanted.text);
  return `The block "${name}" says "${is}" where it is now "${should}": ${remedy}`;
}

const remedy = '"npm run pages fix" mends it.';

function nameOf({ lang, kind, target, options }: Block): string {
  const said = kind === 'console' ? `of ${target}` : target;
  const words = {
    log: 'log',
    types: 'types',
    schema: 'schema',
    browser: 'console',
  };
  const word = words[kind as keyof typeof words] ?? said;
  const act = options.act && `act=${options.act}`;
  const after = options.after && `after=${options.after}`;
  const edit = options.try && `try=${options.try}`;
  return [lang, word, act, after, edit].filter(Boolean).join(' ');
}

function firstDifference(now: string, wanted: string): [string, string] {
  const a = now.split('\n');
  const b = wanted.split('\n');
  const at = a.findIndex((line, i) => line !== b[i]);
  const i = at < 0 ? a.length : at;
  return [clip(a[i]), clip(b[i])];
}

function clip(line = '(the end)'): string {
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

/** What `fixPages` wrote, and what it could not mend. */
export interface Fixed {
  readonly changed: string[];
  readonly problems: PageProblem[];
}

/** Writes today's code and answers into the pages' blocks. */
export async function fixPages(pages: readonly Page[]): Promise<Fixed> {
  const renewed = await renewPages(pages);
  const changed = renewed
    .map(({ page }) => page)
    .filter(({ text }, i) => text !== pages[i].text);
  for (const { file, text } of changed) {
    fs.writeFileSync(path.join(root, file), text);
  }
  return {
    changed: changed.map(({ file }) => file),
    problems: renewed.flatMap(({ problems }) => problems),
  };
}

/** A page with today's blocks, and what is still wrong with it. */
export interface Renewed {
  readonly page: Page;
  readonly problems: PageProblem[];
}

/** The pages as they should be; nothing is written. */
export async function renewPages(pages: readonly Page[]): Promise<Renewed[]> {
  const withCode = pages.map((page) => reread(page, fixPageCode(page)));
  const found = await runAll(withCode.flatMap(jobsOf));
  return withCode.map((old) => {
    const bodies = new Map<Block, string>();
    for (const block of old.blocks) {
      const wanted = found.get(block);
      const text = wanted && 'text' in wanted ? wanted.text : '';
      if (text !== '') bodies.set(block, text);
    }
    const page = reread(old, replaceBlocks(old.text, bodies));
    // The blocks are the same ones, in the same order, on other lines.
    const now = new Map(
      old.blocks.flatMap((block, at) => {
        const wanted = found.get(block);
        return wanted ? [[page.blocks[at], wanted] as const] : [];
      }),
    );
    const problems = [...readingProblems(page), ...runProblems(page, now)];
    return { page, problems };
  });
}

function reread({ lesson, file }: Page, text: string): Page {
  return parsePage(lesson, file, text);
}

// A server's start keeps one core busy; more at a time would only wait.
async function runAll(jobs: readonly Job[]): Promise<Map<Block, Wanted>> {
  const found = new Map<Block, Wanted>();
  const browser = shareBrowser();
  const work = async (left: Job[]) => {
    for (let job = left.shift(); job; job = left.shift()) {
      for (const [block, wanted] of await job.run(browser))
        found.set(block, wanted);
    }
  };
  const side = jobs.filter(({ blocksOthers }) => !blocksOthers);
  const workers = Math.max(2, os.availableParallelism());
  await Promise.all(Array.from({ length: workers }, () => work(side))).finally(
    () => browser.close(),
  );
  // Beside a start, they would let its time run out.
  await work(jobs.filter(({ blocksOthers }) => blocksOthers));
  return found;
}

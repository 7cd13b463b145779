// What a page's code blocks must hold: the text of the steps, never retyped.
import {
  checkpointAt,
  checkpointBefore,
  lessonById,
  stepFolder,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { readText } from '../steps';
import { replaceBlocks, type Block } from './blocks';
import type { Page } from './page';
import { findSymbol, isExpression, parseCode } from './symbols';
import { signedToken } from './token-block';

/** What is wrong with a page, where, and a sentence. */
export interface PageProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The checkpoint whose file a block shows.
 * @throws PlainError where there is none
 */
export function checkpointOf(page: Page, block: Block): Lesson {
  const id = block.source?.lesson ?? page.lesson.id;
  const lesson = checkpointAt(lessonById(id));
  if (!lesson || !lesson.written) {
    throw new PlainError(`Lesson ${id} has no code to show yet.`);
  }
  return lesson;
}

/**
 * The text that a block should hold now: the step's code, or a token signed
 * with the step's secret; undefined for a block that has nothing of a step.
 * @throws PlainError where the file or the symbol is not there
 */
export function codeFor(page: Page, block: Block): string | undefined {
  if (!block.source) return undefined;
  const code = sourceOf(page, block);
  return block.kind === 'token' ? signedToken(block.body, code) : code;
}

/** What the words after a block's fence name, as the step has it. */
export function sourceOf(page: Page, block: Block): string {
  const { file, symbol } = block.source!;
  const lesson = checkpointOf(page, block);
  const text = readText(stepFolder(lesson), file);
  if (text === undefined) {
    throw new PlainError(`The step ${lesson.name} has no file ${file}.`);
  }
  return symbol ? findSymbol(text, file, symbol).text : text;
}

/** A file as the checkpoint before a lesson has it, if it does. */
export function codeBefore(lesson: Lesson, file: string): string | undefined {
  const before = checkpointBefore(lesson);
  return before && readText(stepFolder(before), file);
}

/** What is not true in the code of a page. */
export function checkPageCode(page: Page): PageProblem[] {
  return page.blocks.flatMap((block) => {
    const message = problemOf(page, block);
    return message ? [{ file: page.file, line: block.line, message }] : [];
  });
}

function problemOf(page: Page, block: Block): string | undefined {
  try {
    if (block.kind === 'example') return exampleProblem(block);
    const wanted = codeFor(page, block);
    if (wanted === undefined || wanted === block.body) return undefined;
    const now =
      block.body.trim() === '' ? 'is empty' : 'is not what the step has now';
    return `The block "${block.target}" ${now}: "npm run pages fix" mends it.`;
  } catch (error) {
    if (error instanceof PlainError) return error.message;
    throw error;
  }
}

// An example belongs to no step, but a typing mistake in it misleads as much.
function exampleProblem({ lang, body }: Block): string | undefined {
  if (!['ts', 'js', 'json'].includes(lang)) return undefined;
  if (lang === 'json') {
    return isExpression(body) ? undefined : 'This JSON does not parse.';
  }
  // An object on its own reads as a block of statements.
  if (!isExpression(body.trim())) parseCode(body, `example.${lang}`);
  return undefined;
}

/** The page's Markdown with the code of today in every block that can have it. */
export function fixPageCode(page: Page): string {
  const bodies = new Map<Block, string>();
  for (const block of page.blocks) {
    if (!block.source) continue;
    try {
      const wanted = codeFor(page, block);
      if (wanted !== undefined) bodies.set(block, wanted);
    } catch (error) {
      // What names nothing is for `checkPageCode` to report.
      if (!(error instanceof PlainError)) throw error;
    }
  }
  return replaceBlocks(page.text, bodies);
}

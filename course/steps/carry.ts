// Carries a change of one checkpoint through all later ones, file by file. Pure:
// reads through the two functions it is given, and writes nothing.
import { parse } from '@babel/parser';
import { merge, type Clash, type Merge, type MergeKind } from './merge';
import { mergeJson } from './merge-json';

/** A file of one step before and after the change; undefined: not there. */
export interface Change {
  readonly file: string;
  /** Where the file was renamed: its name before. */
  readonly renamedFrom?: string;
  readonly before?: string;
  readonly after?: string;
}

/** What carrying does to one file of one later step. */
export interface Outcome {
  /** The step's folder name. */
  readonly step: string;
  readonly file: string;
  readonly renamedFrom?: string;
  readonly what: 'written' | 'added' | 'removed' | 'conflict' | 'ended';
  readonly how?: MergeKind | 'keys';
  /** The step's own text, and the new one. */
  readonly ours?: string;
  readonly text?: string;
  /** For a conflict: the two other sides and the clashing places. */
  readonly base?: string;
  readonly theirs?: string;
  readonly clashes?: readonly Clash[];
}

/** Reads a file of a step; undefined where it is not there. */
export type Read = (step: string, file: string) => string | undefined;

/**
 * Follows one change through the later steps until it is in all of them, the
 * file is gone (`ended`), or two changes contradict (`conflict`).
 * @param steps folder names of the later steps, in order
 */
export async function carryChange(
  change: Change,
  steps: readonly string[],
  read: Read,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let { before, after } = change;
  for (const step of steps) {
    const outcome = await carryOver({ ...change, before, after }, step, read);
    if (!outcome) break;
    outcomes.push(outcome);
    if (outcome.what === 'conflict' || outcome.what === 'ended') break;
    before = outcome.ours;
    after = outcome.text;
  }
  return outcomes;
}

// Undefined where the step already is as the change wants it.
async function carryOver(
  change: Change,
  step: string,
  read: Read,
): Promise<Outcome | undefined> {
  const { file, renamedFrom, before, after } = change;
  const ours = read(step, renamedFrom ?? file);
  const at = { step, file, renamedFrom, ours };
  const conflict = (clashes: readonly Clash[] = []): Outcome => ({
    ...at,
    what: 'conflict',
    base: before,
    theirs: after,
    clashes,
  });
  if (ours === after && !renamedFrom) return undefined;
  if (renamedFrom && read(step, file) !== undefined) return conflict();
  if (before === undefined) {
    return ours === undefined
      ? { ...at, what: 'added', text: after }
      : conflict();
  }
  if (ours === undefined) return { ...at, what: 'ended' };
  if (after === undefined) {
    return ours === before ? { ...at, what: 'removed' } : conflict();
  }
  const merged = await mergeFile(file, before, ours, after);
  if (!merged.clean) return conflict(merged.clashes);
  if (merged.text === ours && !renamedFrom) return undefined;
  return { ...at, what: 'written', how: merged.how, text: merged.text };
}

type FileMerge =
  | Extract<Merge, { clean: false }>
  | { clean: true; text: string; how: MergeKind | 'keys' };

/** Merges a file by what it holds: JSON by key, all else by lines and words. */
export async function mergeFile(
  file: string,
  base: string,
  ours: string,
  theirs: string,
): Promise<FileMerge> {
  const result: FileMerge = merge(base, ours, theirs);
  const easy = result.clean && ['same', 'lines'].includes(result.how);
  const isFine = result.clean && isWellFormed(file, result.text);
  if (result.clean && easy && (isFine || result.how === 'same')) return result;
  const isJson = file.endsWith('.json');
  const text = isJson ? mergeJson(base, ours, theirs) : undefined;
  if (text !== undefined) return { clean: true, text, how: 'keys' };
  if (!result.clean) return result;
  if (isFine && result.how === 'moved') return result;
  if (isFine) return { ...result, text: await format(file, result.text) };
  // It merged, but what came out cannot be read: that is no clean merge.
  return { clean: false, clashes: [{ line: 1, base, ours, theirs }] };
}

function isWellFormed(file: string, text: string): boolean {
  try {
    // tsconfig.json may hold comments.
    if (/(?<!tsconfig)\.json$/.test(file)) JSON.parse(text);
    if (/\.[cm]?[jt]s$/.test(file)) {
      parse(text, { sourceType: 'unambiguous', plugins: ['typescript'] });
    }
    return true;
  } catch {
    return false;
  }
}

async function format(file: string, text: string): Promise<string> {
  // Slow to load, and mostly not needed.
  const prettier = require('prettier') as typeof import('prettier');
  const { inferredParser } = await prettier.getFileInfo(file);
  if (!inferredParser) return text;
  return prettier.format(text, { parser: inferredParser, singleQuote: true });
}

// Carries a change of one checkpoint through all later ones, file by file. Pure:
// reads through the functions it is given, and writes nothing.
import type { Clash } from './git-merge';
import { mergeFile } from './merge';

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
  /** `held`: it has the change already; `ended`: it has no such file. */
  readonly what:
    'written' | 'added' | 'removed' | 'held' | 'ended' | 'conflict';
  /** The step's own text, and the new one. */
  readonly ours?: string;
  readonly text?: string;
  /** The text without and with the change, apart from edits not yet carried. */
  readonly before?: string;
  readonly after?: string;
  /** The clashing places of a conflict. */
  readonly clashes?: readonly Clash[];
  /** A conflict that a person has resolved: `text` is theirs. */
  readonly mended?: true;
}

/** Reads a file of a step; undefined where it is not there. */
export type Read = (step: string, file: string) => string | undefined;

/**
 * Follows one change through the later steps until it is in all of them, the
 * file is gone (`ended`), or two changes contradict (`conflict`).
 * @param steps folder names of the later steps, in order
 * @param read the files as they are
 * @param known the files without edits that are still to be carried
 */
export async function carryChange(
  change: Change,
  steps: readonly string[],
  read: Read,
  known: Read = read,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let { before, after } = change;
  for (const step of steps) {
    const clear = await carryOver({ ...change, before, after }, step, known);
    const ours = read(step, change.renamedFrom ?? change.file);
    const own = { ...change, before: clear.ours, after: clear.text };
    const isPlain = clear.what === 'conflict' || clear.ours === ours;
    const here = isPlain ? clear : await carryOver(own, step, read);
    outcomes.push({ ...here, ours, before: clear.ours, after: clear.text });
    const goesOn = !['conflict', 'ended'].includes(here.what);
    if (!goesOn || clear.what === 'held') break;
    before = clear.ours;
    after = clear.text;
  }
  return outcomes;
}

async function carryOver(
  change: Change,
  step: string,
  read: Read,
): Promise<Outcome> {
  const { file, renamedFrom, before, after } = change;
  const ours = read(step, renamedFrom ?? file);
  const at = { step, file, renamedFrom, ours };
  const conflict = (clashes: readonly Clash[] = []): Outcome => ({
    ...at,
    what: 'conflict',
    clashes,
  });
  if (ours === after && !renamedFrom)
    return { ...at, what: 'held', text: ours };
  if (renamedFrom && read(step, file) !== undefined) return conflict();
  if (before === undefined) {
    const isNew = ours === undefined;
    return isNew ? { ...at, what: 'added', text: after } : conflict();
  }
  if (ours === undefined) return { ...at, what: 'ended' };
  if (after === undefined) {
    return ours === before ? { ...at, what: 'removed' } : conflict();
  }
  const texts = { base: before, ours, theirs: after };
  const merged = await mergeFile(file, texts);
  if (!merged.clean) return conflict(merged.clashes);
  const isHeld = merged.text === ours && !renamedFrom;
  return { ...at, what: isHeld ? 'held' : 'written', text: merged.text };
}

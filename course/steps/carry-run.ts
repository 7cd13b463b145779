// `carry` on the disk: plans, writes the later steps, goes on, takes back.
import fs from 'node:fs';
import path from 'node:path';
import { checkpoints, root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { carryChange, type Change, type Outcome } from './carry';
import {
  folderOf,
  gitLines,
  readJournal,
  readStep,
  refuseNoCode,
  saveJournal,
  textAt,
  writeStep,
  writeText,
  type Journal,
} from './carry-files';
import { changesBetween } from './changes';
import { knownTexts, withOutcomes } from './known';
import { listFiles } from './files';

/**
 * Works out what carrying a lesson's change would do, and changes nothing.
 * @param since the commit that holds the step before the change; else it is
 *   what was carried last, or the last commit
 * @throws PlainError where the step did not change or is no code, or later
 *   steps have changes of their own that git does not hold
 */
export async function planCarry(
  lesson: Lesson,
  since?: string,
): Promise<Journal> {
  const journal = readJournal();
  refuseOpen(journal);
  const later = laterSteps(lesson);
  refuseDirty(later);
  const known = knownTexts(journal?.known ?? []);
  const step = path.basename(stepFolder(lesson));
  const changes = changesOf(
    step,
    (file) => (since ? textAt(since, step, file) : known.read(step, file)),
    since ?? 'HEAD',
    known.files(step),
  );
  if (changes.length === 0) {
    throw new PlainError(
      `Nothing changed in ${folderOf(step)} since ${since ?? 'it was committed or carried'}. Edit the step first, or name the commit before your change: "npm run course carry ${lesson.id} since <commit>".`,
    );
  }
  changes.forEach(({ file }) => refuseNoCode(step, file));
  const outcomes: Outcome[] = [];
  for (const change of changes) {
    outcomes.push(...(await carryChange(change, later, readStep, known.read)));
  }
  const source = changes.map((change) => ({ ...change, step }));
  return {
    lesson: lesson.id,
    outcomes,
    known: withOutcomes(known.all, [...source, ...outcomes]),
    knownBefore: journal?.known ?? [],
  };
}

/** Writes a plan to the later steps and keeps it as the journal. */
export function applyCarry(journal: Journal): void {
  saveJournal(journal);
  journal.outcomes.forEach(write);
}

/**
 * Goes on from every conflict whose file was mended by hand.
 * @param skip true: where a file was left as it is, the change ends there
 * @returns what was mended, and what came of it in the steps after
 */
export async function continueCarry(skip: boolean): Promise<Outcome[]> {
  const journal = readJournal();
  const open = journal?.outcomes.filter(isOpen) ?? [];
  if (!journal || open.length === 0)
    throw new PlainError('No carry is waiting to go on.');
  const mended = open.filter(isMended).map(asMended);
  const left = open.filter((one) => !isMended(one));
  if (left.length > 0 && !skip) {
    const files = left.map(nameOf).join(', ');
    throw new PlainError(
      `Not mended yet: ${files}. Put the change in by hand, or let it end there with "npm run course carry skip".`,
    );
  }
  mended.forEach(({ step, file }) => refuseNoCode(step, file));
  mended.forEach(({ step, renamedFrom, file }) =>
    refuseNoCode(step, renamedFrom ?? file),
  );
  const steps = laterSteps(
    checkpoints.find(({ id }) => id === journal.lesson)!,
  );
  const known = knownTexts(journal.known);
  const further: Outcome[] = [];
  for (const one of mended) {
    const rest = steps.slice(steps.indexOf(one.step) + 1);
    further.push(...(await carryChange(one, rest, readStep, known.read)));
  }
  const isSettled = (one: Outcome) => !isOpen(one);
  const ended = left.map((one): Outcome => ({ ...one, what: 'ended' }));
  const outcomes = [
    ...journal.outcomes.filter(isSettled),
    ...ended,
    ...mended,
    ...further,
  ];
  const news = withOutcomes(known.all, [...mended, ...further]);
  saveJournal({ ...journal, outcomes, known: news });
  [...mended, ...further].forEach(write);
  return [...mended, ...further];
}

/**
 * Puts every file back as it was before the last carry. What a person wrote
 * since is copied first.
 * @returns the files put back, and the folder of the copies, if any
 */
export function undoCarry(): { back: string[]; copies?: string } {
  const journal = readJournal();
  if (!journal || journal.outcomes.length === 0)
    throw new PlainError('There is no carry to take back.');
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const folder = path.join(root, '.course', `carry-undone-${time}`);
  const back: string[] = [];
  for (const one of [...journal.outcomes].reverse()) {
    const { step, file, renamedFrom, ours, text, mended } = one;
    const names = [file, ...(renamedFrom ? [renamedFrom] : [])];
    const was = (name: string) =>
      name === (renamedFrom ?? file) ? ours : undefined;
    if (names.every((name) => readStep(step, name) === was(name))) continue;
    for (const name of names) {
      const now = readStep(step, name);
      const isOurs = now === was(name) || (now === text && !mended);
      if (now !== undefined && !isOurs)
        writeText(path.join(folder, step, name), now);
      writeStep(step, name, was(name));
    }
    back.push(nameOf(one));
  }
  const { lesson, knownBefore: known } = journal;
  saveJournal(
    known.length > 0
      ? { lesson, outcomes: [], known, knownBefore: [] }
      : undefined,
  );
  return {
    back,
    copies: fs.existsSync(folder) ? path.relative(root, folder) : undefined,
  };
}

/** Folder names of the edited step and of all that the last carry wrote to. */
export function carriedSteps(): Set<string> {
  const { lesson, outcomes } = readJournal()!;
  const source = checkpoints.find(({ id }) => id === lesson)!;
  const isWritten = ({ what }: Outcome) =>
    ['written', 'added', 'removed'].includes(what);
  const names = outcomes.filter(isWritten).map(({ step }) => step);
  return new Set([source.name, ...names]);
}

function isOpen({ what }: Outcome): boolean {
  return what === 'conflict';
}

function nameOf({ step, file }: Outcome): string {
  return `${folderOf(step)}/${file}`;
}

// A renamed file may be mended under its old name or its new one.
function isMended({ step, file, renamedFrom, ours }: Outcome): boolean {
  const own = renamedFrom ? readStep(step, file) : undefined;
  return own !== undefined || readStep(step, renamedFrom ?? file) !== ours;
}

function asMended(one: Outcome): Outcome {
  const { step, file, renamedFrom } = one;
  const text =
    readStep(step, file) ?? (renamedFrom && readStep(step, renamedFrom));
  const what = text === undefined ? 'removed' : 'written';
  return { ...one, what, text, after: text, clashes: undefined, mended: true };
}

function write({ what, step, file, renamedFrom, text }: Outcome): void {
  if (['conflict', 'ended', 'held'].includes(what)) return;
  if (renamedFrom) writeStep(step, renamedFrom);
  writeStep(step, file, text);
}

function laterSteps(lesson: Lesson): string[] {
  return checkpoints
    .filter((one) => one.id > lesson.id && fs.existsSync(stepFolder(one)))
    .map((one) => path.basename(stepFolder(one)));
}

function refuseOpen(journal: Journal | undefined): void {
  if (!journal?.outcomes.some(isOpen)) return;
  throw new PlainError(
    'The last carry still has conflicts. Mend them and type "npm run course carry continue", or take it back with "npm run course carry undo".',
  );
}

function refuseDirty(steps: readonly string[]): void {
  if (steps.length === 0) return;
  const dirty = gitLines('status', '--porcelain', '--', ...steps.map(folderOf))
    // Staged is safe: git still has it.
    .filter((line) => line[1] !== ' ')
    .map((line) => line.slice(3));
  if (dirty.length === 0) return;
  throw new PlainError(
    `Later steps have changes that git does not hold: ${dirty.slice(0, 5).join(', ')}. Commit or stage them first, so that nothing can be lost.`,
  );
}

function changesOf(
  step: string,
  before: (file: string) => string | undefined,
  commit: string,
  known: readonly string[],
): Change[] {
  const folder = folderOf(step);
  const old = gitLines(
    'ls-tree',
    '-r',
    '--name-only',
    '-z',
    commit,
    '--',
    `${folder}/`,
  ).map((name) => name.slice(folder.length + 1));
  const now = listFiles(path.join(root, folder));
  const files = [...new Set([...old, ...known, ...now])].sort();
  return changesBetween(files, before, (file) => readStep(step, file));
}

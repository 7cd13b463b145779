// `carry` on the disk: reads the change from git, writes the later steps, and
// keeps a journal so that it can go on after a conflict and be undone.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { checkpoints, root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { carryChange, type Change, type Outcome } from './carry';
import { listFiles } from './index';

const journalFile = path.join(root, '.course', 'carry.json');

/** What was carried, kept until the next carry or its undo. */
export interface Journal {
  readonly lesson: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * Works out what carrying a lesson's change would do, and changes nothing.
 * @param since the commit that holds the step before the change
 * @throws PlainError where the step did not change or later steps have changes
 *   of their own that are not committed
 */
export async function planCarry(
  lesson: Lesson,
  since = 'HEAD',
): Promise<Journal> {
  const later = laterSteps(lesson);
  refuseDirty(later);
  const outcomes: Outcome[] = [];
  for (const change of changesOf(lesson, since)) {
    outcomes.push(...(await carryChange(change, later, readStep)));
  }
  return { lesson: lesson.id, outcomes };
}

/** Writes a plan to the later steps and keeps it as the journal. */
export function applyCarry(journal: Journal): void {
  if (readJournal()?.outcomes.some(isConflict)) {
    throw new PlainError(
      'The last carry still has conflicts. Mend them and type "npm run course carry continue", or take it back with "npm run course carry undo".',
    );
  }
  saveJournal(journal);
  journal.outcomes.forEach(write);
}

/**
 * Goes on from every conflict whose file was mended by hand.
 * @param skip true: where a file was left as it is, the change ends there
 */
export async function continueCarry(skip: boolean): Promise<Outcome[]> {
  const journal = readJournal();
  const open = journal?.outcomes.filter(isConflict) ?? [];
  if (!journal || open.length === 0)
    throw new PlainError('No carry is waiting to go on.');
  const untouched = open.filter(
    (one) => readStep(one.step, one.file) === one.ours,
  );
  if (untouched.length > 0 && !skip) {
    const files = untouched
      .map(({ step, file }) => `steps/${step}/${file}`)
      .join(', ');
    throw new PlainError(
      `Not mended yet: ${files}. Put the change in by hand, or let it end there with "npm run course carry skip".`,
    );
  }
  const lesson = checkpoints.find(({ id }) => id === journal.lesson)!;
  const steps = laterSteps(lesson);
  const further: Outcome[] = [];
  for (const conflict of open.filter((one) => !untouched.includes(one))) {
    const after = readStep(conflict.step, conflict.file);
    const change = { file: conflict.file, before: conflict.ours, after };
    const rest = steps.slice(steps.indexOf(conflict.step) + 1);
    further.push(...(await carryChange(change, rest, readStep)));
  }
  const mended = journal.outcomes.map((one): Outcome =>
    isConflict(one)
      ? { ...one, what: 'written', text: readStep(one.step, one.file) }
      : one,
  );
  saveJournal({ ...journal, outcomes: [...mended, ...further] });
  further.forEach(write);
  return further;
}

/**
 * Puts every file back as it was before the last carry.
 * @returns the files put back; one changed by hand since is left and named
 */
export function undoCarry(): { back: string[]; kept: string[] } {
  const journal = readJournal();
  if (!journal) throw new PlainError('There is no carry to take back.');
  const back: string[] = [];
  const kept: string[] = [];
  for (const one of [...journal.outcomes].reverse()) {
    if (one.what === 'ended' || one.what === 'conflict') continue;
    const name = `${one.step}/${one.file}`;
    if (readStep(one.step, one.file) !== one.text) {
      kept.push(name);
      continue;
    }
    put(one.step, one.file, one.renamedFrom ? undefined : one.ours);
    if (one.renamedFrom) put(one.step, one.renamedFrom, one.ours);
    back.push(name);
  }
  fs.rmSync(journalFile);
  return { back, kept };
}

function isConflict(one: Outcome): boolean {
  return one.what === 'conflict';
}

function write(one: Outcome): void {
  if (one.what === 'conflict' || one.what === 'ended') return;
  if (one.renamedFrom) put(one.step, one.renamedFrom, undefined);
  put(one.step, one.file, one.text);
}

function put(step: string, file: string, text: string | undefined): void {
  const full = path.join(folderOf(step), file);
  if (text === undefined) {
    fs.rmSync(full, { force: true });
    return;
  }
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, text);
}

function folderOf(step: string): string {
  return path.join(root, step === 'final' ? '' : 'steps', step);
}

function readStep(step: string, file: string): string | undefined {
  const full = path.join(folderOf(step), file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : undefined;
}

function laterSteps(lesson: Lesson): string[] {
  return checkpoints
    .filter((one) => one.id > lesson.id && fs.existsSync(stepFolder(one)))
    .map((one) => path.basename(stepFolder(one)));
}

function refuseDirty(steps: readonly string[]): void {
  const paths = steps.map((step) =>
    path.relative(root, folderOf(step)).replaceAll('\\', '/'),
  );
  if (paths.length === 0) return;
  const dirty = git('status', '--porcelain', '--', ...paths)
    .split('\n')
    // Staged is safe: git still has it.
    .filter((line) => line && line[1] !== ' ')
    .map((line) => line.slice(3));
  if (dirty.length === 0) return;
  throw new PlainError(
    `Later steps have changes that git does not hold: ${dirty.slice(0, 5).join(', ')}. Commit or stage them first, so that nothing can be lost.`,
  );
}

// The step's files now against those of a commit; a file that went and one
// that came with most of its lines is a rename.
function changesOf(lesson: Lesson, since: string): Change[] {
  const folder = path.relative(root, stepFolder(lesson)).replaceAll('\\', '/');
  const before = new Map(
    git('ls-tree', '-r', '--name-only', '-z', since, '--', `${folder}/`)
      .split('\0')
      .filter(Boolean)
      .map((name) => [
        name.slice(folder.length + 1),
        git('show', `${since}:${name}`),
      ]),
  );
  const after = new Map(
    listFiles(stepFolder(lesson)).map((file) => [
      file,
      fs.readFileSync(path.join(stepFolder(lesson), file), 'utf8'),
    ]),
  );
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes = names
    .map((file): Change => ({
      file,
      before: before.get(file),
      after: after.get(file),
    }))
    .filter((one) => one.before !== one.after);
  if (changes.length === 0) {
    throw new PlainError(
      `Nothing changed in ${folder} since ${since}. Edit the step first, or name the commit before your change: "npm run course carry ${lesson.id} since <commit>".`,
    );
  }
  return withRenames(changes);
}

function withRenames(changes: Change[]): Change[] {
  const gone = changes.filter(({ after }) => after === undefined);
  const renames = changes
    .filter(({ before }) => before === undefined)
    .flatMap((added) => {
      const from = gone.find((one) => areAlike(one.before!, added.after!));
      return from
        ? [{ ...added, renamedFrom: from.file, before: from.before }]
        : [];
    });
  const used = new Set(renames.flatMap((one) => [one.file, one.renamedFrom]));
  return [...changes.filter(({ file }) => !used.has(file)), ...renames];
}

function areAlike(a: string, b: string): boolean {
  const lines = new Set(a.split('\n'));
  const others = b.split('\n');
  const shared = others.filter((line) => lines.has(line)).length;
  return shared * 2 > Math.max(lines.size, others.length);
}

function readJournal(): Journal | undefined {
  if (!fs.existsSync(journalFile)) return undefined;
  return JSON.parse(fs.readFileSync(journalFile, 'utf8')) as Journal;
}

function saveJournal(journal: Journal): void {
  fs.mkdirSync(path.dirname(journalFile), { recursive: true });
  fs.writeFileSync(journalFile, JSON.stringify(journal, null, 1));
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n')[0];
    throw new PlainError(`git could not answer: ${said ?? 'is it installed?'}`);
  }
}

// `npm run course carry`: one fix, carried through every later step.
import os from 'node:os';
import { checksAt, judge } from '../checking';
import type { Command } from '../command';
import { findLesson, stepFolder, writtenCheckpoints } from '../find-lesson';
import { show, stepProblems } from '../guards';
import { outdatedPages } from '../lessons';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import type { Outcome } from '../steps/carry';
import {
  applyCarry,
  carriedSteps,
  continueCarry,
  planCarry,
  undoCarry,
} from '../steps/carry-run';

export const command: Command = {
  summary: 'carries a change of one step through all later ones',
  usage: [
    'npm run course carry 03.02',
    'npm run course carry 03.02 plan',
    'npm run course carry 03.02 since <commit>',
    'npm run course carry continue',
    'npm run course carry skip',
    'npm run course carry undo',
  ],
  help: 'Edit the step first; its change since the last commit, or since it was carried last, is merged into every later step that has the file. A conflict is shown and left for you, the rest goes on. Then the edited step and all that were touched are type-checked and judged.',
  async run(words, flags) {
    const [first, ...rest] = words;
    const asJson = flags.json === true;
    if (first === undefined) {
      throw new PlainError(
        'Which lesson? For example: npm run course carry 03.02',
      );
    }
    if (first === 'undo') return undo();
    if (first === 'continue' || first === 'skip') {
      return finish(await continueCarry(first === 'skip'), asJson);
    }
    const lesson = findLesson(first);
    if (lesson.kind === 'page' || !lesson.written) {
      throw new PlainError(
        `${lesson.id} has no folder of its own to carry from.`,
      );
    }
    const since = rest[0] === 'since' ? rest[1] : undefined;
    const plan = await planCarry(lesson, since);
    if (rest.includes('plan')) {
      table(plan.outcomes);
      return exitCodes.holds;
    }
    applyCarry(plan);
    return finish(plan.outcomes, asJson);
  },
};

function undo(): number {
  const { back, copies } = undoCarry();
  console.log(`Put back: ${back.length} files.`);
  if (copies) console.log(`What you changed since is kept in ${copies}.`);
  return exitCodes.holds;
}

async function finish(
  outcomes: readonly Outcome[],
  json: boolean,
): Promise<number> {
  if (json) console.log(JSON.stringify(outcomes, null, 2));
  else table(outcomes);
  const conflicts = outcomes.filter(({ what }) => what === 'conflict');
  conflicts.forEach(showConflict);
  const names = carriedSteps();
  const steps = writtenCheckpoints.filter(({ name }) => names.has(name));
  const holds = await tellFailures(steps);
  const pages = outdatedPages();
  if (pages.length > 0) {
    console.log('\nPages that show code which is another now:');
    for (const page of pages) console.log(`  ${page}`);
    console.log('Type "npm run pages fix" to bring them up to date.');
  }
  if (conflicts.length > 0) {
    console.log(
      '\nMend these files by hand: they hold nothing of the change yet. Then type: npm run course carry continue',
    );
  }
  const isDone = conflicts.length === 0 && holds;
  return isDone ? exitCodes.holds : exitCodes.doesNotHold;
}

/** Types and checks of the steps; a failure is told once, with all its steps. */
async function tellFailures(steps: readonly Lesson[]): Promise<boolean> {
  const failures = new Map<string, string[]>();
  const queue = [...steps];
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      for (const failure of await failuresOf(one)) {
        failures.set(failure, [...(failures.get(failure) ?? []), one.id]);
      }
    }
  };
  const atOnce = os.availableParallelism() + 1;
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (const [failure, ids] of failures) {
    console.log(`\n✖ ${failure}\n  in ${ids.sort().join(', ')}`);
  }
  if (failures.size === 0) {
    console.log(
      `\n${steps.length} steps type-check, and all their checks hold.`,
    );
  }
  return failures.size === 0;
}

async function failuresOf(lesson: Lesson): Promise<string[]> {
  const folder = stepFolder(lesson);
  const problems = stepProblems(folder).map((problem) =>
    // Its line is another in each step.
    show({ ...problem, line: undefined }).replaceAll(`${lesson.name}/`, '…/'),
  );
  const checks = checksAt(lesson);
  const { verdicts } = await judge({ lesson, folder, checks });
  const failed = verdicts.filter(({ kind }) => kind !== 'pass');
  return [
    ...new Set([
      ...problems,
      ...failed.map(({ key, message }) => `${key}: ${message}`),
    ]),
  ];
}

function table(outcomes: readonly Outcome[]): void {
  if (outcomes.every(({ what }) => what === 'held')) {
    console.log('There is nothing more to carry.');
  }
  // A file's steps in a row, as long as the same comes of it.
  let first: Outcome | undefined;
  outcomes.forEach((one, i) => {
    first ??= one;
    const next = outcomes[i + 1];
    if (next?.file === one.file && next.what === one.what) return;
    const from = idOf(first);
    const steps = first === one ? from : `${from} to ${idOf(one)}`;
    console.log(`  ${one.what.padEnd(8)}  ${one.file}  in ${steps}`);
    first = undefined;
  });
}

function idOf({ step }: Outcome): string {
  return step.split('-')[0];
}

function showConflict({ step, file, clashes = [] }: Outcome): void {
  console.log(`\nConflict in steps/${step}/${file}`);
  for (const { base, ours, theirs } of clashes) {
    console.log('  the earlier step before the change:');
    console.log(indent(base));
    console.log('  after it:');
    console.log(indent(theirs));
    console.log('  this step has:');
    console.log(indent(ours));
  }
}

function indent(text: string): string {
  if (text.startsWith('\0')) return '    (not a text)';
  return text.replace(/\n$/, '').replace(/^/gm, '    | ');
}

// `npm run course carry`: one fix, carried through every later step.
import type { Command } from '../command';
import { findLesson, stepFolder, writtenCheckpoints } from '../find-lesson';
import { show, stepProblems } from '../guards';
import { outdatedPages } from '../lessons';
import { exitCodes, PlainError } from '../plain-error';
import { prove } from '../checking';
import type { Outcome } from '../steps/carry';
import {
  applyCarry,
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
  help: 'Edit the step first; its change since the last commit is merged into every later step that has the file. A conflict is shown and left for you, the rest goes on. Then the touched steps are type-checked and judged.',
  async run(words, flags) {
    const [first, ...rest] = words;
    if (first === undefined) {
      throw new PlainError(
        'Which lesson? For example: npm run course carry 03.02',
      );
    }
    if (first === 'undo') return undo();
    if (first === 'continue' || first === 'skip') {
      return finish(await continueCarry(first === 'skip'), flags.json === true);
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
    return finish(plan.outcomes, flags.json === true);
  },
};

function undo(): number {
  const { back, kept } = undoCarry();
  console.log(`Put back: ${back.length} files.`);
  for (const name of kept)
    console.log(`  left, for you changed it since: steps/${name}`);
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
  const names = new Set(outcomes.filter(isDone).map(({ step }) => step));
  const touched = writtenCheckpoints.filter((one) => names.has(one.name));
  const problems = touched.flatMap((one) => stepProblems(stepFolder(one)));
  for (const problem of problems) console.log(`✖ ${show(problem)}`);
  const proof =
    touched.length > 0
      ? await prove(touched, { plain: true })
      : { holds: true, lines: [] };
  for (const line of proof.lines) console.log(line);
  if (touched.length > 0 && proof.holds) {
    console.log(
      `\n${touched.length} steps type-check, and all their checks hold.`,
    );
  }
  const pages = outdatedPages();
  if (pages.length > 0) {
    console.log('\nPages that show code which is another now:');
    for (const page of pages) console.log(`  ${page}`);
    console.log('Type "npm run pages fix" to bring them up to date.');
  }
  if (conflicts.length > 0) {
    console.log(
      '\nMend these files by hand, then type: npm run course carry continue',
    );
  }
  const holds = conflicts.length === 0 && problems.length === 0 && proof.holds;
  return holds ? exitCodes.holds : exitCodes.doesNotHold;
}

function isDone({ what }: Outcome): boolean {
  return what !== 'conflict' && what !== 'ended';
}

function table(outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) console.log('There is nothing more to carry.');
  const width = Math.max(0, ...outcomes.map(({ step }) => step.length));
  for (const { step, file, what, how } of outcomes) {
    const means = how && how !== 'same' ? ` (merged by ${how})` : '';
    console.log(`  ${step.padEnd(width)}  ${what.padEnd(8)}  ${file}${means}`);
  }
}

function showConflict({ step, file, clashes = [] }: Outcome): void {
  console.log(`\nConflict in steps/${step}/${file}`);
  for (const { line, base, ours, theirs } of clashes) {
    console.log(`  near line ${line}, the earlier step before the change:`);
    console.log(indent(base));
    console.log('  after it:');
    console.log(indent(theirs));
    console.log('  this step has:');
    console.log(indent(ours));
  }
}

function indent(text: string): string {
  return text.replace(/\n$/, '').replace(/^/gm, '    | ');
}

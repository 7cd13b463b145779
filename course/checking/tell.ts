// Verdicts as lines for a terminal.
import { styleText } from 'node:util';
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes } from '../plain-error';
import type { Hint } from './hints';
import type { Report, Verdict } from './run';

/** What a run has said already. */
export interface Told {
  /** Why its server did not start. */
  cause?: string;
  readonly sentences: Set<string>;
}

export function nothingTold(): Told {
  return { sentences: new Set() };
}

/** Says why there is no server to ask, before all else. */
export function causeLines(cause: string, told: Told): string[] {
  told.cause = cause;
  return [red('The server did not start:'), ...indented(cause), ''];
}

/** The lines of one verdict, with as many hints as are given. */
export function verdictLines(
  verdict: Verdict,
  hints: readonly Hint[],
  told = nothingTold(),
): string[] {
  const { title, kind, message } = verdict;
  if (kind === 'pass') return [`${green('✔')} ${title}`];
  const lines = [`${red('✖')} ${title}${how[kind]}`];
  // Why the server did not start is said once, for all checks.
  const once = kind === 'did not start' && !told.cause;
  // So is what spoils several checks.
  const again = told.sentences.has(message);
  if (again && verdict.sameAs) lines.push(...indented('For the same reason.'));
  else if (!once && !(again && verdict.hints.length === 0))
    lines.push(...indented(message));
  told.sentences.add(message);
  return [...lines, ...hints.flatMap(hintLines)];
}

const how: Record<Verdict['kind'], string> = {
  pass: '',
  fail: '',
  'no answer': '  (no answer)',
  'server died': '  (the server died)',
  'did not start': '  (the server did not start)',
  'not run': '  (not run)',
};

function hintLines(hint: Hint): string[] {
  const [first, ...more] = hintText(hint).split('\n');
  return [dim(`    → ${first}`), ...more.map((line) => dim(`      ${line}`))];
}

function hintText(hint: Hint): string {
  switch (hint.rung) {
    case 'ask':
      return hint.question;
    case 'read':
      return `Read docs/${hint.page}.md${hint.anchor}`;
    case 'look': {
      const { lesson, file, symbol } = hint;
      const place = symbol ? `${symbol} in ${file}` : file;
      return `Look at ${place} of our step: ${lesson}`;
    }
    case 'compare': {
      const { lesson, file, difference } = hint;
      return difference
        ? `From yours to ours (${lesson}):\n${difference}`
        : `Your ${file} is the same as ours: look at the files that it uses.`;
    }
  }
}

/** What remains to be said after this lesson's own checks. */
export function closingLines(
  lesson: Lesson,
  report: Report,
  hintsOf: (verdict: Verdict) => readonly Hint[],
  told: Told,
): string[] {
  const { reasons, sentences, earlier } = report.summary;
  const broken = report.verdicts.filter(
    (verdict) =>
      verdict.kind !== 'pass' &&
      !verdict.advice &&
      lessonOfKey(verdict.key) !== lesson &&
      !verdict.unasked,
  );
  const lines: string[] = [];
  if (broken.length > 0) {
    lines.push('', 'From earlier lessons:');
    const again = broken.filter(({ sameAs }) => sameAs);
    for (const one of broken.filter(({ sameAs }) => !sameAs)) {
      const named = {
        ...one,
        title: `${lessonOfKey(one.key).id}  ${one.title}`,
      };
      lines.push(...verdictLines(named, hintsOf(one), told));
    }
    if (again.length > 0) lines.push(sameReason(again));
  }
  if (earlier) lines.push(`${green('✔')} ${earlier}`);
  const paint = report.holds ? green : red;
  const [first, ...more] = sentences.map(paint);
  // The reasons belong to the sentence of what could not be asked: the first.
  lines.push('', first, ...reasons.flatMap(indented), ...more);
  if (report.database) {
    const { host, port, name } = report.database;
    lines.push(dim(`Its database for this run: ${name} at ${host}:${port}`));
  }
  return lines;
}

/** Twenty rows that say nothing new would bury the one that does. */
function sameReason(verdicts: readonly Verdict[]): string {
  const ids = new Set(verdicts.map(({ key }) => lessonOfKey(key).id));
  const count = verdicts.length;
  const checks = count === 1 ? 'one more check' : `${count} more checks`;
  return `${red('✖')} For a reason told above: ${checks}, of ${[...ids].join(', ')}`;
}

/** What is no reason to fail, but worth to know. */
export function adviceLines(
  verdicts: readonly Verdict[],
  told: Told,
): string[] {
  const given = verdicts.filter(
    ({ advice, kind, sameAs }) => advice && kind !== 'pass' && !sameAs,
  );
  return given.flatMap(({ key, message }) =>
    key === 'advice/types'
      ? [
          '',
          `Advice, from the type check${told.cause ? '' : ' (a type error does not stop the server)'}:`,
          ...indented(message),
        ]
      : ['', `Advice: ${message}`],
  );
}

/** How the command ends: holds, does not hold, could not tell. */
export function exitCodeOf({ holds, verdicts }: Report): number {
  if (holds) return exitCodes.holds;
  const kinds = verdicts
    .filter(({ advice }) => !advice)
    .map(({ kind }) => kind);
  const told = kinds.some((kind) => kind !== 'pass' && kind !== 'not run');
  return told ? exitCodes.doesNotHold : exitCodes.couldNotTell;
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

const paint = (format: 'green' | 'red' | 'dim') => (text: string) =>
  styleText(format, text, { stream: process.stdout });
const green = paint('green');
const red = paint('red');
const dim = paint('dim');

// Verdicts as lines for a terminal.
import { styleText } from 'node:util';
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes } from '../plain-error';
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

/** Whether nothing could be found out: the reason is told once for all. */
export function isUnasked({ kind, message }: Verdict, told: Told): boolean {
  if (kind === 'did not start') return message === told.cause;
  return kind === 'not run';
}

/** The lines of one verdict, with as many hints as are given. */
export function verdictLines(
  verdict: Verdict,
  hints: string[],
  told = nothingTold(),
): string[] {
  const { title, kind, message } = verdict;
  if (kind === 'pass') return [`${green('✔')} ${title}`];
  const lines = [`${red('✖')} ${title}${how[kind]}`];
  // Why the server did not start is said once, for all checks.
  const once = kind === 'did not start' && !told.cause;
  // So is what spoils several checks, and leaves no hint to give.
  const again = verdict.hints.length === 0 && told.sentences.has(message);
  if (again && verdict.sameAs) lines.push(...indented('For the same reason.'));
  else if (!once && !again) lines.push(...indented(message));
  told.sentences.add(message);
  return [...lines, ...hints.filter(Boolean).flatMap(hintLines)];
}

const how: Record<Verdict['kind'], string> = {
  pass: '',
  fail: '',
  'no answer': '  (no answer)',
  'server died': '  (the server died)',
  'did not start': '  (the server did not start)',
  'not run': '  (not run)',
};

function hintLines(hint: string): string[] {
  const [first, ...more] = hint.trimEnd().split('\n');
  return [dim(`    → ${first}`), ...more.map((line) => dim(`      ${line}`))];
}

/** What remains to be said after this lesson's own checks. */
export function closingLines(
  lesson: Lesson,
  report: Report,
  hintsOf: (verdict: Verdict) => string[],
  told: Told,
): string[] {
  const judged = report.verdicts.filter(({ advice }) => !advice);
  const earlier = judged.filter((one) => lessonOfKey(one.key) !== lesson);
  const unasked = judged.filter((one) => isUnasked(one, told));
  const broken = earlier.filter(
    (one) => one.kind !== 'pass' && !unasked.includes(one),
  );
  const held = earlier.filter(({ kind }) => kind === 'pass').length;
  const failing = judged.filter(({ kind }) => kind !== 'pass').length;
  const lines: string[] = [];
  if (broken.length > 0) {
    lines.push('', 'From earlier lessons:');
    for (const one of broken) {
      const named = {
        ...one,
        title: `${lessonOfKey(one.key).id}  ${one.title}`,
      };
      lines.push(...verdictLines(named, hintsOf(one), told));
    }
  }
  if (held > 0) lines.push(`${green('✔')} ${checks(held)} of earlier lessons`);
  lines.push('', ...unaskedLines(unasked, told));
  if (failing === 0 || failing > unasked.length) {
    lines.push(sum(judged.length, failing - unasked.length));
  }
  if (report.database) {
    const { host, port, name } = report.database;
    lines.push(dim(`Its database for this run: ${name} at ${host}:${port}`));
  }
  return lines;
}

function unaskedLines(unasked: Verdict[], told: Told): string[] {
  if (unasked.length === 0) return [];
  const reasons = new Set(unasked.map(({ message }) => message));
  if (told.cause) reasons.delete(told.cause);
  return [
    red(`${checks(unasked.length)} could not be asked.`),
    ...[...reasons].flatMap(indented),
  ];
}

function checks(count: number): string {
  return `${count} ${count === 1 ? 'check' : 'checks'}`;
}

function sum(all: number, failing: number): string {
  if (failing === 0) {
    return green(all === 1 ? 'The check holds.' : `All ${all} checks hold.`);
  }
  const verb = failing === 1 ? 'does' : 'do';
  return red(`${failing} of ${all} checks ${verb} not hold.`);
}

/** What is no reason to fail, but worth to know. */
export function adviceLines(
  verdicts: readonly Verdict[],
  told: Told,
): string[] {
  const given = verdicts.filter(
    ({ advice, kind }) => advice && kind !== 'pass',
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

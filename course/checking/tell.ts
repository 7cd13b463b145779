// Verdicts as lines for a terminal.
import { styleText } from 'node:util';
import type { Lesson } from '../outline';
import { lessonOf } from './in-force';
import type { Report, Verdict } from './run';

/** The lines of one verdict, with as many hints as are given. */
export function verdictLines(verdict: Verdict, hints: string[]): string[] {
  const { title, kind, message } = verdict;
  if (kind === 'pass') return [`${green('✔')} ${title}`];
  const lines = [`${red('✖')} ${title}${how[kind]}`];
  // Why the server did not start is said once, for all checks.
  if (kind !== 'did not start') lines.push(...indented(message));
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
): string[] {
  const judged = report.verdicts.filter(({ advice }) => !advice);
  const earlier = judged.filter((one) => lessonOf(one) !== lesson.id);
  const broken = earlier.filter(({ kind }) => kind !== 'pass');
  const failing = judged.filter(({ kind }) => kind !== 'pass').length;
  const lines: string[] = [];
  if (broken.length > 0) {
    lines.push('', 'From earlier lessons:');
    for (const one of broken) {
      const named = { ...one, title: `${lessonOf(one)}  ${one.title}` };
      lines.push(...verdictLines(named, hintsOf(one)));
    }
  }
  if (earlier.length > broken.length) {
    const count = earlier.length - broken.length;
    lines.push(
      `${green('✔')} ${count} ${count > 1 ? 'checks' : 'check'} of earlier lessons`,
    );
  }
  if (report.startFailure) {
    lines.push('', red('The server did not start:'));
    lines.push(...indented(report.startFailure));
  }
  lines.push('', sum(judged.length, failing));
  if (report.database) {
    const { host, port, name } = report.database;
    lines.push(dim(`Its database for this run: ${name} at ${host}:${port}`));
  }
  return lines;
}

function sum(all: number, failing: number): string {
  if (failing === 0) {
    return green(all === 1 ? 'The check holds.' : `All ${all} checks hold.`);
  }
  const verb = failing === 1 ? 'does' : 'do';
  return red(`${failing} of ${all} checks ${verb} not hold.`);
}

/** What is no reason to fail, but worth to know. */
export function adviceLines(verdicts: readonly Verdict[]): string[] {
  const told = verdicts.filter(({ advice, kind }) => advice && kind !== 'pass');
  return told.flatMap(({ key, message }) =>
    key === 'advice/types'
      ? [
          '',
          'Advice, from the type check (a type error does not stop the server):',
          ...indented(message),
        ]
      : ['', `Advice: ${message}`],
  );
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

const paint = (format: 'green' | 'red' | 'dim') => (text: string) =>
  styleText(format, text, { stream: process.stdout });
const green = paint('green');
const red = paint('red');
const dim = paint('dim');

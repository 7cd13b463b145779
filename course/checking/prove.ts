// Proves the checks: every step passes all in force, the step before fails
// exactly the new ones, and each planted fault is caught by the check it names.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keepBrowsers, whyNoBrowser, type Browsers } from '../browser';
import {
  checkpointBefore,
  stepFolder,
  writtenCheckpoints,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { stateFolder } from '../state';
import { applyEdits, copyStep } from '../steps';
import type { Check } from '../../checks/define';
import { isAskedAt, isProvedAt, undeclaredDear } from './dear';
import { hintProblems } from './hint-problems';
import { checksAt, checksOf } from './in-force';
import { judge } from './run';

/** What a proof found. */
export interface Proof {
  readonly holds: boolean;
  /** A sentence for each thing that does not hold, and one for the sum. */
  readonly lines: string[];
  readonly passed: number;
  readonly failed: number;
}

/** One folder and what must come out there. */
export interface Row {
  /** Its lesson: what its server needs. */
  readonly lesson: Lesson;
  readonly folder: string;
  /** `03.02`, or `03.02 with no-mount`. */
  readonly name: string;
  readonly mustPass: readonly Check[];
  readonly mustFail: readonly Check[];
}

/** Each row as many at a time as there are cores, and one for the waiting. */
const atOnce = os.availableParallelism() + 1;

/**
 * Everything about these lessons: the matrix, the faults, the hints.
 * @param options.part one of the two alone: each step and the one before it
 *   (plain), or each planted fault
 */
export async function prove(
  lessons: readonly Lesson[] = writtenCheckpoints,
  options: {
    part?: 'plain' | 'faults';
    onLine?: (line: string) => void;
  } = {},
): Promise<Proof> {
  const { part, onLine } = options;
  const written = lessons.filter((one) => writtenCheckpoints.includes(one));
  browserLines(written).forEach((line) => onLine?.(line));
  const parts: Proof[] = [];
  if (part !== 'faults') {
    const rows = matrixRows(written, { everywhere: true });
    parts.push(await judgeRows(rows, { onLine }));
  }
  if (part !== 'plain') {
    parts.push(proofOf(written.flatMap(ruleProblems), onLine));
    parts.push(await proveFaults(written, onLine));
  }
  return sum(parts);
}

/**
 * A step's own row and the one that shows the next lesson's checks red are one:
 * its server is started once.
 * @param options.everywhere asks dear checks again at each step, and those of a
 *   browser where the page or what it asks changes
 */
export function matrixRows(
  lessons: readonly Lesson[],
  { everywhere = false } = {},
): Row[] {
  const rows = new Map<string, Row>();
  for (const lesson of lessons) {
    const isAsked = (check: Check) =>
      everywhere
        ? isProvedAt(lesson, check)
        : check.kind !== 'browser' && isAskedAt(lesson, check);
    const mustPass = checksAt(lesson).filter(isAsked);
    add(lesson, stepFolder(lesson), { mustPass });
    if (lesson.unseen !== undefined) continue;
    const before = checkpointBefore(lesson);
    const folder = before ? stepFolder(before) : emptyFolder();
    const mustFail = checksOf(lesson).checks.filter(isAsked);
    add(before ?? lesson, folder, { mustFail });
  }
  return [...rows.values()];

  function add(lesson: Lesson, folder: string, more: Partial<Row>) {
    const name = folder === stepFolder(lesson) ? lesson.id : 'an empty folder';
    const none = { mustPass: [], mustFail: [] };
    const known = rows.get(folder) ?? { lesson, folder, name, ...none };
    rows.set(folder, { ...known, ...more });
  }
}

function emptyFolder(): string {
  const folder = path.join(stateFolder, 'work', 'empty');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Judges rows side by side; each has a server and a database of its own. */
export async function judgeRows(
  rows: readonly Row[],
  options: { onLine?: (line: string) => void; concurrency?: number } = {},
): Promise<Proof> {
  const { onLine, concurrency = atOnce } = options;
  return withBrowsers(async (browsers) => {
    const proofs = await inParallel(rows, concurrency, async (row) => {
      const proof = await judgeRow(row, browsers);
      proof.lines.forEach((line) => onLine?.(line));
      return proof;
    });
    return sum(proofs);
  });
}

/** A browser for each that works side by side, and not one for each row. */
async function withBrowsers<T>(work: (browsers: Browsers) => Promise<T>) {
  const browsers = keepBrowsers();
  try {
    return await work(browsers);
  } finally {
    await browsers.close();
  }
}

/** Judges one row. */
export async function judgeRow(row: Row, browsers?: Browsers): Promise<Proof> {
  const { lesson, folder, name } = row;
  const [mustPass, mustFail] = [row.mustPass, row.mustFail].map(askable);
  const checks = [...mustPass, ...mustFail];
  const { verdicts } = await judge({ lesson, folder, checks, browsers });
  const red = new Set(mustFail.map(({ key }) => key));
  const lines = verdicts.flatMap(({ key, kind, message }) => {
    if (!red.has(key)) {
      return kind === 'pass' ? [] : [`✖ ${name} fails ${key}: ${message}`];
    }
    if (kind === 'pass') return [`✖ ${name} passes ${key}, and must not.`];
    if (kind !== 'not run' && message !== '') return [];
    return [`✖ ${name}: ${key} could not tell (${kind}): ${message}`];
  });
  if (folder === stepFolder(lesson)) {
    lines.push(...(await undeclaredDear(lesson, mustPass, verdicts)));
  }
  const failed = lines.length;
  return { holds: failed === 0, lines, passed: checks.length - failed, failed };
}

/** Without those of a browser, where there is none. */
function askable(checks: readonly Check[]): Check[] {
  const none = whyNoBrowser() !== undefined;
  return checks.filter(({ kind }) => !(none && kind === 'browser'));
}

/** Says what nobody could see here. */
function browserLines(lessons: readonly Lesson[]): string[] {
  const all = lessons.flatMap((lesson) => checksOf(lesson).checks);
  const count = all.length - askable(all).length;
  return count > 0 ? [`${count} checks not run. ${whyNoBrowser()}`] : [];
}

/** Each planted fault of these lessons is caught by the checks that name it. */
export async function proveFaults(
  lessons: readonly Lesson[],
  onLine?: (line: string) => void,
): Promise<Proof> {
  const faults = lessons.flatMap((lesson) =>
    Object.keys(checksOf(lesson).edits).map((name) => ({ lesson, name })),
  );
  return withBrowsers(async (browsers) => {
    const prove = async ({ lesson, name }: (typeof faults)[number]) => {
      const proof = await proveFault(lesson, name, browsers);
      proof.lines.forEach((line) => onLine?.(line));
      return proof;
    };
    return sum(await inParallel(faults, atOnce, prove));
  });
}

/** The step with one edit: each check that names it must catch it. */
async function proveFault(
  lesson: Lesson,
  edit: string,
  browsers: Browsers,
): Promise<Proof> {
  const { edits, checks } = checksOf(lesson);
  const mustFail = checks.filter(({ faults }) => faults.includes(edit));
  const copy = copyStep(lesson);
  const name = `${lesson.id} with ${edit}`;
  try {
    applyEdits(copy.path, edits[edit]);
    const row = { lesson, folder: copy.path, name, mustPass: [], mustFail };
    return await judgeRow(row, browsers);
  } catch (error) {
    return proofOf([`✖ ${name}: ${(error as Error).message}`]);
  } finally {
    copy.remove();
  }
}

/** What can be said of a lesson's checks without running one. */
function ruleProblems(lesson: Lesson): string[] {
  const { checks } = checksOf(lesson);
  const unseen = lesson.unseen !== undefined;
  const blind = checks
    .filter(({ faults }) => faults.length === 0 && !unseen)
    .map(({ key }) => `✖ ${key} names no fault: nothing proves that it bites.`);
  const missing =
    checks.length === 0 && !unseen
      ? [`✖ ${lesson.id} has no check, and the outline does not say why.`]
      : [];
  return [...missing, ...blind, ...checks.flatMap(hintProblems)];
}

function proofOf(lines: string[], onLine?: (line: string) => void): Proof {
  lines.forEach((line) => onLine?.(line));
  return { holds: lines.length === 0, lines, passed: 0, failed: lines.length };
}

function sum(proofs: readonly Proof[]): Proof {
  const count = (what: 'passed' | 'failed') =>
    proofs.reduce((total, proof) => total + proof[what], 0);
  return {
    holds: proofs.every(({ holds }) => holds),
    lines: proofs.flatMap(({ lines }) => lines),
    passed: count('passed'),
    failed: count('failed'),
  };
}

async function inParallel<T, R>(
  items: readonly T[],
  atMost: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]);
    }
  };
  await Promise.all(Array.from({ length: atMost }, worker));
  return results;
}

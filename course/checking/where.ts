// How far a server has come, and which checkpoint its files are nearest to.
import path from 'node:path';
import { stepFolder, writtenCheckpoints } from '../find-lesson';
import type { Lesson } from '../outline';
import { compareFolders, listFiles, type FileDiff } from '../steps';
import { checksAt, checksOf } from './in-force';
import { judge, type Verdict } from './run';

/** Where a folder stands in the course. */
export interface Place {
  /** The furthest lesson whose checks in force all hold; none: not one. */
  readonly furthest?: Lesson;
  /** The next checkpoint, and its verdicts that keep the server from it. */
  readonly next?: Lesson;
  readonly missing: Verdict[];
  readonly startFailure?: string;
  /** The checkpoint with the fewest lines of difference. */
  readonly nearest: Lesson;
  readonly differences: FileDiff[];
}

/** Judges a folder once by all checks there are, and compares its files. */
export async function findPlace(folder: string): Promise<Place> {
  const last = writtenCheckpoints.at(-1)!;
  const checks = writtenCheckpoints.flatMap((one) => checksOf(one).checks);
  const report = await judge({ lesson: last, folder, checks });
  const broken = new Map(
    report.verdicts
      .filter(({ kind, advice }) => kind !== 'pass' && !advice)
      .map((verdict) => [verdict.key, verdict]),
  );
  const brokenAt = (lesson: Lesson) =>
    checksAt(lesson).flatMap(({ key }) => broken.get(key) ?? []);
  const furthest = writtenCheckpoints
    .filter((one) => brokenAt(one).length === 0)
    .at(-1);
  const next = writtenCheckpoints.find(
    ({ id }) => !furthest || id > furthest.id,
  );
  const startFailure = report.summary.cause;
  const missing = next ? brokenAt(next) : [];
  return { furthest, next, missing, startFailure, ...nearestTo(folder) };
}

function nearestTo(folder: string): Pick<Place, 'nearest' | 'differences'> {
  const own = listFiles(folder);
  const all = writtenCheckpoints.map((nearest) => {
    const step = stepFolder(nearest);
    const known = new Set(listFiles(step));
    // What npm, an editor or the student added beside the code is no step away.
    const differences = compareFolders(step, folder).filter(
      ({ file }) => known.has(file) || isCode(file),
    );
    const lines = differences.reduce(
      (sum, { added, removed }) => sum + added + removed,
      0,
    );
    return { nearest, differences, lines };
  });
  if (own.length === 0) all.splice(1);
  const [best] = all.sort((a, b) => a.lines - b.lines);
  return best;
}

function isCode(file: string): boolean {
  return /^\.[cm]?[jt]sx?$/.test(path.extname(file));
}

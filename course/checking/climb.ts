// How far up the hints a student has climbed, check by check: `.course/hints.json`.
import fs from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../state';
import type { Hint } from './hints';
import type { Verdict } from './run';

/** Per folder, per key: how many rungs were shown. */
type Climbed = Record<string, Record<string, number>>;

const file = path.join(stateFolder, 'hints.json');

/**
 * One rung more for each failing check, and none of what holds now.
 * @returns the rungs to show, by key
 */
export function climb(
  folder: string,
  verdicts: readonly Verdict[],
): Map<string, Hint[]> {
  const all = read();
  const before = all[folder] ?? {};
  const failing = verdicts.filter(({ hints }) => hints.length > 0);
  // The first rung is shown with every verdict.
  const now = failing.map(({ key, hints }) => {
    const rungs = Math.min((before[key] ?? 1) + 1, hints.length);
    return [key, rungs] as const;
  });
  const judged = new Set(verdicts.map(({ key }) => key));
  const others = Object.entries(before).filter(([key]) => !judged.has(key));
  all[folder] = Object.fromEntries([...others, ...now]);
  fs.mkdirSync(stateFolder, { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  const rungs = new Map(now);
  return new Map(
    failing.map(({ key, hints }) => [key, hints.slice(0, rungs.get(key))]),
  );
}

function read(): Climbed {
  try {
    const found: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof found === 'object' && found ? (found as Climbed) : {};
  } catch {
    return {};
  }
}

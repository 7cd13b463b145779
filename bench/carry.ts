// How often a one-line change reaches the last step without a person: plain
// chained `git merge-file` and `carry`, on the same edits in one run.
//
// Each edit changes, adds or deletes one line at a random place of a random
// step, only in files that change again later. An edit whose line a later step
// rewrites cannot survive: it must be reported, and is counted apart.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { diffArrays } from 'diff';
import { stepFolder, writtenCheckpoints } from '../course/find-lesson';
import { listFiles } from '../course/steps';
import { carryChange } from '../course/steps/carry';

/** A repeatable source of random numbers in [0, 1) (mulberry32). */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Case {
  step: number;
  file: string;
  before: string;
  after: string;
  line: string;
  /** True where some later step rewrites the line itself. */
  rewritten: boolean;
}

const steps = writtenCheckpoints.map((one) => stepFolder(one));
const files = steps.map(
  (folder) =>
    new Map(
      listFiles(folder)
        .filter((file) => file.endsWith('.ts'))
        .map((file) => [
          file,
          fs.readFileSync(path.join(folder, file), 'utf8'),
        ]),
    ),
);

function makeCase(random: () => number, serial: number): Case | undefined {
  const step = Math.floor(random() * (steps.length - 1));
  const names = [...files[step].keys()].filter((file) =>
    changesLater(step, file),
  );
  if (names.length === 0) return undefined;
  const file = names[Math.floor(random() * names.length)];
  const before = files[step].get(file)!;
  const lines = before.split('\n');
  const spots = [...lines.keys()].filter((i) => /[;{,)]\s*$/.test(lines[i]));
  if (spots.length === 0) return undefined;
  const at = spots[Math.floor(random() * spots.length)];
  const own = lines[at];
  const mark = `carried ${serial}`;
  const changed = [...lines];
  const kind = random();
  // A changed line, or a new one below: both hold the mark that must survive.
  if (kind < 0.6) changed[at] = `${own} // ${mark}`;
  else changed.splice(at, 0, `${own.match(/^\s*/)![0]}// ${mark}`);
  const rewritten = isRewritten(step, file, lines, at, kind < 0.6);
  return {
    step,
    file,
    before,
    after: changed.join('\n'),
    line: mark,
    rewritten,
  };
}

function changesLater(step: number, file: string): boolean {
  const own = files[step].get(file);
  return files
    .slice(step + 1)
    .some((one) => one.has(file) && one.get(file) !== own);
}

// Whether some later step rewrites the line, or, for one that is put in, what
// stands above and below it. Indentation aside: a block that went deeper as a
// whole is still the same.
function isRewritten(
  step: number,
  file: string,
  lines: string[],
  at: number,
  replaces: boolean,
): boolean {
  const old = lines.map((line) => line.trim());
  return files.slice(step + 1).some((one) => {
    const now = one
      .get(file)
      ?.split('\n')
      .map((line) => line.trim());
    if (!now) return false;
    if (replaces) return !now.includes(old[at]);
    const kept = keptLines(old, now);
    return !kept.has(at) && !kept.has(at - 1);
  });
}

function keptLines(old: string[], now: string[]): Set<number> {
  const kept = new Set<number>();
  let at = 0;
  for (const { value, added, removed } of diffArrays(old, now)) {
    if (added) continue;
    if (!removed) value.forEach((_, i) => kept.add(at + i));
    at += value.length;
  }
  return kept;
}

type Result = 'survived' | 'reported' | 'lost';

async function byCarry(one: Case): Promise<Result> {
  const later = steps
    .slice(one.step + 1)
    .map((folder) => path.basename(folder));
  const outcomes = await carryChange(one, later, (step, file) =>
    files[later.indexOf(step) + one.step + 1].get(file),
  );
  if (outcomes.some(({ what }) => what === 'conflict')) return 'reported';
  const last = outcomes.filter(({ text }) => text !== undefined).at(-1);
  return last?.text?.includes(one.line) ? 'survived' : 'lost';
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'carry-bench-'));

function byGit(one: Case): Result {
  let { before, after } = one;
  for (const later of files.slice(one.step + 1)) {
    const ours = later.get(one.file);
    if (ours === undefined) break;
    const [a, b, c] = [ours, before, after].map((text, i) => {
      const file = path.join(work, String(i));
      fs.writeFileSync(file, text);
      return file;
    });
    try {
      after = execFileSync('git', ['merge-file', '-p', a, b, c], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      return 'reported';
    }
    before = ours;
  }
  return after.includes(one.line) ? 'survived' : 'lost';
}

/** Prints the table; `count` edits, from a fixed seed. */
export async function run(count = 400): Promise<void> {
  const random = randomFrom(20261124);
  const score = new Map<string, number>();
  const add = (key: string) => score.set(key, (score.get(key) ?? 0) + 1);
  let serial = 0;
  while (serial < count) {
    const one = makeCase(random, serial);
    if (!one) continue;
    serial += 1;
    const kind = one.rewritten ? 'rewritten' : 'may survive';
    add(`${kind}|all`);
    add(`${kind}|git ${byGit(one)}`);
    add(`${kind}|carry ${await byCarry(one)}`);
  }
  fs.rmSync(work, { recursive: true });
  for (const kind of ['may survive', 'rewritten']) {
    const all = score.get(`${kind}|all`) ?? 0;
    console.log(
      `\nEdits whose line ${kind === 'rewritten' ? 'a later step rewrites' : kind}: ${all}`,
    );
    for (const means of ['git', 'carry']) {
      const cells = (['survived', 'reported', 'lost'] as const).map(
        (result) => {
          const n = score.get(`${kind}|${means} ${result}`) ?? 0;
          return `${result} ${n} (${((100 * n) / Math.max(all, 1)).toFixed(1)} %)`;
        },
      );
      console.log(`  ${means.padEnd(6)} ${cells.join('  ')}`);
    }
  }
}

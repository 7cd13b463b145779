// How often an edit of one step reaches the last without a person, and whether
// what comes out is right: `carry` and chained `git merge-file`, on the same
// edits. An edit is right where it equals the same edit done by hand there
// (`_carry-edits.ts`), blank lines aside; clean and not right is false. A
// report is right where no edit by hand is: both changed the same thing.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { carryChange } from '../course/steps/carry';
import { folders, isRight, makeCases, steps, type Case } from './_carry-cases';
import { kinds } from './_carry-edits';
import { idOf, wrongTypes, type Version } from './_types';

/** A file's text of each later step; undefined where a conflict stopped it. */
type Carried = { readonly step: number; readonly text: string | undefined }[];
const results = ['carried', 'reported', 'needless', 'types', 'false'] as const;
type Result = (typeof results)[number];

interface Judged {
  readonly result: Result;
  /** What is right as a text, and may still be wrong as types. */
  readonly versions: readonly Version[];
}

/** The later steps that have the file, until the first that has not. */
function laterSteps({ step, file }: Case): number[] {
  const later = [...steps.keys()].slice(step + 1);
  const end = later.findIndex((it) => !steps[it].has(file));
  return end < 0 ? later : later.slice(0, end);
}

const isConflict = (one: Case, step: number) =>
  !one.edit(steps[step].get(one.file)!)?.length;

async function judge(one: Case, carried: Carried): Promise<Judged> {
  const versions: Version[] = [];
  for (const { step, text } of carried) {
    if (text === undefined) {
      const result = isConflict(one, step) ? 'reported' : 'needless';
      return { result, versions: [] };
    }
    if (!(await isRight(one, step, text))) {
      return { result: 'false', versions: [] };
    }
    versions.push({ folder: folders[step], file: one.file, text });
  }
  return { result: 'carried', versions };
}

async function byCarry(one: Case): Promise<Carried> {
  const later = laterSteps(one);
  const outcomes = await carryChange(one, later.map(String), (step, file) =>
    steps[Number(step)].get(file),
  );
  const carried: Carried = [];
  for (const step of later) {
    const outcome = outcomes.find((it) => it.step === String(step));
    const isStopped = outcome?.what === 'conflict';
    // After the change was found there, the later steps stay as they are.
    const text = outcome?.text ?? steps[step].get(one.file);
    carried.push({ step, text: isStopped ? undefined : text });
    if (isStopped) break;
  }
  return carried;
}

function byGit(one: Case, work: string): Carried {
  let { before, after } = one;
  const carried: Carried = [];
  for (const step of laterSteps(one)) {
    const ours = steps[step].get(one.file)!;
    const names = [ours, before, after].map((text, i) => {
      const name = path.join(work, String(i));
      fs.writeFileSync(name, text);
      return name;
    });
    try {
      after = execFileSync('git', ['merge-file', '-p', ...names], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      return [...carried, { step, text: undefined }];
    }
    carried.push({ step, text: after });
    before = ours;
  }
  return carried;
}

/** Prints the table; `count` edits, the same in every run with this seed. */
export async function run(seed = '20261128', count = '600'): Promise<void> {
  const cases = await makeCases(Number(count), Number(seed));
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'carry-bench-'));
  const judged = [];
  for (const one of cases) {
    const carry = await judge(one, await byCarry(one));
    judged.push({ one, carry, git: await judge(one, byGit(one, work)) });
    if (carry.result !== 'false') continue;
    const where = path.basename(folders[one.step]);
    console.log(`Not right: ${one.kind}, ${where}/${one.file}`);
  }
  fs.rmSync(work, { recursive: true });
  const wrong = wrongTypes(
    judged.flatMap(({ carry, git }) => [...carry.versions, ...git.versions]),
  );
  const resultOf = ({ result, versions }: Judged): Result =>
    versions.some((one) => wrong.has(idOf(one))) ? 'types' : result;
  const rows = judged.map(({ one, carry, git }) => ({
    kind: one.kind,
    carry: resultOf(carry),
    git: resultOf(git),
  }));
  print(rows);
  const hard = cases.filter((one) =>
    laterSteps(one).some((step) => isConflict(one, step)),
  );
  const part = (some: number) =>
    `${some} of ${cases.length} (${((100 * some) / cases.length).toFixed(1)} %)`;
  console.log(
    `\nSeed ${seed}. Both changed the same, so that a report is right: ${part(hard.length)}.`,
  );
  for (const means of ['carry', 'git'] as const) {
    const all = rows.filter((row) => row[means] === 'carried').length;
    console.log(`${means} carried ${part(all)}.`);
  }
}

type Row = { kind: string; carry: Result; git: Result };

function print(rows: readonly Row[]): void {
  const columns = (['carry', 'git'] as const).flatMap((means) =>
    results.map((result) => ({ means, result })),
  );
  const line = (name: string, cells: readonly (string | number)[]) =>
    console.log(
      name.padEnd(28) + cells.map((one) => String(one).padStart(15)).join(''),
    );
  const count = (some: readonly Row[]) =>
    columns.map(
      ({ means, result }) => some.filter((row) => row[means] === result).length,
    );
  line(
    '',
    columns.map(({ means, result }) => `${means} ${result}`),
  );
  for (const { name } of kinds) {
    line(name, count(rows.filter(({ kind }) => kind === name)));
  }
  line('all', count(rows));
}

// How often an edit of one step reaches the last without a person, and whether
// what comes out is right: `carry` and chained `git merge-file`, on the same
// edits. An edit is right where it equals the same edit done by hand there
// (`_carry-edits.ts`), blank lines aside; clean and not right is false.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as prettier from 'prettier';
import ts from 'typescript';
import { stepFolder, writtenCheckpoints } from '../course/find-lesson';
import { listFiles } from '../course/steps';
import { carryChange } from '../course/steps/carry';
import { kinds, type Edit, type Kind } from './_carry-edits';
import { idOf, wrongTypes, type Version } from './_types';

const folders = writtenCheckpoints.map((one) => stepFolder(one));
const steps = folders.map(
  (folder) =>
    new Map(
      listFiles(folder).map((file) => [
        file,
        fs.readFileSync(path.join(folder, file), 'utf8'),
      ]),
    ),
);

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
  readonly kind: string;
  readonly step: number;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly edit: Edit;
}

/** A file's text of each later step; undefined where a conflict stopped it. */
type Carried = { readonly step: number; readonly text: string | undefined }[];
type Result = 'carried' | 'reported' | 'types' | 'false';

interface Judged {
  readonly result: Result;
  /** What is right as a text, and may still be wrong as types. */
  readonly versions: readonly Version[];
}

async function makeCase(
  kind: Kind,
  random: () => number,
  serial: number,
): Promise<Case | undefined> {
  const pick = <T>(items: readonly T[]) =>
    items[Math.floor(random() * items.length)];
  const step = Math.floor(random() * (steps.length - 1));
  const files = [...steps[step].keys()].filter(
    (file) => kind.file.test(file) && changesLater(step, file),
  );
  if (files.length === 0) return undefined;
  const file = pick(files);
  const before = steps[step].get(file)!;
  const edit = kind.make(before, pick, serial);
  const [edited] = edit?.(before) ?? [];
  if (!edit || edited === undefined) return undefined;
  const after = await formatted(file, edited);
  if (!after || after === before) return undefined;
  return { kind: kind.name, step, file, before, after, edit };
}

function changesLater(step: number, file: string): boolean {
  const later = steps.slice(step + 1).map((one) => one.get(file));
  return later.some((text) => text && text !== steps[step].get(file));
}

const known = new Map<string, Promise<string | undefined>>();

function formatted(file: string, text: string): Promise<string | undefined> {
  const options = { filepath: file, singleQuote: true };
  const id = `${file}\n${text}`;
  const run = () => prettier.format(text, options).catch(() => undefined);
  if (!known.has(id)) known.set(id, run());
  return known.get(id)!;
}

// Blank lines and, in JSON, the order of keys mean nothing.
async function plain(file: string, text: string) {
  const lines = (await formatted(file, text))?.split('\n').filter(Boolean);
  if (file.endsWith('.json')) return sorted(text, lines);
  return lines?.join('\n');
}

function sorted(text: string, lines: string[] = []): string {
  const { config } = ts.parseConfigFileTextToJson('a.json', text);
  const keys = JSON.stringify(config, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );
  return keys + lines.filter((line) => line.includes('//')).join('\n');
}

async function judge(one: Case, carried: Carried): Promise<Judged> {
  const versions: Version[] = [];
  for (const { step, text } of carried) {
    if (text === undefined) return { result: 'reported', versions: [] };
    const right = one.edit(steps[step].get(one.file)!) ?? [];
    const texts = await Promise.all(right.map((it) => plain(one.file, it)));
    const own = await plain(one.file, text);
    if (own === undefined || !texts.includes(own)) {
      return { result: 'false', versions: [] };
    }
    versions.push({ folder: folders[step], file: one.file, text });
  }
  return { result: 'carried', versions };
}

async function byCarry(one: Case): Promise<Carried> {
  const later = [...steps.keys()].slice(one.step + 1);
  const outcomes = await carryChange(one, later.map(String), (step, file) =>
    steps[Number(step)].get(file),
  );
  const carried: Carried = [];
  for (const step of later) {
    const ours = steps[step].get(one.file);
    if (ours === undefined) break;
    const outcome = outcomes.find((it) => it.step === String(step));
    const isStopped = outcome?.what === 'conflict';
    // After the change was found there, the later steps stay as they are.
    carried.push({
      step,
      text: isStopped ? undefined : (outcome?.text ?? ours),
    });
    if (isStopped) break;
  }
  return carried;
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'carry-bench-'));

function byGit(one: Case): Carried {
  let { before, after } = one;
  const carried: Carried = [];
  for (let step = one.step + 1; step < steps.length; step++) {
    const ours = steps[step].get(one.file);
    if (ours === undefined) break;
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
export async function run(count = 600, seed = 20261128): Promise<void> {
  const cases = (await makeCases(count, seed)).slice(0, count);
  const table = new Map(kinds.map(({ name }) => [name, emptyRow()]));
  const judged = [];
  for (const one of cases) {
    const carry = await judge(one, await byCarry(one));
    judged.push({ one, carry, git: await judge(one, byGit(one)) });
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
  for (const { one, carry, git } of judged) {
    const row = table.get(one.kind)!;
    row[`carry ${resultOf(carry)}`] += 1;
    row[`git ${resultOf(git)}`] += 1;
  }
  print(table);
}

/** Different edits, each kind in turn, that type-check where they are made. */
async function makeCases(count: number, seed: number): Promise<Case[]> {
  const random = randomFrom(seed);
  const cases = new Map<string, Case>();
  // Some fall out below.
  const enough = Math.ceil(count * 1.3);
  for (let serial = 0; cases.size < enough && serial < count * 50; serial++) {
    const one = await makeCase(kinds[serial % kinds.length], random, serial);
    if (!one) continue;
    const text = one.after.replaceAll(String(serial), '');
    const id = [one.step, one.file, text].join('\0');
    if (!cases.has(id)) cases.set(id, one);
  }
  const versionOf = ({ step, file, after }: Case): Version => ({
    folder: folders[step],
    file,
    text: after,
  });
  const wrong = wrongTypes([...cases.values()].map(versionOf));
  return [...cases.values()].filter((one) => !wrong.has(idOf(versionOf(one))));
}

type Row = Record<`${'carry' | 'git'} ${Result}`, number>;

function emptyRow(): Row {
  const none = { carried: 0, reported: 0, types: 0, false: 0 };
  const named = (means: string) =>
    Object.entries(none).map(([result, n]) => [`${means} ${result}`, n]);
  return Object.fromEntries([...named('carry'), ...named('git')]) as Row;
}

function print(table: ReadonlyMap<string, Row>): void {
  const all = emptyRow();
  const columns = Object.keys(all) as (keyof Row)[];
  console.log(
    `${''.padEnd(28)}${columns.map((name) => name.padStart(15)).join('')}`,
  );
  const line = (name: string, row: Row) =>
    console.log(
      `${name.padEnd(28)}${columns.map((one) => String(row[one]).padStart(15)).join('')}`,
    );
  for (const [name, row] of table) {
    columns.forEach((column) => (all[column] += row[column]));
    line(name, row);
  }
  line('all', all);
}

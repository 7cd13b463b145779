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
import { typesOf } from './_types';

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
const holdsTypes = folders.map((folder, i) => typesOf(folder, steps[i]));

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
  if (!holdsTypes[step](file, after)) return undefined;
  return { kind: kind.name, step, file, before, after, edit };
}

function changesLater(step: number, file: string): boolean {
  const later = steps.slice(step + 1).map((one) => one.get(file));
  return later.some((text) => text && text !== steps[step].get(file));
}

async function formatted(file: string, text: string) {
  const options = { filepath: file, singleQuote: true };
  return prettier.format(text, options).catch(() => undefined);
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

async function judge(one: Case, carried: Carried): Promise<Result> {
  let result: Result = 'carried';
  for (const { step, text } of carried) {
    if (text === undefined) return 'reported';
    const right = one.edit(steps[step].get(one.file)!) ?? [];
    const texts = await Promise.all(right.map((it) => plain(one.file, it)));
    const own = await plain(one.file, text);
    if (own === undefined || !texts.includes(own)) return 'false';
    if (!holdsTypes[step](one.file, text)) result = 'types';
  }
  return result;
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

/** Prints the table; `count` edits, from a fixed seed. */
export async function run(count = 600): Promise<void> {
  const random = randomFrom(20261128);
  const table = new Map(kinds.map(({ name }) => [name, emptyRow()]));
  const known = new Set<string>();
  let done = 0;
  for (let serial = 0; done < count && serial < count * 50; serial++) {
    const one = await makeCase(kinds[serial % kinds.length], random, serial);
    const id =
      one &&
      [one.step, one.file, one.after.replaceAll(String(serial), '')].join('\0');
    if (!one || known.has(id!)) continue;
    known.add(id!);
    done += 1;
    const row = table.get(one.kind)!;
    const result = await judge(one, await byCarry(one));
    row[`carry ${result}`] += 1;
    row[`git ${await judge(one, byGit(one))}`] += 1;
    if (result === 'false') {
      console.log(
        `FALSE ${serial}: ${one.kind}, ${path.basename(folders[one.step])}/${one.file}`,
      );
    }
  }
  fs.rmSync(work, { recursive: true });
  print(table);
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

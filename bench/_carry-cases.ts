// The benchmark's cases: edits of steps, and what is right in each later step.
import fs from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import ts from 'typescript';
import { stepFolder, writtenCheckpoints } from '../course/find-lesson';
import { listFiles } from '../course/steps';
import { kinds, type Edit, type Kind } from './_carry-edits';
import { idOf, wrongTypes, type Version } from './_types';

export const folders = writtenCheckpoints.map((one) => stepFolder(one));

/** The files of each step and their texts. */
export const steps = folders.map(
  (folder) =>
    new Map(
      listFiles(folder).map((file) => [
        file,
        fs.readFileSync(path.join(folder, file), 'utf8'),
      ]),
    ),
);

export interface Case {
  readonly kind: string;
  readonly step: number;
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly edit: Edit;
}

/** Different edits, each kind in turn, that type-check where they are made. */
export async function makeCases(count: number, seed: number): Promise<Case[]> {
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
  return [...cases.values()]
    .filter((one) => !wrong.has(idOf(versionOf(one))))
    .slice(0, count);
}

/** A repeatable source of random numbers in [0, 1) (mulberry32). */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
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

/** Whether a text is the edit done by hand in that step. */
export async function isRight(one: Case, step: number, text: string) {
  const right = one.edit(steps[step].get(one.file)!) ?? [];
  const texts = await Promise.all(right.map((it) => plain(one.file, it)));
  const own = await plain(one.file, text);
  return Boolean(own) && texts.includes(own);
}

// Blank lines and, in JSON, the order of keys mean nothing.
async function plain(file: string, text: string) {
  // Twice: Prettier makes of its own broken chains of calls something else.
  const once = (await formatted(file, text)) ?? '';
  const lines = (await formatted(file, once))?.split('\n').filter(Boolean);
  if (file.endsWith('.json')) return sorted(text, lines);
  return once && lines?.join('\n');
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

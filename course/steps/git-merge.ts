// Git's three-way merge of three texts, line by line.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PlainError } from '../plain-error';
import type { Sides } from './sides';

/** The three sides of a contradiction. */
export type Clash = Sides<string>;

// Longer than any line that a file would begin so.
const size = 40;
const mark = (sign: string) => `^\\${sign}{${size}}[^\\n]*\\n`;
const clashes = new RegExp(
  `${mark('<')}([^]*?)${mark('|')}([^]*?)${mark('=')}([^]*?)${mark('>')}`,
  'gm',
);

/**
 * What Git makes of a merge, in order: text that holds both changes, and clashes.
 * @throws PlainError where there is no git
 */
export function gitMerge(texts: Sides<string>): (string | Clash)[] {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'carry-'));
  const names = [texts.ours, texts.base, texts.theirs].map((text, i) => {
    const name = path.join(work, String(i));
    fs.writeFileSync(name, text);
    return name;
  });
  const words = ['merge-file', '-p', '--diff3', `--marker-size=${size}`];
  const { status, stdout } = spawnSync('git', [...words, ...names], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  fs.rmSync(work, { recursive: true, force: true });
  // It answers how many clashes there are, at most 127.
  if (status === null || status > 127)
    throw new PlainError('git could not merge. Is it installed?');
  const parts: (string | Clash)[] = [];
  let at = 0;
  for (const match of stdout.matchAll(clashes)) {
    const [all, ours, base, theirs] = match;
    parts.push(stdout.slice(at, match.index), { base, ours, theirs });
    at = match.index + all.length;
  }
  return [...parts, stdout.slice(at)];
}

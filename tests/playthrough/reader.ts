// A reader who types what a page says into their folder, and nothing else.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../course/find-lesson';
import { findSymbol, type Block, type Page } from '../../course/lessons';
import { listFiles, readText } from '../../course/steps';

/** Types a page's code and installs its packages, from top to bottom. */
export function follow(page: Page, folder: string): void {
  for (const block of page.blocks) {
    if (block.kind === 'commands') installAll(block.body, folder);
    // A block of another lesson is there to be looked at.
    if (block.kind === 'code' && !block.source!.lesson) type(block, folder);
  }
}

function type({ source, body }: Block, folder: string): void {
  const { file, symbol } = source!;
  const now = readText(folder, file) ?? '';
  const next = !symbol
    ? body
    : file.endsWith('.json')
      ? withKey(now, symbol, body)
      : splitSymbols(symbol).reduce(
          (text, one) => withSymbol(text, file, one, body),
          now,
        );
  const full = path.join(folder, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, next);
}

function splitSymbols(symbol: string): string[] {
  return symbol.split(/\s*\+\s*(?![^(]*\))/);
}

// One that the file has already is replaced, a new one stands at the end.
function withSymbol(
  text: string,
  file: string,
  symbol: string,
  body: string,
): string {
  const fresh = findSymbol(body, file, symbol).text;
  const old = find(text, file, symbol);
  if (!old) return `${text.trimEnd()}\n\n${fresh}`;
  const lines = text.split('\n');
  const count = old.to - old.from + 1;
  lines.splice(old.from - 1, count, ...fresh.trimEnd().split('\n'));
  return lines.join('\n');
}

function find(text: string, file: string, symbol: string) {
  try {
    return findSymbol(text, file, symbol);
  } catch {
    return undefined;
  }
}

function withKey(text: string, key: string, body: string): string {
  const json = JSON.parse(text);
  // The block shows the key and its value, without braces around them.
  json[key] = JSON.parse(`{${body}}`)[key];
  return `${JSON.stringify(json, null, 2)}\n`;
}

// npm would need the network: what it notes in package.json is written here.
function installAll(commands: string, folder: string): void {
  for (const line of commands.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] !== 'npm' || !/^(install|i)$/.test(words[1] ?? '')) continue;
    const dev = words.some((word) => /^(-D|--save-dev)$/.test(word));
    const names = words
      .slice(2)
      .filter((word) => !word.startsWith('-'))
      .map((word) => word.replace(/(.)@.*$/, '$1'));
    if (names.length > 0) note(folder, names, dev);
  }
}

function note(folder: string, names: string[], dev: boolean): void {
  const file = path.join(folder, 'package.json');
  const json = JSON.parse(fs.readFileSync(file, 'utf8'));
  const ours = JSON.parse(readText(root, 'package.json')!);
  const known = { ...ours.dependencies, ...ours.devDependencies };
  const key = dev ? 'devDependencies' : 'dependencies';
  json[key] ??= {};
  for (const name of names) json[key][name] = `^${known[name]}`;
  fs.writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
}

/** Whether two folders hold the same statements and settings, in any order. */
export function holdsTheSame(mine: string, step: string): boolean {
  const files = new Set([...listFiles(mine), ...listFiles(step)]);
  return [...files].every((file) => {
    const [a, b] = [mine, step].map((folder) => readText(folder, file));
    if (a === undefined || b === undefined) return false;
    return inOrder(file, a) === inOrder(file, b);
  });
}

function inOrder(file: string, text: string): string {
  if (file === 'package.json') {
    return JSON.stringify(JSON.parse(text), (_key, value) =>
      value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).sort())
        : value,
    );
  }
  // In HTML what is shown in part stands less far to the right.
  const lines = file.endsWith('.html') ? text.replace(/^ +/gm, '') : text;
  return lines
    .trim()
    .split(/\n{2,}/)
    .sort()
    .join('\n\n');
}

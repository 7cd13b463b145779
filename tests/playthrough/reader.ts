// A reader who types what a page says into their folder, and nothing else.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../course/find-lesson';
import { findSymbol, type Block, type Page } from '../../course/lessons';
import { listFiles, readText } from '../../course/steps';

/** Types a page's code and does what its commands do to the folder. */
export function follow(page: Page, folder: string): void {
  for (const block of page.blocks) {
    if (block.kind === 'commands') {
      installAll(block.body, folder);
      makeFolders(block.body, folder);
    }
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
          (text, one, i, all) => withSymbol(text, file, one, body, all[i - 1]),
          now,
        );
  const full = path.join(folder, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, next);
}

function splitSymbols(symbol: string): string[] {
  return symbol.split(/\s*\+\s*(?![^(]*\))/);
}

// One that the file has already is replaced; a new one stands below the one that
// the page shows right above it, else at the end.
function withSymbol(
  text: string,
  file: string,
  symbol: string,
  body: string,
  above?: string,
): string {
  const fresh = findSymbol(body, file, symbol);
  const old = find(text, file, symbol);
  const lines = text.split('\n');
  const put = (at: number, count: number, more: string[] = []) => {
    lines.splice(at, count, ...more, ...fresh.text.trimEnd().split('\n'));
    return lines.join('\n');
  };
  if (old) return put(old.from - 1, old.to - old.from + 1);
  const before = above && find(text, file, above);
  const gap = above ? gapBetween(body, file, above, fresh.from) : undefined;
  if (!before || !gap) return `${text.trimEnd()}\n\n${fresh.text}`;
  return put(before.to, 0, gap);
}

// The empty lines between two symbols of a page; undefined where code is left out.
function gapBetween(body: string, file: string, above: string, from: number) {
  const { to } = findSymbol(body, file, above);
  const lines = body.split('\n').slice(to, from - 1);
  return lines.every((line) => line === '') ? lines : undefined;
}

function find(text: string, file: string, symbol: string) {
  // A line that calls a function is not the function.
  const declared = new RegExp(
    `(function|class|const|let|interface|type) ${symbol}\\b`,
  );
  const isName = /^\w+$/.test(symbol) && symbol !== 'imports';
  try {
    const found = findSymbol(text, file, symbol);
    return isName && !declared.test(found.text) ? undefined : found;
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

function makeFolders(commands: string, folder: string): void {
  for (const [, name] of commands.matchAll(/^mkdir (\S+)$/gm)) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
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

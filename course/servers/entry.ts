// Finds the file that starts a server, as a person would: what its start
// script says, else the usual names in the usual places.
import fs from 'node:fs';
import path from 'node:path';
import { StartFailure } from './failure';
import { readManifest } from './manifest';

/** How a server is started. */
export interface Entry {
  /** Absolute path of the file to run. */
  file: string;
  /** Where it runs: the folder of its package.json. */
  cwd: string;
  /** `-r dotenv/config` and the like, from the start script. */
  nodeFlags: string[];
}

// Where a folder has both, server.ts listens for what app.ts builds.
const names = ['server', 'app', 'index'];
const endings = ['ts', 'js', 'mts', 'cts', 'mjs', 'cjs'];
const places = ['.', 'server', 'src'];

/** The absolute path of the file to run. @throws StartFailure (no-entry) */
export function findEntry(folder: string): string {
  return readEntry(folder).file;
}

/** The file to run, and how. @throws StartFailure (no-entry) */
export function readEntry(folder: string): Entry {
  const start = path.resolve(folder);
  if (!fs.statSync(start, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartFailure('no-entry', `There is no folder ${start}.`);
  }
  for (const place of places) {
    const cwd = path.join(start, place);
    const found = fromPackage(cwd);
    if (found) return { ...found, cwd };
  }
  for (const place of places) {
    const file = usualFile(path.join(start, place));
    if (file) return { file, cwd: homeOf(file, start), nodeFlags: [] };
  }
  throw new StartFailure(
    'no-entry',
    `There is no server in ${start}: no app, server or index file, and no start script that names one.`,
  );
}

function fromPackage(cwd: string): Omit<Entry, 'cwd'> | undefined {
  const { scripts: listed, main } = readManifest(cwd);
  // `"scripts": null` is JSON too.
  const scripts = (listed ?? {}) as Record<string, unknown>;
  for (const name of ['start', 'dev']) {
    const found = fromScript(scripts, String(scripts[name] ?? ''), cwd);
    if (found) return found;
  }
  const file = main ? existing(cwd, String(main)) : undefined;
  return file ? { file, nodeFlags: [] } : undefined;
}

/** `nodemon -r dotenv/config server/app.js` → the file and what comes with it. */
function fromScript(
  scripts: Record<string, unknown>,
  script: string,
  cwd: string,
): Omit<Entry, 'cwd'> | undefined {
  const words = script.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const plain = words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  const called = /^npm run (\S+)$/.exec(plain.join(' '))?.[1];
  if (called && called !== 'start') {
    return fromScript({}, String(scripts[called] ?? ''), cwd);
  }
  const at = plain.findIndex((word, index) => index > 0 && existing(cwd, word));
  if (at < 0) return undefined;
  const file = existing(cwd, plain[at])!;
  return { file, nodeFlags: nodeFlags(plain.slice(1, at)) };
}

function nodeFlags(words: string[]): string[] {
  return words.flatMap((word, index) => {
    if (/^--env-file(-if-exists)?=/.test(word)) return [word];
    const isRequire = word === '-r' || word === '--require';
    const what = words[index + 1];
    return isRequire && what && !what.startsWith('ts-node') ? ['-r', what] : [];
  });
}

/** A file that can be run: as named, or with one of the endings. */
function existing(folder: string, name: string): string | undefined {
  // What a compiler wrote may be older than its source.
  if (/^(\.[\\/])?(dist|build|out)[\\/]/.test(name)) return undefined;
  const file = path.join(folder, name);
  const isCode = endings.some((ending) => file.endsWith(`.${ending}`));
  const tries = isCode ? [file] : endings.map((one) => `${file}.${one}`);
  return tries.find((one) => isFile(one));
}

function usualFile(folder: string): string | undefined {
  for (const name of names) {
    const file = existing(folder, name);
    if (file) return file;
  }
  return undefined;
}

function homeOf(file: string, folder: string): string {
  const own = path.dirname(file);
  return isFile(path.join(own, 'package.json')) ? own : folder;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

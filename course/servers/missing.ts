// A package or a file that an import names and that is not there.
import fs from 'node:fs';
import path from 'node:path';
import { editDistance } from '../edit-distance';
import { root } from '../find-lesson';
import { importPlace } from './place';

/** What is missing, by what the server printed. */
export function missing(
  log: string,
  cwd: string,
): ['missing-package' | 'died', string] | undefined {
  const match =
    /Cannot find (?:module|package) '([^']+)'(?:[^\n]*imported from ([^\n]+))?/.exec(
      log,
    ) ?? /Please install ([\w@/-]+) package manually/.exec(log);
  if (!match) return undefined;
  const [, name] = match;
  const from = match[2] ?? /Require stack:\n- (.+)/.exec(log)?.[1] ?? '';
  if (!/^\.{0,2}[\\/]|^[a-z]:/i.test(name)) {
    return ['missing-package', missingPackage(name, from.trim(), cwd)];
  }
  const file = name.startsWith('.') ? name : path.relative(cwd, name);
  const who = from ? importPlace(from.trim(), name, cwd) : 'The code';
  const shown = file.split(path.sep).join('/');
  return ['died', `${who} imports "${shown}", but there is no such file.`];
}

function missingPackage(name: string, from: string, cwd: string): string {
  const parts = name.split('/').slice(0, name.startsWith('@') ? 2 : 1);
  const what = parts.join('/');
  const own = packagesOf(cwd);
  // What is listed is meant, however near another name is.
  const meant = own.includes(what)
    ? undefined
    : nearest(what, [...own, ...packagesOf(root)]);
  if (!meant) {
    return `The package "${what}" is not installed: type "npm install ${what}" in ${cwd}.`;
  }
  const where = from ? importPlace(from, name, cwd) : 'The code';
  return `${where} imports "${what}", but there is no such package here. Did you mean "${meant}"?`;
}

function packagesOf(folder: string): string[] {
  try {
    const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { dependencies = {}, devDependencies = {} } = JSON.parse(text);
    return [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  } catch {
    return [];
  }
}

/** The known name that was surely meant: a slip of the fingers away. */
function nearest(typed: string, known: string[]): string | undefined {
  const few = Math.max(1, Math.floor(typed.length / 4));
  const letters = (word: string) => [...word].sort().join('');
  const near = known
    .map((name) => ({ name, far: editDistance(typed, name) }))
    .filter(
      ({ name, far }) =>
        far <= few || (far === 2 && letters(name) === letters(typed)),
    )
    .sort((a, b) => a.far - b.far);
  return near[0]?.name;
}

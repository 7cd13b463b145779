// What an import that leads nowhere was surely meant to name: a remedy must not
// send anyone to a stranger's package where a file of their own is meant.
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { editDistance } from '../edit-distance';
import { root } from '../find-lesson';
import { readManifest } from './manifest';

const ending = /\.(d\.)?[cm]?[jt]s$|\.json$/;

/** The package in what an import names: `@a/b/c` → `@a/b`. */
export function packageIn(name: string): string {
  const parts = name.split('/');
  return parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
}

/** Whether a folder's package.json lists it, or else the course's. */
export function whoLists(name: string, cwd: string) {
  if (listed(cwd).includes(name)) return 'folder';
  return listed(root).includes(name) ? 'course' : undefined;
}

/** The package, or the part of Node, whose name was misspelled. */
export function nearPackage(name: string, cwd: string): string | undefined {
  const own = builtinModules.filter((one) => !/[_/]/.test(one));
  return nearest(name.replace(/^node:/, ''), [
    ...listed(cwd),
    ...listed(root),
    ...own,
  ]);
}

function listed(folder: string): string[] {
  const { dependencies, devDependencies } = readManifest(folder);
  return Object.keys({ ...dependencies, ...devDependencies });
}

/**
 * The file of the folder that an import means, as that import should name it.
 * `controllers/x` in app.ts → `./controllers/x`; `./Db` → `./db`
 * @param from the file with the import, absolute; '' where it is not known
 */
export function nearFile(
  name: string,
  from: string,
  cwd: string,
): string | undefined {
  const isPath = /^\.{0,2}[\\/]|^[a-z]:/i.test(name);
  const folder = from ? path.dirname(from) : cwd;
  // As it stands, and as if it were written in the top folder.
  const meant = name.replace(/^(\.{1,2}[\\/])+/, '');
  for (const wanted of [path.resolve(folder, name), path.resolve(cwd, meant)]) {
    const parts = path.relative(cwd, wanted).split(path.sep);
    const file = parts[0] === '..' ? undefined : walk(cwd, parts, isPath);
    if (!file) continue;
    const shown = path.relative(folder, file).split(path.sep).join('/');
    // An ES module names its files in full; Node then tells an absolute path.
    const full = path.isAbsolute(name) || ending.test(name);
    const short = full ? shown : shown.replace(ending, '');
    return short.startsWith('.') ? short : `./${short}`;
  }
  return undefined;
}

function walk(
  folder: string,
  [part, ...rest]: string[],
  loosely: boolean,
): string | undefined {
  const names = entries(folder);
  const plain = (name: string) => name.replace(ending, '').toLowerCase();
  const wanted = plain(part);
  const known = names.map(plain);
  const found =
    names.find((name) => name.replace(ending, '') === part) ??
    names.find((name) => plain(name) === wanted) ??
    (loosely ? names[known.indexOf(nearest(wanted, known) ?? '')] : undefined);
  if (!found) return undefined;
  const full = path.join(folder, found);
  return rest.length > 0 ? walk(full, rest, true) : full;
}

function entries(folder: string): string[] {
  try {
    return fs.readdirSync(folder).filter((name) => name !== 'node_modules');
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

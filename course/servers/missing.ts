// A package or a file that an import names and that is not there.
import path from 'node:path';
import { nearFile, nearPackage, packageIn, whoLists } from './meant';
import { importPlace } from './place';

/** What is missing, by what the server printed. */
export function missing(
  log: string,
  cwd: string,
): ['missing-package' | 'died', string] | undefined {
  const match =
    /Cannot find (?:module|package) '([^']+)'(?:[^\n]*imported from ([^\n]+))?/.exec(
      log,
    ) ??
    /No such built-in module: (node:[\w/]+)/.exec(log) ??
    /Please install ([\w@/-]+) package manually/.exec(log);
  if (!match) return undefined;
  const [, name] = match;
  const stack = /Require stack:\n- (.+)/.exec(log)?.[1];
  const from = (match[2] ?? stack ?? '').trim();
  const isFile = /^\.{0,2}[\\/]|^[a-z]:/i.test(name);
  return isFile
    ? ['died', missingFile(name, from, cwd)]
    : ['missing-package', missingPackage(name, from, cwd)];
}

function missingFile(name: string, from: string, cwd: string): string {
  const file = name.startsWith('.') ? name : path.relative(cwd, name);
  const shown = file.split(path.sep).join('/');
  const sentence = `${who(from, name, cwd)} imports "${shown}", but there is no such file.`;
  const near = nearFile(name, from, cwd);
  if (!near) return sentence;
  const letters = near !== name && near.toLowerCase() === name.toLowerCase();
  const why = letters ? ' Capital and small letters are not the same.' : '';
  return `${sentence} Did you mean "${near}"?${why}`;
}

function missingPackage(name: string, from: string, cwd: string): string {
  const what = packageIn(name);
  const by = whoLists(what, cwd);
  if (by === 'folder') {
    return `The package "${what}" stands in package.json, but is not installed: type "npm install" in ${cwd}.`;
  }
  const place = who(from, name, cwd);
  // A stranger's package may have the name of any folder: look here first.
  const file = nearFile(name, from, cwd);
  if (file) {
    return `${place} imports "${name}" like a package, but it is a file of your own: write "${file}".`;
  }
  if (by === 'course') {
    return `The package "${what}" is not installed: type "npm install ${what}" in ${cwd}.`;
  }
  const near = nearPackage(what, cwd);
  if (near) {
    return `${place} imports "${what}", but there is no such package here. Did you mean "${near}"?`;
  }
  return `${place} imports "${what}", but no package of that name is installed. If you know it and want it, type "npm install ${what}" in ${cwd}.`;
}

function who(from: string, name: string, cwd: string): string {
  return from ? importPlace(from, name, cwd) : 'The code';
}

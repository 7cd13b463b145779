// Which packages the code of a folder imports.
import { isBuiltin } from 'node:module';
import { listFiles, readText } from './files';

/**
 * The packages (not files, not Node's own) that a folder's code imports; what
 * runs in the browser (client/) is another matter.
 */
export function importedPackages(folder: string): string[] {
  const names = listFiles(folder)
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !file.startsWith('client/'))
    .flatMap((file) => importsOf(readText(folder, file) ?? ''))
    .filter((name) => !/^[./#]/.test(name) && !isBuiltin(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return [...new Set(names)];
}

/** What a text imports or requires; a comment or a text in it does not count. */
function importsOf(text: string): string[] {
  if (!/\b(import|export|require)\b/.test(text)) return [];

  const ts = require('typescript') as typeof import('typescript');
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName);
}

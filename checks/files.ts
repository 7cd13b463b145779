// What checks ask about a folder's files, whoever wrote them.
import path from 'node:path';
import { findEntry, manifestProblem } from '../course/servers';
import { listFiles } from '../course/steps';
import type { PackageJson, Subject } from './define';
import { CheckFailure, fail } from './answers';

/** The file that the server starts by (`app.ts`, `app.js`, `server.ts` …). */
export function entryFile({ folder }: Subject): string | undefined {
  try {
    const file = path.relative(folder, findEntry(folder));
    return file.replaceAll('\\', '/');
  } catch {
    return undefined;
  }
}

/** Its files of code, the client's aside. */
export function codeFiles({ folder }: Pick<Subject, 'folder'>): string[] {
  return listFiles(folder).filter(
    (file) => /\.[cm]?[jt]s$/.test(file) && !file.startsWith('client/'),
  );
}

/** Its package.json, or the check fails and says what is wrong with it. */
export function packageJsonOf(subject: Subject): PackageJson {
  const found = subject.packageJson();
  if (found) return found;
  const text = subject.file('package.json');
  if (text === undefined) {
    fail('There is no package.json. "npm init -y" in your folder makes one.');
  }
  const file = path.join(subject.folder, 'package.json');
  throw new CheckFailure(manifestProblem('package.json', file), true);
}

/** Whether package.json names a package, no matter for which use. */
export function hasPackage(manifest: PackageJson, name: string): boolean {
  return (
    Object.hasOwn(manifest.dependencies ?? {}, name) ||
    Object.hasOwn(manifest.devDependencies ?? {}, name)
  );
}

// One version of each package everywhere, and a lock file for every system.
import fs from 'node:fs';
import path from 'node:path';
import type { Lesson } from '../outline';
import { importedPackages, keysTwice, listFiles, readText } from '../steps';
import type { Problem } from './problem';

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<
    string,
    { optionalDependencies?: Record<string, string>; resolved?: string }
  >;
}

/**
 * Every range in a checkpoint's package.json is `^` and the root's version,
 * and every package that its code imports is in it.
 */
export function packageProblems(
  root: string,
  checkpoints: readonly Lesson[],
  folderOf: (lesson: Lesson) => string,
): Problem[] {
  const wanted = allOf(readJson<Manifest>(path.join(root, 'package.json')));
  return checkpoints.flatMap((lesson) => {
    const folder = folderOf(lesson);
    const full = path.join(folder, 'package.json');
    if (!fs.existsSync(full)) return [];
    const file = path.relative(root, full).replaceAll('\\', '/');
    const manifest = allOf(readJson<Manifest>(full));
    const versions = Object.entries(manifest)
      .filter(([name, range]) => range !== `^${wanted[name]}`)
      .map(([name, range]) => ({
        file,
        message: `asks for ${name} ${range}; the root has ${wanted[name] ?? 'none'}.`,
      }));
    const missing = importedPackages(folder)
      .filter((name) => !(name in manifest))
      .map((name) => ({
        file,
        message: `lacks ${name}, which the code imports.`,
      }));
    return [...versions, ...missing, ...doubledKeys(root, folder)];
  });
}

// A merge can leave a key twice; whoever reads it takes the last, unsaid.
function doubledKeys(root: string, folder: string): Problem[] {
  return listFiles(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = path.relative(root, path.join(folder, name));
      return keysTwice(readText(folder, name)!).map((key) => ({
        file: file.replaceAll('\\', '/'),
        message: `has the key ${key} twice.`,
      }));
    });
}

/**
 * A lock file made here may lack the binaries of other systems (npm leaves out
 * what its registry does not have) or name the registry it came from.
 */
export function lockProblems(
  root: string,
  file = 'package-lock.json',
): Problem[] {
  const { packages } = readJson<Lock>(path.join(root, file));
  const names = Object.keys(packages);
  return names.flatMap((name) => {
    const { optionalDependencies = {}, resolved } = packages[name];
    const lacking = Object.keys(optionalDependencies)
      .filter(
        (dep) => !names.some((other) => other.endsWith(`node_modules/${dep}`)),
      )
      .map((dep) => ({
        file,
        message: `lacks ${dep}, wanted by ${name || 'the root'}.`,
      }));
    if (!resolved) return lacking;
    return [...lacking, { file, message: `names a registry for ${name}.` }];
  });
}

function allOf({
  dependencies,
  devDependencies,
}: Manifest): Record<string, string> {
  return { ...dependencies, ...devDependencies };
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as T;
}

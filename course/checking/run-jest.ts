// Runs Jest in a folder, as its script "test" does.
import path from 'node:path';
import { fail } from '../../checks/answers';
import { root } from '../find-lesson';
import type { Ran, Runtime } from '../runtime';
import { readEntry } from '../servers';
import { readText } from '../steps/files';

/** So long may one run take; a hash at its real cost takes a tenth of a second. */
export const longestRun = 90_000;

/**
 * Runs it to its end. What the tests made beside the runtime's database is gone
 * then.
 * @param words for Jest, besides those of the script
 */
export async function runJest(
  runtime: Runtime,
  words: readonly string[],
  more: { nodeFlags?: string[]; env?: Record<string, string> } = {},
): Promise<Ran> {
  const { cwd } = readEntry(runtime.folder);
  // A busy machine is no fault of a test.
  const patient = ['--colors=false', '--testTimeout=30000'];
  const all = [...jestWords(cwd), ...patient, ...words];
  const database = await runtime.database();
  try {
    return await runtime.run(all, jestFor(cwd), {
      // Tests choose a database beside this one: the preload must not.
      databaseUrl: undefined,
      timeoutMs: longestRun,
      nodeFlags: more.nodeFlags,
      env: {
        JWT_SECRET: runtime.secret(),
        NODE_PATH: path.join(root, 'node_modules'),
        ...(database && { DATABASE_URL: database.url }),
        ...more.env,
      },
    });
  } finally {
    if (database) await databases().dropBeside(database);
  }
}

/**
 * What its test script gives Jest besides.
 * @example '"test": "jest --verbose"' → ['--verbose']
 */
function jestWords(cwd: string): string[] {
  const { scripts = {} } = parse(readText(cwd, 'package.json'));
  const script = String(scripts.test ?? '');
  if (script === '') fail('package.json has no script "test".');
  const words = script.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const plain = words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  const at = plain.findIndex((word) => /(^|[\\/])jest(\.js)?$/.test(word));
  if (at < 0) fail(`The script "test" runs no Jest: it is "${script}".`);
  const given = plain.slice(at + 1);
  const watch = given.find((word) => word.startsWith('--watch'));
  if (watch) fail(`"npm test" never ends: its script says ${watch}.`);
  return given;
}

/** As the folder itself would find it; the course's where it has none. */
function jestFor(cwd: string): string {
  const manifest = require.resolve('jest/package.json', { paths: [cwd, root] });
  return path.join(path.dirname(manifest), 'bin', 'jest.js');
}

function parse(text = '{}'): { scripts?: Record<string, unknown> } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// Loaded when asked for: a folder's first tests need none.
function databases(): typeof import('../database') {
  return require('../database');
}

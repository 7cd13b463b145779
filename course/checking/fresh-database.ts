// A database of a check's own, with nothing in it, and what a folder's command
// line makes of it.
import path from 'node:path';
import type { FreshDatabase } from '../../checks/define';
import { fail } from '../../checks/answers';
import { lessonById, stepFolder } from '../find-lesson';
import { migrationFiles, openRuntime, whyFailed } from '../runtime';
import { readEntry } from '../servers';
import { readText } from '../steps/files';
import { GaveUp } from './silence';

/** It is made when it is first used, and gone after `end()`. */
export async function openFreshDatabase(
  folder: string,
  label: string,
): Promise<FreshDatabase & { end(): Promise<void> }> {
  const { query, readSchema } =
    require('../database') as typeof import('../database');
  const timeoutMs = 60_000;
  const database = { throwaway: `${label}_fresh` };
  const runtime = openRuntime({ folder, database, migrateMs: timeoutMs });
  const own = await runtime.database();
  if (!own) {
    fail(
      'The server has no database: its package.json names neither pg nor sequelize.',
    );
  }
  const { url } = own;

  async function cli(...words: string[]) {
    const ran = await runtime.run(words);
    if (ran.code === 0) return ran.text;
    const files = migrationFiles(readEntry(folder).cwd);
    const line = `npx sequelize-cli ${words.join(' ')}`;
    const why = whyFailed(ran, files, timeoutMs);
    // A busy machine does that too: nobody is judged by it.
    if (ran.code === undefined) throw new GaveUp(`"${line}": ${why}`);
    fail(`"${line}" ends with a failure. ${why}`);
  }

  async function script(name: string) {
    const line = `npm run ${name}`;
    const { scripts = {} } = JSON.parse(
      readText(folder, 'package.json') ?? '{}',
    );
    // `ts-node scripts/accounts.ts`: its last word, whatever runs it.
    const file: string | undefined = scripts[name]?.trim().split(/\s+/).at(-1);
    if (!file || !/\.[cm]?[jt]s$/.test(file)) {
      const asked = 'a script that runs a file, as "ts-node scripts/x.ts" does';
      fail(`package.json has no "${name}" among its scripts: ${asked}.`);
    }
    const { code, text } = await runtime.run([], path.resolve(folder, file));
    if (code === 0) return text;
    const why = code === undefined ? 'does not end' : 'ends with a failure';
    fail(
      `"${line}" ${why}. It printed: ${text.trim().slice(-300) || 'nothing'}`,
    );
  }

  const startStep = async (id: string) => {
    const step = openRuntime({
      folder: stepFolder(lessonById(id)),
      database: { given: own },
    });
    try {
      await step.start({ cheapHash: true });
    } finally {
      await step.end();
    }
  };

  return {
    url,
    cli,
    tryCli: async (...words) => {
      const { code, text } = await runtime.run(words);
      return { failed: code !== 0, text };
    },
    files: () =>
      migrationFiles(readEntry(folder).cwd).map((file) => ({
        folder: path.posix.dirname(file),
        name: path.posix.basename(file),
      })),
    script,
    startStep,
    schema: () => readSchema(url),
    query: (sql, values) => query(url, sql, values),
    end: () => runtime.end(),
  };
}

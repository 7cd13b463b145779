// One database of a page, and what runs on it in the page's order: the server
// of its step, changed by an edit or not, servers of earlier steps, commands.
import { diffSchemas, readSchema, type Schema } from '../database';
import { lessonById, root, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { Variables } from '../requests';
import {
  openRuntime,
  usesDatabase,
  type Runtime,
  type RuntimeOptions,
} from '../runtime';
import { copyStep, type TemporaryFolder } from '../steps';
import { runJest } from '../checking/run-jest';
import { consoleText } from './console';
import { editStep } from './edit';
import { isStepCommand, isTestRun, stepCommand } from './step-command';
import { stepServer, type StepServer } from './step-server';
import { stable, stableLog, withEnd } from './stable';
import { stableTestOutput } from './test-output';

export interface Session {
  /**
   * The server of the page's step, or of an earlier one. One runs at a time:
   * another is stopped first.
   */
  server(from?: string): Promise<StepServer>;
  /**
   * What a command prints, typed in the folder of a step.
   * @param isShown false for one that only prepares the database
   */
  command(line: string, from?: string, isShown?: boolean): Promise<string>;
  /**
   * What changed in the tables since the page's first command, or since this
   * was last asked.
   */
  changes(): Promise<string>;
  end(): Promise<void>;
}

/** Whether what a command prints is about the database of its page. */
export function isOfSession(line: string, lesson: Lesson | undefined): boolean {
  if (!lesson?.written || !usesDatabase(stepFolder(lesson))) return false;
  return asksOwnDatabase.test(line) || isStepCommand(line) || isTestRun(line);
}

const asksOwnDatabase = /^npm run db (show|sql)( |$)/;

/** A step at work: a copy of its folder, for commands write files. */
interface Place {
  readonly copy: TemporaryFolder;
  readonly runtime: Runtime;
  readonly server: StepServer;
}

/**
 * Nothing is started before it is asked for.
 * @param edit of the page's step alone
 */
export function openSession(lesson: Lesson, edit: string | undefined): Session {
  const places = new Map<string, Place>();
  const variables: Variables = {};
  let before: Schema | undefined;

  function open(of: Lesson, database: RuntimeOptions['database']): Place {
    const copy = copyStep(of);
    const runtime = openRuntime({ folder: copy.path, database });
    const known = async () => ({
      folders: [copy.path, stepFolder(of), root],
      databaseUrl: (await runtime.database())?.url,
    });
    const server = stepServer(runtime, variables, known);
    const place = { copy, runtime, server };
    places.set(of.id, place);
    return place;
  }

  const own = open(lesson, { throwaway: `page_${lesson.id}` });

  async function database() {
    const found = await own.runtime.database();
    if (found) return found;
    throw new PlainError(`The step of ${lesson.id} has no database.`);
  }

  async function placeOf(from = lesson.id): Promise<Place> {
    const known = places.get(from);
    if (known) return known;
    return open(lessonById(from), { given: await database() });
  }

  async function server(from?: string) {
    const place = await placeOf(from);
    const others = [...places.values()].filter((one) => one !== place);
    await Promise.all(others.map((other) => other.server.stop()));
    return place.server;
  }

  async function command(line: string, from?: string, isShown = true) {
    const { copy, runtime } = await placeOf(from);
    const { url, name } = await database();
    if (isShown) before ??= await readSchema(url);
    const folders = [copy.path, root];
    if (asksOwnDatabase.test(line)) return consoleText(line, { url, name });
    if (isTestRun(line)) {
      const ran = await runJest(runtime, []);
      const output = stableTestOutput(ran.text);
      return withEnd(stable(output, { folders, databaseUrl: url }));
    }
    const { words, file } = stepCommand(copy.path, line);
    const { text } = await runtime.run(words, file);
    return stableLog(text, { folders, databaseUrl: url });
  }

  async function changes() {
    const now = await readSchema((await database()).url);
    const lines = diffSchemas(before ?? { tables: [], types: [] }, now);
    before = now;
    return withEnd(lines.join('\n') || 'nothing changed');
  }

  async function end() {
    const others = [...places.values()].filter((one) => one !== own);
    await Promise.all(others.map(({ runtime }) => runtime.end()));
    await own.runtime.end();
    for (const { copy } of places.values()) copy.remove();
  }

  try {
    if (edit) editStep(own.copy.path, lesson, edit);
  } catch (error) {
    own.copy.remove();
    throw error;
  }
  return { server, command, changes, end };
}

// Runs the tests that a folder has itself: what became of each, and what they
// asked of the app. A fault can be planted for a run: good tests notice.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { fail } from '../../checks/answers';
import type { OwnRun, OwnTestsOptions, SentRequest } from '../../checks/define';
import type { Database } from '../database';
import { PlainError } from '../plain-error';
import type { Runtime } from '../runtime';
import { readEntry } from '../servers';
import { longestRun, runJest } from './run-jest';
import { GaveUp } from './silence';

/** A Jest that is done, and is still there after this time, will not end. */
const hangMs = 3_000;

interface Note extends Partial<SentRequest> {
  readonly hung?: boolean;
  readonly listens?: number;
  readonly url?: string;
}

/** Runs each kind once: many checks look at the same run. */
export function ownTestsOf(runtime: Runtime) {
  const runs = new Map<string, Promise<OwnRun>>();
  return (options: OwnTestsOptions = {}): Promise<OwnRun> => {
    const key = JSON.stringify(options);
    if (!runs.has(key)) runs.set(key, runOnce(runtime, options));
    return runs.get(key)!;
  };
}

async function runOnce(
  runtime: Runtime,
  { fault, overlay, files = [], anyOrder = false }: OwnTestsOptions,
): Promise<OwnRun> {
  const { cwd } = readEntry(runtime.folder);
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'course-tests-'));
  const [results, notes] = ['results.json', 'notes'].map((name) =>
    path.join(place, name),
  );
  const orders = {
    results,
    notes,
    fault,
    hangMs,
    overlay: overlay && {
      ...overlay,
      file: path.join(fs.realpathSync(cwd), overlay.file),
    },
  };
  const database = await runtime.database();
  const row = database && (await putRow(database));
  try {
    const ran = await runJest(
      runtime,
      [
        ...['--runInBand', '--json', `--outputFile=${results}`],
        // The same at each run, and not the order of the file.
        ...(anyOrder ? ['--randomize', '--seed=7'] : []),
        ...(files.length > 0 ? ['--runTestsByPath', ...files] : []),
      ],
      {
        nodeFlags: ['-r', path.join(__dirname, 'own-tests-preload.js')],
        env: { COURSE_TESTS: JSON.stringify(orders) },
      },
    );
    if (ran.calledOff) throw new PlainError('The run was called off.');
    if (/permission denied to create database/.test(ran.text)) {
      throw new PlainError(
        'The tests make a database of their own, and the user of DATABASE_URL may not create one.',
      );
    }
    const rowStays =
      row === undefined ? undefined : await isThere(database!, row);
    return { ...readRun(results, notes, ran), rowStays };
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
}

function readRun(
  results: string,
  notes: string,
  ran: { code?: number | null; text: string },
): OwnRun {
  const noted: Note[] = (textOf(notes) ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const text = textOf(results);
  if (text === undefined && ran.code === undefined) {
    // A busy machine does that too: nobody is judged by it.
    throw new GaveUp(
      `"npm test" was not done after ${longestRun / 1000} seconds.`,
    );
  }
  if (text === undefined) {
    fail(`"npm test" broke off. It printed: ${tail(ran.text)}`);
  }
  const { testResults } = JSON.parse(text) as JestResults;
  return {
    ends: !noted.some(({ hung }) => hung),
    tests: testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status, failureMessages }) => ({
        file: name,
        name: fullName,
        status,
        why: firstLines(failureMessages.join('\n')),
      })),
    ),
    // A file that could not be loaded has no tests.
    broken: testResults
      .filter(
        ({ status, assertionResults }) =>
          status === 'failed' &&
          !assertionResults.some((one) => one.status === 'failed'),
      )
      .map(({ name, message }) => ({ file: name, why: firstLines(message) })),
    listens: noted.flatMap(({ listens = [] }) => listens),
    requests: noted
      .filter(({ method }) => method !== undefined)
      .map((one) => ({
        method: one.method!,
        path: one.url!,
        status: one.status!,
        stranger: one.stranger === true,
        // One file after the other.
        file: testResults.find(
          ({ startTime, endTime }) =>
            startTime <= one.at! && one.at! <= endTime,
        )?.name,
      })),
  };
}

interface JestResults {
  readonly testResults: {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: string[];
    }[];
  }[];
}

/** Of a failure that Jest shows over a page: what was expected, what came. */
function firstLines(text: string): string {
  const lines = stripVTControlCharacters(text).split('\n');
  const said = lines.map((line) => line.trim()).filter(Boolean);
  const end = said.findIndex((line) => /^(at |\d+ \||> \d+ \|)/.test(line));
  const shown = end < 0 ? said : said.slice(0, end);
  return shown
    .join(' ')
    .replace(/^● Test suite failed to run /, '')
    .slice(0, 300);
}

function tail(text: string): string {
  const plain = stripVTControlCharacters(text).trim();
  return plain.slice(-300) || 'nothing';
}

function textOf(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** A row as a person may have it in their own database. @returns its id */
async function putRow({ url }: Database): Promise<number | undefined> {
  const sql = `insert into tests (testdata, "createdAt", "updatedAt")
    values ('mine', now(), now()) returning id`;
  const rows = await databases()
    .query(url, sql)
    .catch(() => []);
  return rows[0]?.id;
}

async function isThere({ url }: Database, id: number): Promise<boolean> {
  const sql = "select id from tests where id = $1 and testdata = 'mine'";
  const rows = await databases()
    .query(url, sql, [id])
    .catch(() => []);
  return rows.length === 1;
}

// Loaded when asked for: a folder's first tests need none.
function databases(): typeof import('../database') {
  return require('../database');
}

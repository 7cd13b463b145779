// What a check is, and all that a file in checks/ needs to write one.
import { expect } from 'expect';
import type { Act, ClientPage } from '../course/browser';
import type { Row, Schema, TableInfo } from '../course/database';
import { lessonById } from '../course/find-lesson';
import type { StartMore } from '../course/runtime';
import type { RunningServer } from '../course/servers';
import type { Edits } from '../course/steps';

export { expect };
export type { Act, ClientPage, PageRequest } from '../course/browser';
export type { RunningServer, StartFailure } from '../course/servers';
export * from './answers';
export { failOverUnreadBody, sendItem } from './body';
export * from './database';
export * from './files';
export { isIgnored } from './git';
export * from './migrations';
export { openDeadDatabase } from './dead-database';

export type CheckKind = 'http' | 'database' | 'files' | 'browser' | 'own tests';

/** One thing that a lesson's server must do. */
export interface Check {
  /** `03.02/test-route`. It never changes: hints, progress and grades go by it. */
  readonly key: string;
  /** A present-tense sentence. */
  readonly title: string;
  readonly kind: CheckKind;
  /** The last lesson with it, where what it asks for leaves or changes later. */
  readonly until?: string;
  /** Reported apart from the verdict: unsafe, but not the lesson's point. */
  readonly advice?: true;
  /** Wants the real cost of the password's hash, not the cheap one. */
  readonly realHash?: true;
  /**
   * For a dear check (it starts a server of its own, waits for real time, or
   * looks at the page in a browser): the
   * files of our steps that can change its verdict. `npm test` asks it again
   * only where a lesson touches one of them.
   */
  readonly dependsOn?: readonly string[];
  /** The first rungs; the last one, the difference to our step, is made. */
  readonly hints: {
    /** A question that points the way. */
    readonly nudge: string;
    /** An anchor of its lesson's page: `#the-change`. */
    readonly page: string;
    /** A file of our step and what to look at in it: `app.ts#start`. */
    readonly where: string;
  };
  /** Names of `edits` that this check must catch. */
  readonly faults: readonly string[];
  /** Throws (best by `fail` or `shouldAnswer`) where it does not hold. */
  run(subject: Subject): Promise<void> | void;
}

/** What `checks/<id>-<slug>.ts` exports. */
export interface LessonChecks {
  readonly lesson: string;
  /** Small changes to our step, by name: faults, and what pages try out. */
  readonly edits: Readonly<Record<string, Edits>>;
  /** What a person does on the page, by name: for checks, pages and tests. */
  readonly acts: Readonly<Record<string, Act>>;
  readonly checks: readonly Check[];
  /** See `checksFor`. */
  readonly standsAlone?: StandsAlone;
}

/** Whether a folder is a server of its own: no earlier check is asked of it. */
export type StandsAlone = (files: Pick<Subject, 'folder' | 'file'>) => boolean;

/** The folder that is judged, and its server. */
export interface Subject {
  /** Its absolute path. */
  readonly folder: string;
  /** Sends requests to its server, which is started by the first of them. */
  readonly ask: Ask;
  /** The database of this run alone. */
  readonly db: {
    query(sql: string, values?: unknown[]): Promise<Row[]>;
    tables(): Promise<TableInfo[]>;
  };
  /**
   * Its page, `client/`, in a browser without anything stored; in checks of the
   * kind `browser` only. `http://localhost:3000` leads to its server.
   */
  page(): Promise<ClientPage>;
  /** Its server: started on first use, and again after it died. */
  server(): Promise<RunningServer>;
  /** What its tokens should be signed with: JWT_SECRET. */
  secret(): string;
  /** One more server of this folder, with other settings; ended with the check. */
  startAnother(options: StartMore): Promise<RunningServer>;
  /** An empty database besides; dropped with the check, which names `dependsOn`. */
  freshDatabase(): Promise<FreshDatabase>;
  /**
   * Runs its own tests, once for all checks that ask for the same run; in checks
   * of the kind `own tests` only. Their database is beside this run's.
   */
  ownTests(options?: OwnTestsOptions): Promise<OwnRun>;
  /** A file's text; undefined where it isn't. */
  file(name: string): string | undefined;
  /** Its package.json; undefined where there is none or it is not JSON. */
  packageJson(): PackageJson | undefined;
}

/** How a run of a folder's own tests differs from `npm test`. */
export interface OwnTestsOptions {
  /**
   * A fault between the tests and the app, whatever the code is like: a stranger
   * is let in as the owner, a sign-out does nothing, a refusal answers 200, …
   */
  readonly fault?:
    'owner' | 'sign-out' | 'success' | 'taken' | 'password' | 'hash';
  /** Another text in the place of a file's. */
  readonly overlay?: { readonly file: string; readonly text: string };
  /** These test files alone (absolute). */
  readonly files?: readonly string[];
  /** The tests of a file come in another order. */
  readonly anyOrder?: boolean;
}

/** What came of a folder's own tests. */
export interface OwnRun {
  /** False where Jest would have gone on for ever when all was done. */
  readonly ends: boolean;
  readonly tests: readonly OwnTest[];
  /** Files that could not be run, and why. */
  readonly broken: readonly { readonly file: string; readonly why: string }[];
  /**
   * Whether a row in the database of DATABASE_URL is there still; undefined
   * where none could be put into its table `tests`.
   */
  readonly rowStays?: boolean;
  /** Ports that were named to listen on. */
  readonly listens: readonly number[];
  /** What was asked of the app over HTTP. */
  readonly requests: readonly SentRequest[];
}

export interface OwnTest {
  readonly file: string;
  /** With those of its `describe`s: `parseId reads a whole number`. */
  readonly name: string;
  /** `passed`, `failed`; others were not run. */
  readonly status: string;
  readonly why: string;
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Somebody asks for a row that another user made. */
  readonly stranger: boolean;
  /** The file of the test that sent it, where that is known. */
  readonly file?: string;
  /** When: milliseconds. */
  readonly at?: number;
}

/** A database for migrations, and the folder's own sequelize-cli on it. */
export interface FreshDatabase {
  /** For `startAnother({ databaseUrl })`, which migrates nothing. */
  readonly url: string;
  /**
   * Runs `npx sequelize-cli <words>` in the folder, and gives what it prints.
   * Fails with the file and the database's sentence where it fails.
   */
  cli(...words: string[]): Promise<string>;
  /** The same, where it may fail. */
  tryCli(...words: string[]): Promise<{ failed: boolean; text: string }>;
  /**
   * Runs the file that a script of its package.json names, and gives what it
   * prints. Fails where it fails, or does not end.
   */
  script(name: string): Promise<string>;
  /** The folder's migrations and seeders: `{ folder: 'seeders', name: '1.ts' }`. */
  files(): { folder: string; name: string }[];
  /** Starts the server of one of our steps on it, and ends it: for its tables. */
  startStep(id: string): Promise<void>;
  /** Tables, columns, keys and indexes as they are now. */
  schema(): Promise<Schema>;
  query(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface PackageJson {
  readonly name?: string;
  readonly main?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** `ask.post('/x').set('authorization', token).send({ … })` */
export interface Ask {
  get(path: string): Question;
  post(path: string): Question;
  put(path: string): Question;
  patch(path: string): Question;
  delete(path: string): Question;
  options(path: string): Question;
}

/** A request that is sent when it is awaited. No answer within 2 s fails. */
export interface Question extends PromiseLike<Answer> {
  send(body: unknown): Question;
  set(header: string, value: string): Question;
  query(values: Record<string, string | number>): Question;
}

/** What came back. */
export interface Answer {
  /** `GET /test`, for sentences. */
  readonly request: string;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The JSON in it; undefined where its type is not JSON or it is broken. */
  // A check looks into it in any way it likes.

  readonly json: any;
}

const nameFiles = 'it must name the files it depends on (dependsOn).';

/**
 * A lesson's checks, held against the rules that a reader cannot see broken.
 * @param lesson its id: every key begins with it
 * @param parts.standsAlone where its task may be done in a new server: tells such
 *   a folder from one that has come through the course
 */
export function checksFor(
  lesson: string,
  {
    edits = {},
    acts = {},
    checks,
    standsAlone,
  }: {
    edits?: Record<string, Edits>;
    acts?: Record<string, Act>;
    checks: Check[];
    standsAlone?: StandsAlone;
  },
): LessonChecks {
  const keys = checks.map(({ key }) => key);
  for (const check of checks) {
    const { key, kind, faults, until = lesson, realHash, dependsOn } = check;
    if (!key.startsWith(`${lesson}/`)) {
      throw new Error(`The check ${key} is not of lesson ${lesson}.`);
    }
    if (keys.indexOf(key) !== keys.lastIndexOf(key)) {
      throw new Error(`There are two checks with the key ${key}.`);
    }
    if (realHash && !dependsOn) {
      throw new Error(`The check ${key} has a server of its own: ${nameFiles}`);
    }
    if (kind === 'browser' && !dependsOn) {
      throw new Error(`The check ${key} opens a browser: ${nameFiles}`);
    }
    if (kind === 'own tests' && !dependsOn) {
      throw new Error(`The check ${key} runs tests: ${nameFiles}`);
    }
    if (lessonById(until).id < lesson) {
      throw new Error(`The check ${key} ends before it begins.`);
    }
    const unknown = faults.find((name) => !Object.hasOwn(edits, name));
    if (unknown) {
      throw new Error(`The check ${key} names a fault "${unknown}": no edit.`);
    }
  }
  return { lesson, edits, acts, checks, standsAlone };
}

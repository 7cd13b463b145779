// Runs checks against a folder, one after the other, and judges each.
import { setTimeout as wait } from 'node:timers/promises';
import type { Browsers } from '../browser';
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import { NoAnswer } from './ask';
import type { Check } from '../../checks/define';
import { GaveUp } from './silence';
import { hintsFor, type Hint } from './hints';
import { checksAt, checksOf, standsAlone } from './in-force';
import {
  explain,
  isStartFailure,
  type Judged,
  type VerdictKind,
} from './explain';
import { judgeServer } from './judge-server';
import { summarize, type Summary } from './summary';
import { openSubject, type LiveSubject, type RunDatabase } from './subject';

export type { VerdictKind };

export interface Verdict {
  readonly key: string;
  readonly title: string;
  readonly kind: VerdictKind;
  /** True: it is told apart, and nothing fails by it. */
  readonly advice: boolean;
  /** What was asked, what was expected, what came; '' where it holds. */
  readonly message: string;
  readonly ms: number;
  /** Rung by rung; none where it holds, or where another has them. */
  readonly hints: Hint[];
  /** Nothing could be found out: the reason is told once, for all of them. */
  readonly unasked?: boolean;
  /** The key of the check that failed for this reason first. */
  readonly sameAs?: string;
}

export interface Report {
  readonly lesson: string;
  readonly folder: string;
  readonly holds: boolean;
  readonly verdicts: Verdict[];
  readonly summary: Summary;
  /** The database it had for this run alone, if it needed one. */
  readonly database?: RunDatabase;
  /** What the server printed. */
  readonly log: string;
}

/** A check may take this long, whatever it does; a dear one starts a lot. */
const longest = { plain: 20_000, dear: 180_000, 'own tests': 240_000 };

/**
 * Judges a folder by the checks in force at a lesson, its own ones first; a new
 * server by its own ones alone.
 * @param options.only keys: just these
 * @param options.onVerdict is told each verdict as it comes
 * @param options.onStartFailure is told before them why no server is there
 */
export function runChecks(options: {
  lesson: Lesson;
  folder: string;
  only?: readonly string[];
  onVerdict?: (verdict: Verdict) => void;
  onStartFailure?: (sentence: string) => void;
}): Promise<Report> {
  const { lesson, folder, only, onVerdict, onStartFailure } = options;
  const alone = standsAlone(lesson, folder);
  const all = alone ? checksOf(lesson).checks : checksAt(lesson);
  const inForce = all.filter(({ key }) => !only || only.includes(key));
  const isNew = (check: Check) => lessonOfKey(check.key) === lesson;
  const checks = inForce.filter(isNew);
  const earlier = inForce.filter((check) => !isNew(check));
  const tell = { onVerdict, onStartFailure };
  return judge({ lesson, folder, checks, earlier, alone, ...tell });
}

/**
 * Judges a folder by any checks. The server is started once for all of them.
 * @param options.earlier are judged after the others, and get no hints where
 * one of those fails: the student has just changed what those are about
 * @param options.browsers are used where a check looks at the page
 * @param options.alone there are none, for the folder is a new server
 */
export async function judge(options: {
  lesson: Lesson;
  folder: string;
  checks: readonly Check[];
  earlier?: readonly Check[];
  browsers?: Browsers;
  alone?: boolean;
  onVerdict?: (verdict: Verdict) => void;
  onStartFailure?: (sentence: string) => void;
}): Promise<Report> {
  const { lesson, folder, checks, onVerdict, onStartFailure } = options;
  const { earlier = [], alone } = options;
  const live = openSubject(lesson, folder, options.browsers);
  const verdicts: Verdict[] = [];
  const reasons = new Map<string, string>();
  let ownFails = false;
  const tell = (judged: Verdict) => {
    const { kind, message } = judged;
    const unasked =
      kind === 'not run' || (kind === 'did not start' && message === cause);
    const told = withoutRepeat(judged, reasons);
    const hints = ownFails ? [] : told.hints;
    const verdict = { ...told, hints, unasked };
    verdicts.push(verdict);
    onVerdict?.(verdict);
  };
  let cause: string | undefined;
  const attempt = (check: Check) => attemptOne(check, live, lesson);
  try {
    // It starts while the files are judged.
    const starting = [...checks, ...earlier].some(asks)
      ? whyNoServer(live)
      : undefined;
    const files: Verdict[] = [];
    for (const check of checks.filter((one) => !asks(one))) {
      files.push(await attempt(check));
    }
    cause = await starting;
    if (cause) onStartFailure?.(cause);
    files.forEach(tell);
    await judgeServer(checks.filter(asks), lesson, live, attempt, tell);
    ownFails = verdicts.some(fails);
    for (const check of earlier.filter((one) => !asks(one))) {
      tell(await attempt(check));
    }
    await judgeServer(earlier.filter(asks), lesson, live, attempt, tell);
  } finally {
    await live.end();
  }
  return {
    lesson: lesson.id,
    folder,
    holds: verdicts.every(({ kind, advice }) => advice || kind === 'pass'),
    verdicts,
    summary: summarize(lesson, verdicts, { cause, alone }),
    database: live.database(),
    log: live.log(),
  };
}

/** What failed for a reason that another one gave: that one has the hints. */
function withoutRepeat(verdict: Verdict, reasons: Map<string, string>) {
  const { key, kind, message, advice } = verdict;
  const judged = ['fail', 'no answer', 'server died'].includes(kind);
  if (!judged) return verdict;
  const sameAs = reasons.get(message);
  if (!sameAs && !advice) reasons.set(message, key);
  return sameAs ? { ...verdict, hints: [], sameAs } : verdict;
}

function fails({ kind, advice, unasked }: Verdict): boolean {
  return kind !== 'pass' && !advice && !unasked;
}

function asks({ kind }: Check): boolean {
  return kind !== 'files';
}

/** Why the folder's own server did not start, if that is so. */
async function whyNoServer(live: LiveSubject): Promise<string | undefined> {
  try {
    await live.subject.server();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return isStartFailure(error as Error) ? message : undefined;
  }
}

async function attemptOne(
  check: Check,
  live: LiveSubject,
  lesson: Lesson,
): Promise<Verdict> {
  const { key, title, advice = false } = check;
  const begun = performance.now();
  const { kind, message, saysAll, of, nudge } = await run(check, live).then(
    (): Judged => ({ kind: 'pass', message: '' }),
    (error) => explain(error, live),
  );
  await live.endOthers();
  const ms = Math.round(performance.now() - begun);
  const judged = { key, title, advice, kind, message, ms };
  if (kind === 'pass' || saysAll) return { ...judged, hints: [] };
  // A check of this lesson asks its own question: the lesson's code is what has
  // just been changed. A cause that was found brings a better one (nudge).
  const isNew = lessonOfKey(key) === lesson;
  const other = isNew && !nudge ? undefined : of;
  const owner = checksAt(lesson).find((one) => one.key === other) ?? check;
  const hints = hintsFor(owner, lesson, live.subject.folder, nudge);
  return { ...judged, hints };
}

/** Only a check that is known to be dear gets what is dear. */
function subjectFor({ key, kind, dependsOn }: Check, { subject }: LiveSubject) {
  const refuse = (why: string) => () =>
    Promise.reject(new Error(`${key} ${why}.`));
  const startAnother = refuse(
    'starts a server of its own: it must name the files it depends on (dependsOn)',
  );
  const freshDatabase = refuse(
    'makes a database of its own: it must name the files it depends on (dependsOn)',
  );
  const page = refuse('opens the page: it must be of the kind "browser"');
  const ownTests = refuse('runs tests: it must be of the kind "own tests"');
  return {
    ...subject,
    ...(dependsOn ? {} : { startAnother, freshDatabase }),
    ...(kind === 'browser' ? {} : { page }),
    ...(kind === 'own tests' ? {} : { ownTests }),
  };
}

async function run(check: Check, live: LiveSubject): Promise<void> {
  const { kind, dependsOn } = check;
  const longestCheck =
    longest[kind === 'own tests' ? kind : dependsOn ? 'dear' : 'plain'];
  const late = new AbortController();
  const running = (async () => {
    // Without a server no check of one can hold, nor say more than that.
    if (asks(check)) await live.subject.server();
    await check.run(subjectFor(check, live));
  })();
  const timeout = wait(longestCheck, undefined, { signal: late.signal });
  try {
    await Promise.race([
      running,
      timeout.then(() => {
        const sentence = `This check was not done after ${longestCheck / 1000} seconds.`;
        // Each request of a dear one has its own limit: this is the machine's.
        throw check.dependsOn ? new GaveUp(sentence) : new NoAnswer(sentence);
      }),
    ]);
  } finally {
    late.abort();
    timeout.catch(() => undefined);
  }
}

// How long a person waits: `npm start` to the first page, a check to its
// verdict, a save to the first verdict of the watch. Several runs, the median.
//
// It has a PostgreSQL of its own (COURSE_HOME), so that it may stop it, and
// nobody's state is touched (COURSE_STATE).
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lessonById, root } from '../course/find-lesson';
import { copyStep } from '../course/steps';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'course-bench-'));
// For root, PostgreSQL runs as another user, who must get through.
fs.chmodSync(home, 0o755);
const env = {
  ...process.env,
  COURSE_BROWSER: 'none',
  COURSE_HOME: path.join(home, 'database'),
  COURSE_STATE: path.join(home, 'state'),
  DATABASE_URL: '',
};

/** Prints the figures; each is the median of `runs`. */
export async function run(runs = 5): Promise<void> {
  try {
    console.log(`Median of ${runs} (slowest), in seconds:`);
    await show('npm start, nothing there', 1, firstPage);
    await show('npm start, database stopped', runs, firstPage, stopDatabase);
    await show('npm start, database there', runs, firstPage);
    await show('a page after the first', runs, secondPage);
    await show('npm run check 03.02 step', runs, checkStep);
    await show('npm run check 04.01.02 step', runs, checkDatabaseStep);
    await show('npm run where, on a step', runs, where);
    await showWatch(runs);
  } finally {
    await stopDatabase();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function show(
  what: string,
  runs: number,
  measure: () => Promise<number>,
  before?: () => Promise<unknown>,
): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    await before?.();
    times.push(await measure());
  }
  print(what, times);
}

function print(what: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  const slowest = times.length > 1 ? `  (${seconds(times.at(-1)!)})` : '';
  console.log(`  ${what.padEnd(32)} ${seconds(median)}${slowest}`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

/** From typing the command until the home page has arrived. */
async function firstPage(): Promise<number> {
  const begun = performance.now();
  const { child, url } = await startCourse();
  await page(url);
  const took = performance.now() - begun;
  await end(child);
  return took;
}

async function secondPage(): Promise<number> {
  const { child, url } = await startCourse();
  await page(url);
  const begun = performance.now();
  await page(`${url}lessons/${lessonById('03.02').name}/`);
  const took = performance.now() - begun;
  await end(child);
  return took;
}

async function startCourse(): Promise<{ child: ChildProcess; url: string }> {
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const child = course(['start', port]);
  const said = await until(child, /(http:\/\/127\.0\.0\.1:\d+\/)/);
  return { child, url: said[1] };
}

async function page(url: string): Promise<void> {
  const res = await fetch(url);
  await res.text();
  if (!res.ok) throw new Error(`${url} answered ${res.status}`);
}

const checkStep = () => toTheEnd(['check', '03.02', 'step']);
const checkDatabaseStep = () => toTheEnd(['check', '04.01.02', 'step']);

async function where(): Promise<number> {
  const copy = copyStep(lessonById('03.03'));
  const took = await toTheEnd(['where', copy.path]);
  copy.remove();
  return took;
}

/** From a save until the watch says its first verdict, and until its last. */
async function showWatch(runs: number): Promise<void> {
  const copy = copyStep(lessonById('03.02'));
  const file = path.join(copy.path, 'app.ts');
  const child = course(['check', '03.02', copy.path, 'watch']);
  const first: number[] = [];
  const last: number[] = [];
  await until(child, /Waiting for a save/);
  for (let i = 0; i < runs; i++) {
    const begun = performance.now();
    fs.appendFileSync(file, `// saved ${i}\n`);
    await until(child, /[✔✖]/);
    first.push(performance.now() - begun);
    await until(child, /Waiting for a save/);
    last.push(performance.now() - begun);
  }
  await end(child);
  copy.remove();
  print('save to first verdict, watching', first);
  print('save to last verdict, watching', last);
}

async function toTheEnd(words: string[]): Promise<number> {
  const begun = performance.now();
  await ended(course(words));
  return performance.now() - begun;
}

function stopDatabase(): Promise<void> {
  return ended(course(['db', 'stop']));
}

/** What each program has said that nobody has waited for yet. */
const unread = new WeakMap<ChildProcess, string>();

function course(words: string[]): ChildProcess {
  const child = spawn(process.execPath, ['course', ...words], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    // Nothing here takes as long: better an error than a wait for ever.
    timeout: 120_000,
  });
  unread.set(child, '');
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    unread.set(child, unread.get(child) + text);
    child.emit('said');
  });
  return child;
}

/** Waits until a program has said it, and forgets all up to there. */
function until(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const said = unread.get(child)!;
      const found = what.exec(said);
      if (!found) return;
      unread.set(child, said.slice(found.index + found[0].length));
      child.off('said', look).off('exit', gone);
      resolve(found);
    };
    const gone = () => reject(new Error(`it ended before it said ${what}`));
    child.on('said', look).on('exit', gone);
    look();
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) =>
    child.once('exit', (_code, signal) =>
      signal === 'SIGTERM'
        ? reject(new Error(`${child.spawnargs.join(' ')} never ended`))
        : resolve(),
    ),
  );
}

async function end(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  child.kill('SIGINT');
  await gone;
}

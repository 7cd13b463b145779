// How long steps and faults take when the course is complete: 75 steps of the
// weight that the real ones have, judged by the real checks, over and over.
import fs from 'node:fs';
import os from 'node:os';
import type { Check } from '../checks/define';
import { shouldAnswer } from '../checks/define';
import { checksAt } from '../course/checking';
import {
  judgeRows,
  matrixRows,
  proveFaults,
  type Proof,
  type Row,
} from '../course/checking/prove';
import { typeProblems } from '../course/checking/types';
import {
  checkpoints,
  root,
  stepFolder,
  writtenCheckpoints,
} from '../course/find-lesson';
import type { Lesson } from '../course/outline';

/** Of the last step so far: its server and its checks are the heaviest. */
const lesson = writtenCheckpoints.at(-1)!;
const folder = stepFolder(lesson);
const written = writtenCheckpoints.length;
const today = matrixRows(writtenCheckpoints);
const inForce = checksAt(lesson);
const dear = inForce.filter(isDear);
const cheap = inForce.filter((check) => !isDear(check));

/** Prints how long all steps and their faults will take, and today's. */
export async function run(): Promise<void> {
  const count = checkpoints.length;
  const all = times(count).map((i) => rowOf(i, false));
  const everywhere = times(count).map((i) => rowOf(i, true));
  console.log(
    `On ${os.availableParallelism()} cores. CPU is that of all processes but PostgreSQL's.\n` +
      `Of ${count} steps ${checkpoints.filter(isOfPage).length} change the page in the browser alone.`,
  );
  await timed(`${today.length} steps, as they are`, () => judgeRows(today));
  await timed(`${count} steps`, () => judgeRows(all));
  await timed(`${count} steps, asked all as prove does`, () =>
    judgeRows(everywhere),
  );
  await timed('types of the steps, as they are', () =>
    writtenCheckpoints.forEach((one) => typeProblems(root, stepFolder(one))),
  );
  await timed(`types of ${count} steps`, () =>
    checkpoints.forEach((one) => isOfPage(one) || typeProblems(root, folder)),
  );
  const lessons = all.map((_row, i) => cycle(writtenCheckpoints, i));
  await timed(`the faults of ${count} steps`, () => proveFaults(lessons));
}

/** Runs it, prints what came and how long it took. */
async function timed(
  what: string,
  work: () => Promise<Proof> | void,
): Promise<void> {
  const begun = performance.now();
  const before = cpuSeconds();
  const proof = await work();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const cpu = (cpuSeconds() - before).toFixed(1);
  const sum = proof ? ` (${proof.passed} passed, ${proof.failed} failed)` : '';
  console.log(`  ${what}: ${seconds} s, CPU ${cpu} s${sum}`);
  for (const line of proof?.lines.slice(0, 5) ?? []) console.log(`    ${line}`);
}

/**
 * Of this process and of those that it started and saw end: fields 14 to 17 of
 * proc(5), in ticks. NaN where the system is not Linux.
 */
function cpuSeconds(): number {
  if (process.platform !== 'linux') return NaN;
  const [, fields] = fs.readFileSync('/proc/self/stat', 'utf8').split(') ');
  const ticks = fields.split(' ').slice(11, 15).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

/**
 * Step `i` of the outline: asked all in force there, or what `npm test` asks;
 * at a module's end too many dear ones, for it may touch no file of theirs.
 */
function rowOf(i: number, asksAll: boolean): Row {
  const { module } = checkpoints[i];
  const begin = checkpoints.findIndex((one) => one.module === module);
  const isEnd = checkpoints[i + 1]?.module !== module;
  const upTo = (list: readonly Check[], from = 0) =>
    times((i + 1 - from) * (list.length / written)).map((n) => cycle(list, n));
  const isNew = (i * dear.length) % written < dear.length;
  const mustPass =
    asksAll || isEnd
      ? [...upTo(cheap), ...upTo(dear)]
      : [...upTo(cheap, begin), ...(isNew ? [cycle(dear, i)] : [])];
  const mustFail = times(cheap.length / written).map(missingRoute);
  return { lesson, folder, name: `step ${i}`, mustPass, mustFail };
}

function isOfPage({ touches }: Lesson): boolean {
  return touches.length > 0 && touches.every((it) => it.startsWith('client/'));
}

function isDear({ dependsOn }: Check): boolean {
  return dependsOn !== undefined;
}

/** What the next step brings is red here. */
function missingRoute(n: number): Check {
  return {
    key: `${lesson.id}/missing-${n}`,
    title: `GET /missing/${n} answers`,
    kind: 'http',
    hints: { nudge: '', page: '', where: 'app.ts' },
    faults: [],
    run: async ({ ask }) => shouldAnswer(await ask.get(`/missing/${n}`), {}),
  };
}

function times(n: number): number[] {
  return [...Array(Math.round(n)).keys()];
}

function cycle<T>(list: readonly T[], i: number): T {
  return list[i % list.length];
}

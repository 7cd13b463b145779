// How long steps and faults take when the course is complete: 75 steps of the
// weight that the real ones have, judged by the real checks, over and over.
import fs from 'node:fs';
import os from 'node:os';
import type { Check } from '../checks/define';
import { shouldAnswer } from '../checks/define';
import { checksAt } from '../course/checking';
import { isAskedAt } from '../course/checking/dear';
import {
  judgeRows,
  matrixRows,
  proveFaults,
  type Proof,
  type Row,
} from '../course/checking/prove';
import { typeProblems } from '../course/checking/types';
import {
  lessonOfKey,
  root,
  stepFolder,
  writtenCheckpoints,
} from '../course/find-lesson';

/** Of the last step so far: its server and its checks are the heaviest. */
const lesson = writtenCheckpoints.at(-1)!;
const folder = stepFolder(lesson);
const written = writtenCheckpoints.length;
const today = matrixRows(writtenCheckpoints);
const inForce = checksAt(lesson);
const files = inForce.filter(({ kind }) => kind === 'files');
const dear = inForce.filter(isDear);
const cheap = inForce.filter((check) => !isDear(check));
/** A dear check in force is asked again at so many steps, but for the last. */
const dearAgain = share();

/** Prints how long `count` steps and their faults take, and today's. */
export async function run(count = 75): Promise<void> {
  const all = times(count).map((i) => rowOf(i, i === count - 1));
  const everywhere = times(count).map((i) => rowOf(i, true));
  console.log(
    `On ${os.availableParallelism()} cores. CPU is that of all processes but PostgreSQL's.\n` +
      `Of ${count} steps ${all.filter((_row, i) => isOfPage(i)).length} change the page in the browser alone.`,
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
    all.forEach((_row, i) => !isOfPage(i) && typeProblems(root, folder)),
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

/** Step `i`: asked all in force there, or only what `npm test` asks. */
function rowOf(i: number, asksAll: boolean): Row {
  const upTo = (list: readonly Check[], share = 1) =>
    times((i + 1) * (list.length / written) * share).map((n) => cycle(list, n));
  const mustPass =
    isOfPage(i) && !asksAll
      ? upTo(files)
      : [...upTo(cheap), ...upTo(dear, asksAll ? 1 : dearAgain)];
  // New dear ones come at the same pace to the end.
  const fresh =
    asksAll || (i * dear.length) % written >= dear.length
      ? []
      : [cycle(dear, i)];
  mustPass.push(...fresh);
  const mustFail = times(cheap.length / written).map(missingRoute);
  return { lesson, folder, name: `step ${i}`, mustPass, mustFail };
}

/** By the outline two in seven of those to come, most of modules 09 and 11. */
function isOfPage(i: number): boolean {
  return i >= written && i % 7 < 2;
}

function share(): number {
  const count = (checks: readonly Check[]) => checks.filter(isDear).length;
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const before = writtenCheckpoints.slice(0, -1);
  const asked = before.flatMap((one) =>
    checksAt(one).filter(
      (check) => lessonOfKey(check.key) !== one && isAskedAt(one, check),
    ),
  );
  return count(asked) / sum(before.map((one) => count(checksAt(one))));
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

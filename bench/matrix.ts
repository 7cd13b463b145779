// How long steps and faults take when the course is complete: 75 steps of the
// weight that the real ones have, judged by the real checks, over and over.
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
import { root, stepFolder, writtenCheckpoints } from '../course/find-lesson';

/** Of the last step so far: its server and its checks are the heaviest. */
const lesson = writtenCheckpoints.at(-1)!;
const folder = stepFolder(lesson);
const inForce = checksAt(lesson);
const dear = inForce.filter(({ dependsOn }) => dependsOn);
const cheap = inForce.filter(({ dependsOn }) => !dependsOn);
/** Each step brings so many, as those so far did. */
const newChecks = cheap.length / writtenCheckpoints.length;
/** A dear check is asked where it is new, and at about five later steps. */
const dearPerStep = (dear.length / writtenCheckpoints.length) * 6;

/** Prints how long `count` steps and their faults take, and today's. */
export async function run(count = 75): Promise<void> {
  console.log(`On ${os.availableParallelism()} cores`);
  const rows = matrixRows(writtenCheckpoints);
  const now = await timed(`${rows.length} steps, as they are`, () =>
    judgeRows(rows),
  );
  const all = [...Array(count).keys()].map((i) => rowOf(i, count));
  const asked = all.flatMap(({ mustPass }) => mustPass).length;
  const later = await timed(`${count} steps, ${asked} checks`, () =>
    judgeRows(all),
  );
  const types = await timed('types of the steps, as they are', async () => {
    writtenCheckpoints.forEach((one) => typeProblems(root, stepFolder(one)));
  });
  const lessons = all.map((_row, i) => cycle(writtenCheckpoints, i));
  await timed(`the faults of ${count} steps`, () => proveFaults(lessons));
  const more = types * (count / writtenCheckpoints.length - 1);
  console.log(
    `  npm test then takes ${(later - now).toFixed(0)} s more for the steps, ` +
      `and at most ${more.toFixed(0)} s for their types.`,
  );
}

/** Runs it, prints what came and how long it took; gives the seconds. */
async function timed(
  what: string,
  work: () => Promise<Proof | void>,
): Promise<number> {
  const begun = performance.now();
  const proof = await work();
  const seconds = (performance.now() - begun) / 1000;
  const sum = proof ? ` (${proof.passed} passed, ${proof.failed} failed)` : '';
  console.log(`  ${what}: ${seconds.toFixed(1)} s${sum}`);
  for (const line of proof?.lines.slice(0, 5) ?? []) console.log(`    ${line}`);
  return seconds;
}

/** Step `i` is asked what all before it were, and what it brings. */
function rowOf(i: number, count: number): Row {
  const times = (n: number) => [...Array(Math.round(n)).keys()];
  const again = times((i + 1) * newChecks).map((n) => cycle(cheap, n));
  // All that is dear is asked of the last step.
  const dearChecks =
    i < count - 1
      ? dearPerStep
      : (dear.length / writtenCheckpoints.length) * count;
  const mustPass = [
    ...again,
    ...times(dearChecks).map((n) => cycle(dear, i + n)),
  ];
  const mustFail = times(newChecks).map(missingRoute);
  return { lesson, folder, name: `step ${i}`, mustPass, mustFail };
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

function cycle<T>(list: readonly T[], i: number): T {
  return list[i % list.length];
}

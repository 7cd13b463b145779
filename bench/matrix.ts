// How long the proof takes when the course is complete: 75 steps with a
// database, each asked all that the ones before were asked and a little more,
// and 5 planted faults a step.
import os from 'node:os';
import { checksOf } from '../course/checking';
import type { Check } from '../checks/define';
import { shouldAnswer } from '../checks/define';
import { judgeRows, type Row } from '../course/checking/prove';
import { lessonById, stepFolder } from '../course/find-lesson';
import { applyEdits, copyFolder, type TemporaryFolder } from '../course/steps';

const lesson = lessonById('04.01.02');
const newChecks = 4;
const faults = 5;
const app = 'app.ts';
const mount = "app.use('/test', test);\n";

/** Prints how long the matrix and the faults of `count` dummy steps take. */
export async function run(count = 75): Promise<void> {
  const cores = os.availableParallelism();
  console.log(`${count} dummy steps on ${cores} cores`);
  await timed('the matrix', count, matrixRow);
  const names = [...Array(count * faults).keys()];
  await timed('the faults', names.length, (i, make) =>
    faultRow(Math.floor(i / faults) + 1, i % faults, make),
  );
}

type Make = (files: string) => string;

async function timed(
  what: string,
  count: number,
  rowOf: (i: number, make: Make) => Row,
): Promise<void> {
  const copies: TemporaryFolder[] = [];
  const make: Make = (routes) => {
    const copy = copyFolder(stepFolder(lesson));
    copies.push(copy);
    applyEdits(copy.path, { file: app, find: mount, replace: mount + routes });
    return copy.path;
  };
  try {
    const rows = [...Array(count).keys()].map((i) => rowOf(i, make));
    const checks = rows.flatMap((row) => [...row.mustPass, ...row.mustFail]);
    const begun = performance.now();
    const { passed, failed, lines } = await judgeRows(rows);
    const seconds = (performance.now() - begun) / 1000;
    console.log(
      `  ${what}: ${rows.length} servers, ${checks.length} checks, ` +
        `${seconds.toFixed(1)} s (${passed} passed, ${failed} failed)`,
    );
    for (const line of lines.slice(0, 5)) console.log(`    ${line}`);
  } finally {
    for (const copy of copies) copy.remove();
  }
}

/** Step `i` has what all before it have; the next step's checks are red there. */
function matrixRow(i: number, make: Make): Row {
  const upTo = [...Array(i + 1).keys()];
  const folder = make(upTo.flatMap((step) => routesOf(step)).join(''));
  const own = checksOf(lesson).checks;
  const mustPass = [...own, ...upTo.flatMap((step) => dummyChecks(step))];
  const mustFail = dummyChecks(i + 1);
  return { lesson, folder, name: `step ${i}`, mustPass, mustFail };
}

/** A step with one of its routes taken away, and the check that misses it. */
function faultRow(step: number, fault: number, make: Make): Row {
  const gone = fault % newChecks;
  const folder = make(routesOf(step).toSpliced(gone, 1).join(''));
  const mustFail = [dummyChecks(step)[gone]];
  const name = `step ${step} without route ${gone}`;
  return { lesson, folder, name, mustPass: [], mustFail };
}

function routesOf(step: number): string[] {
  return [...Array(newChecks).keys()].map(
    (i) =>
      `app.get('/${step}/${i}', async (req, res) => {\n` +
      `  const [rows] = await sequelize.query('select ${step} as step');\n` +
      '  res.json(rows);\n});\n',
  );
}

function dummyChecks(step: number): Check[] {
  return [...Array(newChecks).keys()].map((i) => ({
    key: `03.02/dummy-${step}-${i}`,
    title: `GET /${step}/${i} answers from the database`,
    kind: i === 0 ? 'database' : 'http',
    hints: { nudge: '', page: '', where: app },
    faults: [],
    async run({ ask, db }) {
      shouldAnswer(await ask.get(`/${step}/${i}`), { json: [{ step }] });
      if (i === 0) await db.query('select 1');
    },
  }));
}

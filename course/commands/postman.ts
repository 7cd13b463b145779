// `npm run postman`: the requests of the course, for Postman and run here.
import type { Command, Flags } from '../command';
import {
  checkpointAt,
  findLesson,
  lessonOfKey,
  stepFolder,
  writtenCheckpoints,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import { requests, requestsAt, requestsOf } from '../requests';
import {
  postmanFiles,
  writeCollectionAt,
  writePostmanFiles,
} from '../requests/files';
import { runWithNewman } from '../requests/newman';
import { proveSteps, stepsToProve, type StepProof } from '../requests/proof';
import { liveOn, recordExamples } from '../requests/record';
import { standsAlone } from '../checking';
import { withServer } from '../runtime';
import { currentLesson, studentFolder } from '../state';
import { countOf, typedFolder } from '../terminal';

export const command: Command = {
  summary: 'writes the requests for Postman, or runs them on a step',
  usage: [
    'npm run postman                    where the whole collection is',
    'npm run postman 03.04              writes the collection up to that lesson',
    'npm run postman run 03.04          starts that step and runs its requests',
    'npm run postman run 03.04 mine     the same on your own server',
    'npm run postman run 03.04 ../mine  the same on that of any folder',
    'npm run postman all                runs them on every step, the next ones too',
    'npm run postman fix                makes the committed files again',
  ],
  help: 'The requests are written once, in postman/requests/. "run" and "all" use Newman, which is installed when they are typed first; each run has a database of its own. postman/README.md shows how to import into Postman.',
  async run(words, flags) {
    const [word, ...rest] = words;
    if (word === undefined) return showPlaces();
    if (word === 'run') return runOn(rest, flags);
    if (word === 'all') return runAll(flags);
    if (word === 'fix') return fix();
    return write(lessonWithRequests(word));
  },
};

function showPlaces(): number {
  console.log('In Postman, choose Import and these files:\n');
  for (const file of Object.keys(postmanFiles())) {
    console.log(`  ${file}`);
  }
  console.log(`\nThe collection holds the requests of all lessons so far.\n`);
  for (const line of command.usage.slice(1)) console.log(`  ${line}`);
  return exitCodes.holds;
}

function write(lesson: Lesson): number {
  const file = writeCollectionAt(lesson);
  const count = requestsAt(lesson).length;
  console.log(`${countOf(count, 'request')} up to ${lesson.id}: ${file}`);
  console.log('In Postman, choose Import and this file.');
  return exitCodes.holds;
}

/** @throws PlainError where that lesson has nothing to send */
function lessonWithRequests(word: string): Lesson {
  const lesson = findLesson(word);
  if (!lesson.written) {
    throw new PlainError(
      `Lesson ${lesson.id} is coming: it has no requests yet. The furthest is ${writtenCheckpoints.at(-1)!.id}.`,
    );
  }
  if (requestsAt(lesson).length > 0) return lesson;
  throw new PlainError(
    `There is nothing to send in ${lesson.id}: the first request comes with ${lessonOfKey(requests[0].key).id}.`,
  );
}

async function runOn(words: string[], flags: Flags): Promise<number> {
  const mine = words.includes('mine');
  const places = words.filter((word) => word !== 'mine' && typedFolder(word));
  const named = words.find((word) => word !== 'mine' && !places.includes(word));
  const furthest = writtenCheckpoints.at(-1)!.id;
  const word = named ?? (mine ? currentLesson() : undefined) ?? furthest;
  const lesson = lessonWithRequests(word);
  const folder =
    places.map(typedFolder)[0] ??
    (mine ? studentFolder() : stepFolder(checkpointAt(lesson)!));
  const alone = standsAlone(lesson, folder);
  const asked = alone ? requestsOf(lesson) : requestsAt(lesson);
  const live = liveOn(lesson, folder);
  const results = await withServer(live, async ({ url }, runtime) => {
    const database = await runtime.database();
    if (database && !flags.json) {
      const { host } = new URL(database.url);
      const where = `${database.name} on ${host}`;
      console.log(`In a database of this run alone: ${where}.\n`);
    }
    return runWithNewman(url, asked);
  });
  const failed = results.filter(({ failures }) => failures.length > 0);
  if (flags.json) console.log(JSON.stringify(results, null, 2));
  else {
    for (const { title, status = '–', ms, key, failures } of results) {
      const mark = failures.length > 0 ? '✖' : '✔';
      const ending = `${String(ms).padStart(5)} ms  ${key}`;
      console.log(`${mark} ${title.padEnd(44)} ${status} ${ending}`);
      for (const failure of failures) console.log(`    ${failure}`);
    }
    const passed = results.length - failed.length;
    console.log(`\n${passed} of ${countOf(results.length, 'request')} pass.`);
  }
  return failed.length > 0 ? exitCodes.doesNotHold : exitCodes.holds;
}

async function runAll(flags: Flags): Promise<number> {
  const onStep = flags.json ? undefined : printProof;
  const proofs = await proveSteps(stepsToProve(), onStep);
  if (flags.json) console.log(JSON.stringify(proofs, null, 2));
  const holds = proofs.every(({ problems }) => problems.length === 0);
  return holds ? exitCodes.holds : exitCodes.doesNotHold;
}

function printProof({ lesson, reached, next, problems, ms }: StepProof): void {
  const mark = problems.length > 0 ? '✖' : '✔';
  const seconds = (ms / 1000).toFixed(1);
  console.log(
    `${mark} ${lesson.id.padEnd(9)} ${reached} reached, ${next} not yet (${seconds} s)`,
  );
  for (const problem of problems) console.log(`    ${problem}`);
}

async function fix(): Promise<number> {
  const recorded = await recordExamples();
  writePostmanFiles(recorded);
  const count = Object.keys(recorded).length;
  console.log(`Recorded ${countOf(count, 'example')} and wrote postman/.`);
  return exitCodes.holds;
}

// What must stay true of the repository, each with a test that plants the
// fault and sees it go red (tests/guards).
import fs from 'node:fs';
import path from 'node:path';
import {
  checkpointBefore,
  root,
  stepFolder,
  writtenCheckpoints,
} from '../find-lesson';
import { lessons } from '../outline';
import { courseCommands, studentCommands } from '../command-names';
import { commandProblems } from './commands';
import { driftProblems, stepDriftProblems } from './drift';
import { outlineProblems, stepList } from './outline';
import { lockProblems, packageProblems } from './packages';
import type { Problem } from './problem';
import { pictureProblems } from './pictures';
import { floorProblems, strayProblems, testProblems } from './stray';
import { typeProblems } from '../checking/types';
import { postmanProblems } from '../requests/files';
import { checkPages, linkProblems, readPages } from '../replay';

export { show, type Problem } from './problem';

/** One thing that must stay true, and how to find out. */
export interface Guard {
  readonly name: string;
  /** A sentence: what holds when nothing is found. */
  readonly holds: string;
  run(): Problem[] | Promise<Problem[]>;
}

/** A guard's result, as `node course guard --json` gives it. */
export interface GuardResult {
  readonly name: string;
  readonly holds: string;
  readonly problems: readonly Problem[];
}

const lockFiles = () =>
  ['.', ...extras()].map((folder) =>
    path.posix.join(folder, 'package-lock.json'),
  );

function extras(): string[] {
  const folder = path.join(root, 'course', 'extras');
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'package.json')))
    .map((name) => `course/extras/${name}`);
}

export const guards: readonly Guard[] = [
  {
    name: 'outline',
    holds: 'the outline, the folders, the pages and the checks match',
    run: () => outlineProblems(root, lessons),
  },
  {
    name: 'drift',
    holds: 'neighbouring steps differ only where their lesson says so',
    run: () => driftProblems(root, writtenCheckpoints, stepFolder),
  },
  {
    name: 'packages',
    holds: 'there is one version of each package, and each import is declared',
    run: () => packageProblems(root, writtenCheckpoints, stepFolder),
  },
  {
    name: 'lock',
    holds: 'the lock files hold the binaries of every system',
    run: () => lockFiles().flatMap((file) => lockProblems(root, file)),
  },
  {
    name: 'tests',
    holds: 'no test is left alone or skipped without a reason',
    run: () => testProblems(root),
  },
  {
    name: 'floors',
    holds: 'no room of the tools imports from a floor above its own',
    run: () => floorProblems(root),
  },
  {
    name: 'stray',
    holds:
      'no file of an editor, a merge or a system is kept, and none is large',
    run: () => strayProblems(root),
  },
  {
    name: 'commands',
    holds: 'the commands, their files and the scripts of package.json match',
    run: () => commandProblems(root, studentCommands, courseCommands),
  },
  {
    name: 'pictures',
    holds: 'each diagram has its picture, as it is now',
    run: () => pictureProblems(root, readPages().pages),
  },
  {
    name: 'pages',
    holds: 'the pages show what steps, requests and commands really do',
    run: pageProblems,
  },
  {
    name: 'links',
    holds: 'every link leads to a file and a heading that are there',
    run: () => linkProblems(root),
  },
  {
    name: 'postman',
    holds: 'the files of Postman are what postman/requests/ makes',
    run: () => postmanProblems(root),
  },
  {
    name: 'types',
    holds: 'every step type-checks as a program of its own',
    run: () =>
      writtenCheckpoints
        // Where a lesson changes no code, the types are those of the step before.
        .filter(({ touches }) =>
          touches.some((file) => /\.(ts|json)$/.test(file)),
        )
        .flatMap((one) => typeProblems(root, stepFolder(one))),
  },
];

async function pageProblems(): Promise<Problem[]> {
  const { pages, problems } = readPages();
  return [...problems, ...(await checkPages(pages))];
}

/** What the guards of the steps find in one step's folder (an absolute path). */
export function stepProblems(folder: string): Problem[] {
  const lesson = writtenCheckpoints.find((one) => stepFolder(one) === folder);
  if (!lesson) throw new Error(`${folder} is no step`);
  const before = checkpointBefore(lesson);
  return [
    ...stepDriftProblems(root, lesson, folder, before && stepFolder(before)),
    ...packageProblems(root, [lesson], stepFolder),
    ...typeProblems(root, folder),
  ];
}

/** Rewrites what is made from something else: the list of steps. */
export function fixGuards(): void {
  fs.writeFileSync(path.join(root, 'steps', 'README.md'), stepList(lessons));
}

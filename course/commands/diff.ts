// `npm run diff`: what changed between two steps, or a step and a folder.
import { styleText } from 'node:util';
import type { Command } from '../command';
import {
  checkpointAt,
  checkpointBefore,
  findWritten,
  stepFolder,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import { studentFolder } from '../state';
import { typedFolder } from '../terminal';
import {
  compareFolders,
  summaryLines,
  unifiedDiff,
  type FileDiff,
} from '../steps';

/** One side of a comparison; without a folder: before the first checkpoint. */
interface Side {
  readonly name: string;
  readonly folder?: string;
}

export const command: Command = {
  summary: 'shows what changed between two steps, or to your folder',
  usage: [
    'npm run diff 03.02          what lesson 03.02 changes',
    'npm run diff 02.03 03.03    from one step to another',
    'npm run diff 03.02 mine     from the step to your folder',
    'npm run diff 03.02 ../mine  from the step to any folder',
  ],
  help: 'Lines with + are only in the second, lines with - only in the first. Piped or written to a file, it is a patch that "git apply" takes.',
  async run(words, flags) {
    const [from, to] = sides(words);
    const diffs = compareFolders(from.folder, to.folder!);
    if (flags.json) {
      console.log(JSON.stringify({ from, to, files: diffs }, null, 2));
      return exitCodes.holds;
    }
    if (process.stdout.isTTY) console.log(summary(from, to, diffs));
    // An empty patch would leave a person without an answer.
    else if (diffs.length === 0) console.error('no difference');
    process.stdout.write(unifiedDiff(diffs, { color: terminalHasColor() }));
    return exitCodes.holds;
  },
};

function sides(words: string[]): [Side, Side] {
  if (words.length === 0 || words.length > 2) {
    throw new PlainError(
      'Type one lesson or two, for example "npm run diff 03.02" or "npm run diff 03.02 mine".',
    );
  }
  if (words.length === 2) return [side(words[0]), side(words[1])];
  const only = side(words[0]);
  if (!('lesson' in only)) {
    throw new PlainError(
      `Compare ${words[0]} with which lesson? For example: npm run diff 03.02 ${words[0]}`,
    );
  }
  const lesson = only.lesson as Lesson;
  if (lesson.kind === 'page') {
    throw new PlainError(
      `${lesson.id} is a page: it changes no code. Its server is that of ${only.name}.`,
      exitCodes.holds,
    );
  }
  const before = checkpointBefore(lesson);
  const from = before ? lessonSide(before) : { name: 'an empty folder' };
  return [from, { name: only.name, folder: only.folder }];
}

function side(word: string): Side | (Side & { lesson: Lesson }) {
  if (word === 'mine') return { name: 'your folder', folder: studentFolder() };
  const folder = typedFolder(word);
  if (folder) return { name: word, folder };
  const lesson = findWritten(word);
  return { ...lessonSide(lesson), lesson };
}

function lessonSide(lesson: Lesson): Side {
  const at = checkpointAt(lesson);
  if (!at) {
    throw new PlainError(
      `At ${lesson.id} there is no code yet. The first step is 00.02.`,
    );
  }
  return { name: `${at.id} ${at.title}`, folder: stepFolder(at) };
}

function summary(from: Side, to: Side, diffs: readonly FileDiff[]): string {
  const lines = [`From ${from.name} to ${to.name}:`];
  if (diffs.length === 0) lines.push('  no difference');
  lines.push(...summaryLines(diffs));
  return `${lines.join('\n')}\n`;
}

function terminalHasColor(): boolean {
  const tried = styleText('bold', 'x', { stream: process.stdout });
  return process.stdout.isTTY === true && tried !== 'x';
}

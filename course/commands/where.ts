// `npm run where`: how far a server has come, and where it left the path.
import fs from 'node:fs';
import { verdictLines } from '../checking/tell';
import { findPlace, type Place } from '../checking/where';
import type { Command } from '../command';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';
import { newServerFolder, studentFolder } from '../state';
import { summaryLines } from '../steps';
import { short, typedPath } from '../terminal';

export const command: Command = {
  summary: 'finds how far your server has come, and where it left the path',
  usage: [
    'npm run where            your folder',
    'npm run where mine       the same',
    'npm run where ../mine    any folder',
  ],
  help: 'It asks your server all there is to ask, and compares your files with each of our steps.',
  async run([word], flags) {
    const other = word === 'mine' ? undefined : word;
    const folder = other ? typedPath(other) : studentFolder();
    if (!fs.existsSync(folder)) {
      throw new PlainError(
        other
          ? `There is no folder ${folder}.`
          : 'You have no server yet. "npm run begin 03.02" makes you one.',
      );
    }
    if (folder === newServerFolder() && folder !== studentFolder()) {
      throw new PlainError(
        `${short(folder)} is a new server, which has not come through the lessons. "npm run check 12.00 ${short(folder)}" judges it.`,
      );
    }
    const place = await findPlace(folder);
    if (flags.json) console.log(JSON.stringify({ folder, ...place }, null, 2));
    else console.log(placeLines(folder, place, word ?? 'mine').join('\n'));
    return exitCodes.holds;
  },
};

function placeLines(folder: string, place: Place, word: string): string[] {
  const { furthest, next, missing, startFailure } = place;
  const lines = [
    furthest
      ? `${short(folder)} does all that is asked up to ${named(furthest)}.`
      : `${short(folder)} does not hold the first checkpoint yet.`,
  ];
  if (next) {
    lines.push(`What keeps it from ${named(next)}:`, '');
    for (const one of missing)
      lines.push(...verdictLines(one, one.hints.slice(0, 1)));
    if (startFailure)
      lines.push('', `The server did not start: ${startFailure}`);
  }
  return [...lines, '', ...differenceLines(place, word)];
}

function differenceLines({ nearest, differences }: Place, word: string) {
  if (differences.length === 0) {
    return [`Its files are those of our step ${named(nearest)}.`];
  }
  return [
    `Its files are nearest to our step ${named(nearest)}. What differs:`,
    ...summaryLines(differences),
    `Line by line: npm run diff ${nearest.id} ${word}`,
  ];
}

function named({ id, title }: Lesson): string {
  return `${id} ${title}`;
}

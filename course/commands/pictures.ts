// `npm run course pictures`: draws the diagrams of the pages.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import { drawAll } from '../extras/pictures/render';
import { findLesson, root } from '../find-lesson';
import { pictureName, sourceMark } from '../guards/pictures';
import { lessonsWithPages, readPage } from '../lessons';
import { diagramsOf, type Diagram } from '../lessons/diagrams';
import { exitCodes } from '../plain-error';
import { readText } from '../steps';

export const command: Command = {
  summary: 'draws the diagrams of the pages into docs/pictures',
  usage: [
    'npm run course pictures        those that changed',
    'npm run course pictures 03.02  those of one lesson, anew',
    'npm run course pictures all    all of them, anew',
  ],
  help: 'It needs an installed Chrome, Edge or Chromium, and installs Mermaid (about 170 MB) the first time.',
  async run([word]) {
    const all = lessonsWithPages().flatMap((one) => diagramsOf(readPage(one)));
    removeStray(all.map(({ file }) => file));
    const wanted = choose(all, word);
    if (wanted.length === 0) {
      console.log('There is nothing to draw.');
      return exitCodes.holds;
    }
    const pictures = await drawAll(
      wanted.map(({ file, source }) => ({
        id: `picture-${path.basename(file, '.svg').replaceAll('.', '-')}`,
        source,
      })),
    );
    wanted.forEach((diagram, i) => {
      const full = path.join(root, diagram.file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, `${sourceMark(diagram)}\n${pictures[i].trim()}\n`);
      console.log(`${diagram.file}  ${diagram.title}`);
    });
    return exitCodes.holds;
  },
};

function choose(all: readonly Diagram[], word?: string): Diagram[] {
  if (word === 'all') return [...all];
  if (word === undefined) return all.filter((one) => !isCurrent(one));
  const { id } = findLesson(word);
  return all.filter(({ file }) => file.startsWith(`docs/pictures/${id}-`));
}

function isCurrent(diagram: Diagram): boolean {
  const text = readText(root, diagram.file);
  return text?.includes(sourceMark(diagram)) === true;
}

function removeStray(wanted: readonly string[]): void {
  const folder = path.join(root, 'docs', 'pictures');
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const file = `docs/pictures/${name}`;
    if (!pictureName.test(name) || wanted.includes(file)) continue;
    fs.rmSync(path.join(root, file));
    console.log(`${file} is gone: its diagram is.`);
  }
}

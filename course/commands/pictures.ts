// `npm run course pictures`: draws the diagrams of the pages.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import { drawAll } from '../extras/pictures/render';
import { findLesson, root } from '../find-lesson';
import { findDiagrams, sourceMark } from '../guards/pictures';
import { exitCodes } from '../plain-error';

export const command: Command = {
  summary: 'draws the diagrams of the pages into docs/pictures',
  usage: [
    'npm run course pictures        those that changed',
    'npm run course pictures 03.02  those of one lesson, anew',
    'npm run course pictures all    all of them, anew',
  ],
  help: 'It needs an installed Chrome, Edge or Chromium, and installs Mermaid (about 170 MB) the first time.',
  async run([word]) {
    const all = findDiagrams(root);
    const anew = word !== undefined;
    const page =
      anew && word !== 'all' ? `docs/${findLesson(word).name}.md` : undefined;
    const wanted = all
      .filter((one) => page === undefined || one.page === page)
      .filter(({ file, source }) => anew || !isCurrent(file, source));
    removeStray(all.map(({ file }) => file));
    if (wanted.length === 0) {
      console.log('There is nothing to draw.');
      return exitCodes.holds;
    }
    const drawings = wanted.map(({ file, source }) => ({
      id: `picture-${path.basename(file, '.svg').replaceAll('.', '-')}`,
      source,
    }));
    const pictures = await drawAll(drawings);
    wanted.forEach(({ file, source, page, line }, i) => {
      const full = path.join(root, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, `${sourceMark(source)}\n${pictures[i].trim()}\n`);
      console.log(`${file}  (${page}:${line})`);
    });
    return exitCodes.holds;
  },
};

function isCurrent(file: string, source: string): boolean {
  const full = path.join(root, file);
  if (!fs.existsSync(full)) return false;
  return fs.readFileSync(full, 'utf8').includes(sourceMark(source));
}

function removeStray(wanted: readonly string[]): void {
  const folder = path.join(root, 'docs', 'pictures');
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const file = `docs/pictures/${name}`;
    if (!/^[\d.]+-\d+\.svg$/.test(name) || wanted.includes(file)) continue;
    fs.rmSync(path.join(root, file));
    console.log(`${file} is gone: its diagram is.`);
  }
}

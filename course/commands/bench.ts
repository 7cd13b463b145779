// `npm run bench`: how fast it is, and how well `carry` merges.
import fs from 'node:fs';
import path from 'node:path';
import type { Command } from '../command';
import { root } from '../find-lesson';
import { exitCodes, PlainError } from '../plain-error';

const folder = path.join(root, 'bench');

export const command: Command = {
  summary: 'measures what must be fast',
  usage: [
    'npm run bench          all of them, one after the other',
    ...benchmarks().map((name) => `npm run bench ${name}`),
    'npm run bench carry 4711 200   its seed, and how many edits',
  ],
  help: 'Figures depend on the machine and on what else it does. Nothing is judged here.',
  async run(words) {
    const known = benchmarks();
    const names = words.filter((word) => !/^\d+$/.test(word));
    const unknown = names.find((word) => !known.includes(word));
    if (unknown) {
      throw new PlainError(
        `There is no benchmark "${unknown}". There are ${known.join(', ')}.`,
      );
    }
    const numbers = words.filter((word) => !names.includes(word));
    if (numbers.length > 0 && names.join() !== 'carry') {
      throw new PlainError(
        'Numbers are for carry alone: npm run bench carry 4711 200',
      );
    }
    for (const name of names.length > 0 ? names : known) {
      console.log(`\n== ${name}`);
      await require(path.join(folder, name)).run(...numbers);
    }
    return exitCodes.holds;
  },
};

/** Each file of bench/ that exports `run()`. */
function benchmarks(): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .filter((name) => !name.startsWith('_'))
    .sort();
}

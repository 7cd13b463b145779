// `npm run prove`: whether the checks bite.
import { prove } from '../checking';
import { find } from '../database';
import type { Command } from '../command';
import { findInside, writtenCheckpoints } from '../find-lesson';
import type { Lesson } from '../outline';
import { exitCodes, PlainError } from '../plain-error';

export const command: Command = {
  summary: 'proves that the checks bite, on our own steps',
  usage: [
    'npm run prove              all written steps',
    'npm run prove 03.02 03.03  these lessons',
    'npm run prove 03           those of a module',
    'npm run prove plain        without the planted faults',
    'npm run prove faults       the planted faults alone',
  ],
  help: 'Each step must pass all checks in force, the step before must fail exactly the new ones, and each planted fault must be caught by the checks that name it.',
  async run(words, flags) {
    const part = (['plain', 'faults'] as const).find((one) =>
      words.includes(one),
    );
    const named = words.filter((word) => word !== part);
    const lessons =
      named.length > 0 ? named.flatMap(steps) : writtenCheckpoints;
    const onLine = flags.json ? undefined : (line: string) => console.log(line);
    const proof = await prove(lessons, { part, onLine });
    if (flags.json) console.log(JSON.stringify(proof, null, 2));
    else {
      const database = await find();
      const at = database && ` at ${database.host}:${database.port}`;
      if (at)
        console.log(`Each run had a database of its own, course_tmp_…${at}`);
      console.log(`${proof.passed} passed, ${proof.failed} failed`);
    }
    return proof.holds ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

function steps(word: string): Lesson[] {
  const found = findInside(word, writtenCheckpoints);
  if (found[0].kind === 'checkpoint') return found;
  throw new PlainError(`${found[0].id} is a page: it has no step to prove.`);
}

// `npm run guard`: what must stay true of the repository.
import type { Command } from '../command';
import { fixGuards, guards, show } from '../guards';
import { exitCodes, PlainError } from '../plain-error';

export const command: Command = {
  summary: 'checks what must stay true of the repository',
  usage: ['npm run guard', 'npm run guard drift types', 'npm run guard fix'],
  help: `The guards: ${guards.map(({ name }) => name).join(', ')}.\n"fix" rewrites what is made from something else, then checks.`,
  async run(words) {
    if (words[0] === 'fix') fixGuards();
    const names = words.filter((word) => word !== 'fix');
    const unknown = names.find(
      (name) => !guards.some((one) => one.name === name),
    );
    if (unknown) {
      const known = guards.map(({ name }) => name).join(', ');
      throw new PlainError(
        `There is no guard "${unknown}". The guards are ${known}.`,
      );
    }
    let found = 0;
    for (const guard of guards) {
      if (names.length > 0 && !names.includes(guard.name)) continue;
      const problems = await guard.run();
      found += problems.length;
      console.log(
        `${problems.length ? '✖' : '✔'} ${guard.name}: ${guard.holds}`,
      );
      for (const problem of problems) console.log(`    ${show(problem)}`);
    }
    return found === 0 ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

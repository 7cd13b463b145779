// `npm run guard`: what must stay true of the repository.
import type { Command } from '../command';
import {
  fixGuards,
  guards,
  show,
  type Guard,
  type GuardResult,
  type Problem,
} from '../guards';
import { exitCodes, PlainError } from '../plain-error';

export const command: Command = {
  summary: 'checks what must stay true of the repository',
  usage: [
    'npm run guard',
    'npm run guard drift types   some of them',
    'npm run guard fix           rewrites what is made from something else, first',
  ],
  help: `The guards: ${guards.map(({ name }) => name).join(', ')}.`,
  async run(words, flags) {
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
    const asked = guards.filter(
      ({ name }) => names.length === 0 || names.includes(name),
    );
    const results: GuardResult[] = [];
    for (const guard of asked) {
      const { name, holds } = guard;
      const result = { name, holds, problems: await problemsOf(guard) };
      results.push(result);
      if (!flags.json) print(result);
    }
    if (flags.json) console.log(JSON.stringify(results, null, 2));
    const found = results.some(({ problems }) => problems.length > 0);
    return found ? exitCodes.doesNotHold : exitCodes.holds;
  },
};

// A guard that can't look is red, and the others still look.
async function problemsOf(guard: Guard): Promise<readonly Problem[]> {
  try {
    return await guard.run();
  } catch (error) {
    const { name, message, stack } = error as Error;
    const why = name === 'PlainError' ? message : (stack ?? message);
    return [{ file: '.', message: `This could not be looked at: ${why}` }];
  }
}

function print({ name, holds, problems }: GuardResult): void {
  console.log(`${problems.length ? '✖' : '✔'} ${name}: ${holds}`);
  for (const problem of problems) console.log(`    ${show(problem)}`);
}

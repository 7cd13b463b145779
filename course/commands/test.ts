// `npm test`: everything that shows that the course holds.
import os from 'node:os';
import type { Command } from '../command';
import { exitCodes } from '../plain-error';
import { runSections } from '../testing/run';
import { sectionsFor } from '../testing/sections';

export const command: Command = {
  summary: 'tests the course: guards, tools, every step',
  usage: [
    'npm test              guards, tools, every step',
    'npm test steps        every step against every check in force',
    'npm test 03.02        that step alone',
    'npm test tools        the tests of the tools',
    'npm test requests     the requests of Postman on every step',
    'npm test tools steps  the tests whose path has that word in it',
    'npm test guards       what must stay true of the repository',
    'npm test browser      the pages in a real browser',
    'npm test layout       the types of the tools, ESLint and Prettier',
  ],
  help: 'The last line is "N passed, N failed". What is skipped is counted as neither, and said. REQUIRE_BROWSER=1 makes a missing browser a failure.',
  async run([word, part]) {
    const cores = os.availableParallelism();
    const outcome = await runSections(sectionsFor(word, cores, part), cores);
    return outcome.failed === 0 ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

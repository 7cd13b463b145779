// `npm test`: everything that shows that the course holds.
import type { Command } from '../command';
import { useExtra } from '../extras';
import { exitCodes } from '../plain-error';
import { runTests } from '../testing/run';
import { filesFor, sections } from '../testing/sections';
import { command as prove } from './prove';

export const command: Command = {
  summary: 'tests the course: guards, tools, every step',
  usage: [
    'npm test              guards, tools, every step',
    'npm test steps        every step against its checks',
    'npm test 03.02        that step alone, its planted faults too',
    'npm test guards       what must stay true of the repository',
    'npm test tools        the tests of the tools',
    'npm test tools steps  the tests whose path has that word in it',
    'npm test pages        what the pages show, run again',
    'npm test requests     the requests of Postman on every step',
    'npm test browser      the pages in a real browser',
    'npm test layout       the types of the tools, ESLint and Prettier',
  ],
  help:
    'The last line is "N passed, N failed". What is skipped is counted as neither, and said. REQUIRE_BROWSER=1 makes a missing browser a failure.\n' +
    'Left to CI and to words of their own, because they take long or install more: what the pages show of a run (but for the newest checkpoint’s page), requests, browser, layout, the planted faults ("npm run prove"). A step is asked the checks of its own module; all in force are asked at the end of each module, at the course finish and at the last step. One that starts servers of its own or waits names its files: it is asked where it is new and once a module, at the last lesson that touches one. "npm run prove" asks all everywhere.',
  async run([word, part], flags) {
    if (word && !Object.hasOwn(sections, word)) return prove.run([word], flags);
    // Here, not in a test file: two of them would install it at the same time.
    if (word === 'requests') useExtra('newman');
    const { failed } = await runTests(filesFor(word, part));
    return failed === 0 ? exitCodes.holds : exitCodes.doesNotHold;
  },
};

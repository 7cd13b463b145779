// The guards. Of the pages only what can be read: `npm test pages` runs them.
import { it } from '@jest/globals';
import { guards, show, type Guard } from '../../course/guards';
import { readingProblems, readPages } from '../../course/replay';
import { expectNone } from './share';

const reading: Guard = {
  name: 'pages',
  holds: "the pages' code, commands and headings are right",
  run() {
    const { pages, problems } = readPages();
    return [...problems, ...pages.flatMap(readingProblems)];
  },
};

const all = guards.map((one) => (one.name === reading.name ? reading : one));

it.each(all.map((guard) => [guard.name, guard.holds, guard] as const))(
  '%s: %s',
  async (_name, _holds, guard) => expectNone((await guard.run()).map(show)),
  300_000,
);

// What the newest checkpoint's page shows of a run is run again; what all pages
// show, by `npm test pages`.
import { it } from '@jest/globals';
import { writtenCheckpoints } from '../../course/find-lesson';
import { show } from '../../course/guards';
import { lessonsWithPages } from '../../course/lessons';
import { checkPages, readPages } from '../../course/replay';
import { expectNone } from './share';

const last = writtenCheckpoints.at(-1)!;
const newest = lessonsWithPages().filter((one) => one.id >= last.id);

it.each(newest.map((lesson) => [lesson.name, lesson] as const))(
  '%s',
  async (_name, lesson) => {
    const { pages } = readPages([lesson]);
    expectNone((await checkPages(pages)).map(show));
  },
  300_000,
);

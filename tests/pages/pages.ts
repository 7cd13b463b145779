// Every page: what it shows of a run is run again.
import { it } from '@jest/globals';
import { show } from '../../course/guards';
import { lessonsWithPages } from '../../course/lessons';
import { checkPages, readPages } from '../../course/replay';
import { expectNone, shareOf } from '../course/share';

const lessons = shareOf(lessonsWithPages());

it.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  '%s',
  async (_name, lesson) => {
    const { pages, problems } = readPages([lesson]);
    expectNone([...problems, ...(await checkPages(pages))].map(show));
  },
  300_000,
);

// The guard "pages", page by page.
import { it } from '@jest/globals';
import { show } from '../../course/guards';
import { lessonsWithPages } from '../../course/lessons';
import { checkPages, readPages } from '../../course/replay';
import { expectNone, shareOf } from './share';

const lessons = shareOf(lessonsWithPages());

it.each(lessons.map((lesson) => [lesson.name, lesson] as const))(
  '%s',
  async (_name, lesson) => {
    const { pages, problems } = readPages([lesson]);
    expectNone([...problems, ...(await checkPages(pages))].map(show));
  },
  300_000,
);

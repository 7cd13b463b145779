// `npm run pages`: whether the pages say what is true now.
import { whyNoBrowser } from '../browser';
import type { Command } from '../command';
import { findInside } from '../find-lesson';
import { show } from '../guards/problem';
import { lessonsWithPages } from '../lessons';
import { exitCodes } from '../plain-error';
import { checkPages, executedBlocks, fixPages, readPages } from '../replay';

export const command: Command = {
  summary: 'checks that the pages show what the steps really do',
  usage: [
    'npm run pages            all pages',
    'npm run pages 03         those of a module',
    'npm run pages 03.02      one page',
    'npm run pages fix        writes today’s code and answers into all of them',
    'npm run pages fix 03.02  into one',
  ],
  help: 'It runs each page’s requests, logs, type checks and commands again and compares what comes.',
  async run(words, flags) {
    const fix = words[0] === 'fix';
    const asked = (fix ? words.slice(1) : words).flatMap((word) =>
      findInside(word, lessonsWithPages()),
    );
    const lessons = asked.length > 0 ? asked : lessonsWithPages();
    const { pages, problems: unread } = readPages(lessons);
    const begun = performance.now();
    const { changed, problems: found } = fix
      ? await fixPages(pages)
      : { changed: [], problems: await checkPages(pages) };
    const problems = [...unread, ...found];
    if (flags.json) console.log(JSON.stringify({ changed, problems }, null, 2));
    else {
      for (const file of changed) console.log(`✎ ${file}`);
      for (const problem of problems) console.log(`✖ ${show(problem)}`);
      const runs = pages.flatMap(executedBlocks).length;
      const blocks = pages.flatMap((page) => page.blocks).length;
      const unseen = whyNoBrowser()
        ? pages.flatMap((page) =>
            page.blocks.filter(({ kind }) => kind === 'browser'),
          )
        : [];
      if (unseen.length > 0) {
        console.log(`${unseen.length} blocks not run. ${whyNoBrowser()}`);
      }
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(
        `${pages.length} pages, ${blocks} blocks, ${runs} of them run: ${problems.length} problems (${seconds} s)`,
      );
    }
    return problems.length > 0 ? exitCodes.doesNotHold : exitCodes.holds;
  },
};

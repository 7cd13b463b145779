// The search finds the section that a word stands in.
import { describe, expect, it } from '@jest/globals';
import MiniSearch from 'minisearch';
import { buildSearch, searchOptions } from '../../course/lessons';
import { sectionsOf } from '../../course/lessons/search';
import { fence, pageOf } from './page-of';

const page = pageOf(
  `Above.\n\n## The \`bcrypt\` part\n\n**Salt** and [pepper](x.md).\n\n${fence('http 03.02/test', 'GET /secret\n')}\n### Below\n\n<details><summary>Three <code>causes</code></summary>\n\nmore\n\n</details>\n`,
);

describe('the search index', () => {
  it('has one entry a section, without Markdown', () => {
    expect(sectionsOf(page)).toMatchObject([
      { id: '/lessons/03.02-express-router-intro/', text: 'one Above.' },
      {
        id: '/lessons/03.02-express-router-intro/#the-bcrypt-part',
        heading: 'The bcrypt part',
        text: expect.stringMatching(
          /^Salt and pepper\. Below Three +causes +more *$/,
        ),
      },
    ]);
  });

  it('finds a word that is misspelled or half typed', () => {
    const index = MiniSearch.loadJSON(buildSearch([page]), searchOptions);
    const find = (word: string) =>
      index.search(word, { fuzzy: 0.2, prefix: true }).map(({ id }) => id);
    const wanted = '/lessons/03.02-express-router-intro/#the-bcrypt-part';
    expect(find('bcript')).toEqual([wanted]);
    expect(find('pepp')).toEqual([wanted]);
    expect(find('zebra')).toEqual([]);
  });
});

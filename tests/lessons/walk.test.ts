// Diagrams that follow each other are one walk, if they say so.
import { expect, test } from '@jest/globals';
import { renderPage } from '../../course/lessons';
import { fence, pageOf } from './page-of';

const stop = (title: string) =>
  fence('mermaid walk', `flowchart LR\n  accTitle: ${title}\n  a --> b\n`);

test('consecutive diagrams of a walk stand in one frame', async () => {
  const body = `${stop('A')}\n${stop('B')}\nWords.\n\n${stop('C')}`;
  const html = await renderPage(pageOf(body, '15.09'));
  const walks = html.split('<div class="walk">').slice(1);
  const titles = walks.map((one) =>
    [...one.matchAll(/<figcaption>(.)</g)].map(([, title]) => title).join(''),
  );
  expect(titles).toEqual(['AB', 'C']);
  for (const one of walks) expect(one.match(/<\/div>/g)).toHaveLength(1);
});

test('a diagram that says nothing of a walk has no frame', async () => {
  const body = stop('A').replace(' walk', '');
  expect(await renderPage(pageOf(body, '15.09'))).not.toContain('"walk"');
});

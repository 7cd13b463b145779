// The page for an address that is none.
import { html } from './html';
import { shell, type Frame } from './shell';

/** Says that there is no such page, or that its lesson is coming. */
export function missingPage(sentence: string, frame: Frame): string {
  const main = html`<article class="missing">
    <h1>There is no page here</h1>
    <p>${sentence}</p>
    <p><a class="button" href="/">To the course map</a></p>
  </article>`;
  return shell(
    { title: 'No page', description: sentence, kind: 'missing', main },
    frame,
  );
}

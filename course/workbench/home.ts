// The first page: what to do first, and the map of the whole course.
import { lessonUrl } from './addresses';
import { lessons, modules, type Heading } from '../outline';
import { html, type Html } from './html';
import { lessonItem } from './outline-nav';
import { courseName, shell, type Frame } from './shell';

/** The course map. */
export function homePage(frame: Frame): string {
  const description =
    'A server with Node, Express, TypeScript and PostgreSQL, built one small step at a time.';
  const main = html`<article class="home">
    <p class="eyebrow">The companion to the course</p>
    <h1>${courseName}</h1>
    <p class="lead">
      ${description} Read a page, see what changed in the code, run it, and let
      it be checked.
    </p>
    ${whatToDoFirst()} ${parts()}
  </article>`;
  return shell(
    { title: `${courseName}: the course`, description, kind: 'home', main },
    frame,
  );
}

function whatToDoFirst(): Html {
  const first = lessons[0];
  const written = lessons.filter((one) => one.written).length;
  return html`<section class="start" aria-labelledby="begin">
    <div>
      <h2 id="begin" data-resume-title>Begin here</h2>
      <p data-resume-text>
        Lesson ${first.id}, ${first.title}: what you will build, and how to use
        this page.
      </p>
      <p class="progress-line only-js" data-progress data-of="${written}"></p>
    </div>
    <a class="button primary" href="${lessonUrl(first)}" data-resume
      >Start with lesson ${first.id}</a
    >
  </section>`;
}

function parts(): Html[] {
  const after = modules.findIndex((one) => one.id === '14');
  return [
    part('The course', 'the-course', modules.slice(0, after)),
    part('After the course', 'after-the-course', modules.slice(after)),
  ];
}

function part(title: string, id: string, inside: Heading[]): Html {
  return html`<section class="map" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <ol class="cards">
      ${inside.map(card)}
    </ol>
  </section>`;
}

function card(module: Heading): Html {
  const inside = lessons.filter((one) => one.module === module.id);
  const written = inside.some((one) => one.written);
  const count = `${inside.length} ${inside.length === 1 ? 'lesson' : 'lessons'}`;
  if (!written) {
    return html`<li class="card is-coming">
      <h3><span class="number">${module.id}</span> ${module.title}</h3>
      <p class="count">${count} · <span class="coming">coming</span></p>
    </li> `;
  }
  return html`<li class="card">
    <h3><span class="number">${module.id}</span> ${module.title}</h3>
    <p class="count">${count}</p>
    <ul class="lessons">
      ${inside.map((one) => lessonItem(one))}
    </ul>
  </li> `;
}

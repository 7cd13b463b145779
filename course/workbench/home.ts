// The first page: what to do first, and the map of the whole course.
import { lessonUrl } from './addresses';
import { lessons, modules, type Heading } from '../outline';
import { countOf } from '../terminal';
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
    <p class="lead">${description}</p>
    ${climb()} ${whatToDoFirst()} ${howItGoes()} ${parts()}
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

/** The whole course at a glance; the map below says the same in words. */
function climb(): Html {
  let x = 0;
  const bars = lessons.map((one, i) => {
    if (i > 0) x += one.module === lessons[i - 1].module ? 12 : 22;
    const height = 16 + Math.round((84 * i) / lessons.length);
    const look = one.written
      ? html`data-id="${one.id}"`
      : html`class="is-coming"`;
    return html`<rect
      ${look}
      x="${x}"
      y="${100 - height}"
      width="8"
      height="${height}"
      rx="1.5"
    />`;
  });
  return html`<svg
    class="climb"
    viewBox="0 0 ${x + 8} 100"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${bars}
  </svg>`;
}

function howItGoes(): Html {
  return html`<ul class="how" aria-label="What each lesson has">
    ${[
      ['Read', 'One idea a page: why, the code, and what to try.'],
      ['Changes', 'What the lesson does to the server, line by line.'],
      ['Run', 'The server as it stands there, or your own.'],
      ['Requests', 'Ask it, and see what that did to the database.'],
      ['Checks', 'What holds, what does not, and a hint when you want one.'],
    ].map(([name, about]) => html`<li><b>${name}</b> ${about}</li> `)}
  </ul>`;
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
  const count = countOf(inside.length, 'lesson');
  return html`<li class="card${!written && ' is-coming'}">
    <h3><span class="number">${module.id}</span> ${module.title}</h3>
    <p class="count">
      ${count}${!written && html` · <span class="coming">coming</span>`}
    </p>
    ${
      written &&
      html`<ul class="lessons">
        ${inside.map((one) => lessonItem(one))}
      </ul>`
    }
  </li> `;
}

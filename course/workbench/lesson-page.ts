// A lesson's page: the article and, beside it, changes, run, requests,
// checks, tables.
import { neighbours } from '../find-lesson';
import { modules, sections, type Lesson } from '../outline';
import { lessonUrl } from './addresses';
import { changesPanel } from './changes-panel';
import { html, trusted, type Html } from './html';
import {
  checksPanel,
  requestsPanel,
  runPanel,
  tablesPanel,
} from './live-panels';
import { courseName, shell, type Frame } from './shell';

/** What the renderer made of a lesson. */
export interface Parts {
  title: string;
  goals: string[];
  /** The article, as HTML. */
  article: string;
  /** The differences to the checkpoint before, in both looks. */
  changes: Changes;
  /** Changes when anything of it does: an open page knows that it is old. */
  stamp: string;
}

export interface Changes {
  files: { file: string; kind: string; added: number; removed: number }[];
  split: string;
  unified: string;
}

const tabs = [
  ['read', 'Read'],
  ['changes', 'Changes'],
  ['run', 'Run'],
  ['requests', 'Requests'],
  ['checks', 'Checks'],
  ['tables', 'Tables'],
] as const;

/** Parts of an article that have a script, and how one knows them. */
const tools: Record<string, string> = {
  token: '<figure class="block block-token"',
  walk: '<div class="walk">',
};

/** The whole page of a written lesson. */
export function lessonPage(lesson: Lesson, parts: Parts, frame: Frame): string {
  const { previous, next } = neighbours(lesson);
  const { heading, rest } = withoutHeading(parts);
  const main = html`<header class="lesson-head">
      ${breadcrumbs(lesson)} ${trusted(heading)}
    </header>
    <nav class="tabs" aria-label="This lesson" data-tabs>
      ${tabs.map(
        ([id, title]) =>
          html`<a href="#${id}" id="tab-${id}"
            >${title}${id === 'changes' && countOf(lesson, parts)}</a
          > `,
      )}
    </nav>
    ${panel('read', readPanel(lesson, parts.goals, rest))}
    ${panel('changes', changesPanel(lesson, parts.changes))}
    ${panel('run', runPanel(lesson))}
    ${panel('requests', requestsPanel(lesson))}
    ${panel('checks', checksPanel(lesson))}
    ${panel('tables', tablesPanel(lesson))}`;
  return shell(
    {
      title: `${lesson.id} ${lesson.title} · ${courseName}`,
      description: parts.goals.join('; ') || lesson.title,
      kind: 'lesson',
      lesson,
      stamp: parts.stamp,
      previous: previous?.written ? lessonUrl(previous) : undefined,
      next: next?.written ? lessonUrl(next) : undefined,
      tools: Object.keys(tools).filter((name) => rest.includes(tools[name])),
      main,
    },
    frame,
  );
}

function panel(id: string, inside: Html): Html {
  return html`<section class="panel panel-${id}" id="${id}" data-panel>
    ${inside}
  </section> `;
}

function countOf(lesson: Lesson, parts: Parts): Html | false {
  const count = parts.changes.files.length;
  return (
    lesson.kind === 'checkpoint' &&
    count > 0 &&
    html` <span class="count"
      >${count}<span class="unseen">
        ${count === 1 ? 'file' : 'files'}</span
      ></span
    >`
  );
}

function breadcrumbs(lesson: Lesson): Html {
  const module = modules.find((one) => one.id === lesson.module);
  const section = sections.find((one) => one.id === lesson.section);
  return html`<nav class="crumbs" aria-label="Where this lesson stands">
    <ol>
      <li><a href="/">Course</a></li>
      <li>${module?.id} ${module?.title}</li>
      ${section && html`<li>${section.title}</li>`}
      <li class="number">${lesson.id}</li>
      ${lesson.added && html`<li>an addition of this companion</li>`}
    </ol>
  </nav>`;
}

function readPanel(
  lesson: Lesson,
  goals: readonly string[],
  article: string,
): Html {
  return html`<div class="reading">
    <article class="prose">
      ${goalsBox(goals)} ${trusted(article)}
      <footer class="lesson-end">
        <button class="button quiet only-js" data-read aria-pressed="false">
          Mark as read
        </button>
        ${pager(lesson)}
      </footer>
    </article>
    ${contents(article)}
  </div>`;
}

// The title stands above the tabs, whichever of them is open.
function withoutHeading({ title, article }: Parts) {
  const end = article.indexOf('</h1>') + '</h1>'.length;
  return article.trimStart().startsWith('<h1') && end > 0
    ? { heading: article.slice(0, end), rest: article.slice(end) }
    : { heading: html`<h1>${title}</h1>`.text, rest: article };
}

function goalsBox(goals: readonly string[]): Html | false {
  if (goals.length === 0) return false;
  return html`<div class="goals">
    <p>After this lesson you can</p>
    <ul>
      ${goals.map((goal) => html`<li>${withCode(goal)}</li> `)}
    </ul>
  </div>`;
}

/** Goals are lines of plain text, with code between backticks. */
function withCode(goal: string): Html[] {
  return goal
    .split('`')
    .map((part, i) => (i % 2 ? html`<code>${part}</code>` : html`${part}`));
}

/** The page's own headings, for wide screens. */
function contents(article: string): Html | false {
  const found = [
    ...article.matchAll(/<h2[^>]*\sid="([^"]+)"[^>]*>(.*?)<\/h2>/gs),
  ];
  if (found.length < 2) return false;
  return html`<nav class="contents" aria-labelledby="contents-title">
    <h2 id="contents-title">On this page</h2>
    <ul>
      ${found.map(
        ([, id, inner]) =>
          html`<li>
            <a href="#${trusted(id)}">${trusted(withoutLinks(inner))}</a>
          </li> `,
      )}
    </ul>
  </nav>`;
}

function withoutLinks(inner: string): string {
  return inner
    .replace(/<a\b[^>]*class="[^"]*anchor[^"]*".*?<\/a>/gs, '')
    .replace(/<\/?a\b[^>]*>/g, '');
}

/** Previous and next, in reading order; a coming lesson is plain text. */
function pager(lesson: Lesson): Html {
  const { previous, next } = neighbours(lesson);
  return html`<nav class="pager" aria-label="Previous and next lesson">
    ${previous && step(previous, 'Previous', 'prev')}
    ${next && step(next, 'Next', 'next')}
  </nav>`;
}

function step(lesson: Lesson, word: string, rel: string): Html {
  const inside = html`<span class="word"
      >${word}${!lesson.written && html` <span class="coming">coming</span>`}</span
    ><span class="title"
      ><span class="number">${lesson.id}</span> ${lesson.title}</span
    >`;
  return lesson.written
    ? html`<a class="${rel}" href="${lessonUrl(lesson)}">${inside}</a>`
    : html`<div class="${rel} is-coming">${inside}</div>`;
}

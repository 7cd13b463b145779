// The frame of every page: header, outline, and what stands between.
import { checkpointAt } from '../find-lesson';
import type { Lesson } from '../outline';
import { html, type Html } from './html';
import { outlineNav } from './outline-nav';
import type { Progress } from './progress';

export const courseName = 'Node Server';

/** Where and for whom a page is made. */
export interface Frame {
  /** Set on the live server only: the token that its pages send back. */
  token?: string;
  /** Set on the live server only: where its stream of events stood. */
  since?: string;
  /** Set on the live server only: what was read, which checks hold. */
  progress?: Progress;
}

export interface Shell {
  title: string;
  description: string;
  /** `home`, `lesson`, `missing`: the client script looks at it. */
  kind: string;
  lesson?: Lesson;
  /** Of a lesson's content, for the live server. */
  stamp?: string;
  previous?: string;
  next?: string;
  /** What it shows that has a style and a script of its own: `token`, `walk`. */
  tools?: readonly string[];
  main: Html;
}

/** One whole page. */
export function shell(page: Shell, frame: Frame): string {
  const live = frame.token !== undefined;
  // The checkpoint whose server the panels run; none before 00.02.
  const at = page.lesson && checkpointAt(page.lesson);
  return html`<!doctype html>
    <html lang="en" data-live="${live ? 'yes' : 'no'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <meta name="description" content="${page.description}" />
        <meta name="color-scheme" content="light dark" />
        ${
          live &&
          html`<meta name="course-token" content="${frame.token}" />
            <meta name="course-since" content="${frame.since}" />
            <meta
              name="course-progress"
              content="${JSON.stringify(frame.progress ?? {})}"
            />`
        }
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        ${styles(page, live).map(
          (name) => html`<link rel="stylesheet" href="/assets/${name}.css" /> `,
        )}
        <link rel="stylesheet" href="/assets/print.css" media="print" />
        ${page.previous && html`<link rel="prev" href="${page.previous}" />`}
        ${page.next && html`<link rel="next" href="${page.next}" />`}
        <script src="/assets/theme.js"></script>
        <script src="/assets/shell.js" defer></script>
        <script src="/assets/progress.js" defer></script>
        <script src="/assets/keys.js" defer></script>
        <script src="/assets/search.js" defer></script>
        ${page.tools?.map(
          (name) => html`<script src="/assets/${name}.js" defer></script>`,
        )}
        ${live && html`<script type="module" src="/assets/live.js"></script>`}
      </head>
      <body
        data-kind="${page.kind}"
        ${page.lesson && html` data-lesson="${page.lesson.id}"`}
        ${at && html` data-server="${at.id}"`}
        ${live && html` data-stamp="${page.stamp ?? ''}"`}
      >
        <a class="skip" href="#main">Skip to the page</a>
        ${header(live)}
        ${live && html`<div class="notice" id="notice" role="alert"></div>`}
        <div class="frame">
          <nav class="outline" id="outline" aria-label="Course">
            ${outlineNav(page.lesson)}
          </nav>
          <main id="main" tabindex="-1">${page.main}</main>
        </div>
        <div class="toast" role="status" id="toast"></div>
      </body>
    </html> `.text;
}

/** Each kind of page loads what it shows; the colours of code come last. */
function styles({ kind, tools = [] }: Shell, live: boolean): string[] {
  const common = ['base', 'frame', 'outline', 'home'];
  if (kind !== 'lesson') return common.concat(live ? ['live'] : []);
  const lesson = [
    'base',
    'frame',
    'outline',
    'prose',
    'blocks',
    'changes',
    ...tools,
  ];
  return lesson.concat(live ? ['live', 'live-tables', 'code'] : ['code']);
}

function header(live: boolean): Html {
  return html`<header class="top">
    <button
      class="icon-button only-js"
      id="open-outline"
      aria-label="Outline of the course"
      aria-expanded="false"
      aria-controls="outline"
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M3 5h14M3 10h14M3 15h9" />
      </svg>
    </button>
    <a class="brand" href="/"
      ><svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 3 27.5 9.5v13L16 29 4.5 22.5v-13z" />
        <path d="M11 20v-8l10 8v-8" /></svg
      ><span>${courseName}</span></a
    >
    ${live && html`<div class="status-line" id="status"></div>`}
    <form class="search only-js" role="search" id="search">
      <input
        type="search"
        id="search-box"
        placeholder="Search"
        aria-label="Search the course"
        autocomplete="off"
        spellcheck="false"
        role="combobox"
        aria-expanded="false"
        aria-controls="search-results"
        aria-autocomplete="list"
      />
      <kbd aria-hidden="true">/</kbd>
      <ul
        id="search-results"
        role="listbox"
        aria-label="Pages found"
        hidden
      ></ul>
    </form>
    <button class="icon-button only-js" id="keys" aria-label="Keys">?</button>
    <button
      class="icon-button only-js"
      id="theme"
      aria-label="Colours: as the system"
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="6.5" />
        <path class="half" d="M10 3.5a6.5 6.5 0 0 1 0 13z" />
      </svg>
    </button>
  </header>`;
}

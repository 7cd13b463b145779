// What a lesson changes: its files, and their differences in two looks.
import { checkpointAt, checkpointBefore } from '../find-lesson';
import type { Lesson } from '../outline';
import { lessonUrl } from './addresses';
import { html, trusted, type Html } from './html';
import type { Changes } from './lesson-page';

/** The panel Changes. */
export function changesPanel(lesson: Lesson, changes: Changes): Html {
  const before = checkpointBefore(lesson);
  if (lesson.kind === 'page') return noChanges(lesson);
  const from = before
    ? html`from <a href="${lessonUrl(before)}">${before.id} ${before.title}</a>`
    : html`from an empty folder`;
  return html`<header class="panel-head">
      <h2>Changes</h2>
      <p>What this lesson does to the server, ${from}.</p>
      <div class="choices only-live" data-compare hidden></div>
    </header>
    <div data-changes="step">${differences(lesson, changes)}</div>
    <p class="command">
      In a terminal: <code>npm run diff ${lesson.id}</code>
    </p>`;
}

function noChanges(lesson: Lesson): Html {
  const at = checkpointAt(lesson);
  return html`<header class="panel-head"><h2>Changes</h2></header>
    <p>
      This lesson changes no file.
      ${
        at
          ? html`The server is still that of
              <a href="${lessonUrl(at)}#changes">${at.id} ${at.title}</a>.`
          : html`There is no server yet: it begins in lesson 00.02.`
      }
    </p>`;
}

/**
 * The list of files, and the differences below; also sent for my own folder.
 * A challenge keeps them covered: they show what is to be found.
 */
export function differences(lesson: Lesson, changes: Changes): Html {
  if (changes.files.length === 0) return html`<p>No file differs.</p>`;
  const shown = inTwoLooks(changes);
  if (!lesson.challenge) return shown;
  return html`<details class="cover">
    <summary>Show our solution</summary>
    ${shown}
  </details>`;
}

function inTwoLooks(changes: Changes): Html {
  return html`<ul class="files">
      ${changes.files.map(
        ({ file, kind, added, removed }) =>
          html`<li>
            <span class="kind kind-${kind}">${kind}</span> <code>${file}</code>
            <span class="plus">+${added}</span>
            <span class="minus">−${removed}</span>
          </li>`,
      )}
    </ul>
    <div
      class="looks only-js"
      role="group"
      aria-label="How to show the differences"
    >
      <button class="chip" data-look="split">Side by side</button
      ><button class="chip" data-look="unified">One below the other</button>
    </div>
    <div class="look look-split">${trusted(changes.split)}</div>
    <div class="look look-unified">${trusted(changes.unified)}</div>`;
}

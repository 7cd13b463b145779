// Run, Requests, Checks and Tables as they stand in the page: the command to type. On
// the live server the client script puts the buttons in the same place.
import { checkpointAt } from '../find-lesson';
import type { Lesson } from '../outline';
import { commandList } from '../lessons/parts';
import { firstWithDatabase } from './first-database';
import { html, trusted, type Html } from './html';

/** The panel Run. */
export function runPanel(lesson: Lesson): Html {
  const at = checkpointAt(lesson);
  return livePanel({
    title: 'Run',
    name: 'run',
    about: at
      ? html`The whole server as it stands at the end of lesson ${at.id}, or
        your own, as a running program.`
      : html`There is nothing to run yet: the server begins in lesson 00.02.`,
    commands: at
      ? [
          [`npm run step ${at.id}`, `Run the server of lesson ${at.id}:`],
          ['npm run step mine', 'Run your own server:'],
        ]
      : [],
  });
}

/** The panel Requests. */
export function requestsPanel(lesson: Lesson): Html {
  return livePanel({
    title: 'Requests',
    name: 'requests',
    about: html`Send a request to the running server, and see its answer and
    what it did to the database.`,
    commands: [
      [
        `npm run postman ${lesson.id}`,
        'Write the requests so far as a Postman collection:',
      ],
    ],
  });
}

/** The panel Checks. */
export function checksPanel(lesson: Lesson): Html {
  const at = checkpointAt(lesson);
  return livePanel({
    title: 'Checks',
    name: 'checks',
    about: at
      ? html`Starts a server, asks it over HTTP, and says what holds and what
        does not.`
      : html`There is nothing to check yet: the server begins in lesson 00.02.`,
    commands: at
      ? [
          [
            `npm run check ${at.id}`,
            'Check your server, or ours if you have none:',
          ],
          [`npm run check ${at.id} watch`, 'Check again after each save:'],
        ]
      : [],
  });
}

/** The panel Tables. */
export function tablesPanel(lesson: Lesson): Html {
  const at = checkpointAt(lesson);
  const first = firstWithDatabase();
  const has = at !== undefined && at.id >= first.id;
  return livePanel({
    title: 'Tables',
    name: 'tables',
    about: has
      ? html`The tables of the server's database as they are now: their columns,
        keys and rows, and what changed in them.`
      : html`There are no tables yet: the database begins in lesson ${first.id}.`,
    commands: has
      ? [
          [`npm run db show ${at.id}`, `The tables of lesson ${at.id}:`],
          ['npm run db show', 'Those of your own server:'],
          ['npm run db show users', 'The rows of one of them, such as users:'],
          ['npm run db describe users', 'Its columns, keys and indexes:'],
        ]
      : [],
  });
}

interface LivePanel {
  title: string;
  name: string;
  about: Html;
  commands: [string, string][];
}

function livePanel({ title, name, about, commands }: LivePanel): Html {
  return html`<header class="panel-head">
      <h2>${title}</h2>
      <p>${about}</p>
    </header>
    <div class="live" data-live-panel="${name}">
      ${
        commands.length > 0 &&
        html`<div class="command-list">
          ${commands.map(
            ([command, does]) =>
              html`<p>${does}</p>
                ${trusted(commandList([command]))}`,
          )}
        </div>`
      }
    </div>`;
}

// The few parts that all live panels share.
import { state } from './live-state.js';

export const { h } = window.course;

/** The place of a live panel on this page, if it has one. */
export function panel(name) {
  return document.querySelector(`[data-live-panel="${name}"]`);
}

/** Two chips, one of them pressed: the lesson's server, and my own. */
export function chips(labels, pressed, choose) {
  return Object.entries(labels).map(([key, label]) =>
    h(
      'button.chip',
      {
        'data-key': key,
        'aria-pressed': String(key === pressed),
        onclick: () => void choose(key),
      },
      label,
    ),
  );
}

/** The chips that choose which server the panels are about. */
export function whichChips() {
  const labels = { step: `The server of ${state.at}`, mine: 'My server' };
  const about = { role: 'group', 'aria-label': 'Which server' };
  return h('div.choices', about, chips(labels, state.which, state.choose));
}

/** What stood in the place before: the commands, folded away. */
export function inTerminal(commands, title = 'The same in a terminal') {
  return h('details.in-terminal', h('summary', title), commands);
}

/** Asks the workbench for something to be done to the chosen server. */
export function ask(what, place) {
  const { which, lesson } = state;
  return attempt(() => window.course.post(what, { which, lesson }), place);
}

/** Does what a button asks for; a failure is said beside it. */
export async function attempt(run, place) {
  place?.replaceChildren();
  try {
    await run();
  } catch (error) {
    if (place) place.replaceChildren(h('p.problem', error.message));
    else window.course.say(error.message);
  }
}

/**
 * Replaces what a place shows, without taking the focus from a button that is
 * there again afterwards.
 */
export function show(place, ...inside) {
  const active = document.activeElement;
  const key = place.contains(active) ? active.dataset.key : undefined;
  place.replaceChildren(...inside.filter(Boolean));
  if (key) place.querySelector(`[data-key="${key}"]`)?.focus();
}

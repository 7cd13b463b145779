// Making elements in a line, and the few parts that all live panels share.

/** `h('button.small', { onclick }, 'Stop')`; what is false shows nothing. */
export function h(name, attributes = {}, ...inside) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element[key] = value;
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...inside.flat().filter((one) => one || one === 0));
  return element;
}

/** The place of a live panel on this page, if it has one. */
export function panel(name) {
  return document.querySelector(`[data-live-panel="${name}"]`);
}

/** The chips that choose between the lesson's server and my own. */
export function whichChips(state, labels) {
  const chip = (which) =>
    h(
      'button.chip',
      {
        type: 'button',
        'aria-pressed': String(state.which === which),
        onclick: () => state.choose(which),
      },
      labels[which],
    );
  return h(
    'div.choices',
    { role: 'group', 'aria-label': 'Which server' },
    chip('step'),
    chip('mine'),
  );
}

/** Does what a button asks for; a failure is said beside it. */
export async function attempt(run, place) {
  place?.replaceChildren();
  try {
    await run();
  } catch (error) {
    if (place) place.replaceChildren(h('p.problem', {}, error.message));
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

// The panel Changes: what the lesson does, or what stands between my own
// server and this lesson's.
import { h } from './live-dom.js';
import { state } from './live-state.js';

const place = document.querySelector('[data-compare]');
const shown = document.querySelector('[data-changes]');

if (place && shown) {
  const step = [...shown.childNodes];
  const says = h('p.state', { role: 'status' });

  const choose = async (which) => {
    for (const chip of place.querySelectorAll('button')) {
      chip.setAttribute('aria-pressed', String(chip.dataset.key === which));
    }
    says.textContent = '';
    if (which === 'step') shown.replaceChildren(...step);
    else await compareMine();
    window.course.showLook();
  };

  const compareMine = async () => {
    try {
      const asked = fetch(`/api/mine?lesson=${state.lesson}`);
      const { html } = await window.course.answerOf(asked);
      shown.innerHTML = html;
      says.textContent = 'From your server to that of this lesson:';
    } catch (error) {
      shown.replaceChildren();
      says.textContent = error.message;
    }
  };

  const chip = (which, label) =>
    h(
      'button.chip',
      {
        type: 'button',
        'data-key': which,
        'aria-pressed': String(which === 'step'),
        onclick: () => void choose(which),
      },
      label,
    );
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', 'What to compare');
  place.append(
    chip('step', 'To the lesson before'),
    chip('mine', 'To my server'),
  );
  place.hidden = false;
  place.after(says);
}

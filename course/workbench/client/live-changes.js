// The panel Changes: what the lesson does, or what stands between my own
// server and this lesson's.
import { attempt, chips, h, show } from './live-dom.js';
import { state } from './live-state.js';

const place = document.querySelector('[data-compare]');
const shown = document.querySelector('[data-changes]');

if (place && shown) {
  const labels = { step: 'To the lesson before', mine: 'To my server' };
  const step = [...shown.childNodes];
  const says = h('div', { role: 'status' });

  const choose = async (which) => {
    show(place, ...chips(labels, which, choose));
    says.replaceChildren();
    shown.replaceChildren(...(which === 'step' ? step : []));
    if (which === 'mine') await attempt(compareMine, says);
    window.course.showLook();
  };

  const compareMine = async () => {
    const asked = fetch(`/api/mine?lesson=${state.lesson}`);
    const { html } = await window.course.answerOf(asked);
    shown.innerHTML = html;
    says.append(h('p.state', 'From your server to that of this lesson:'));
  };

  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', 'What to compare');
  place.hidden = false;
  place.after(says);
  void choose('step');
}

// Pictures that follow each other: one at a time, with Back and Next.
(() => {
  const { h } = window.course;

  function begin(walk, number) {
    const stops = [...walk.querySelectorAll('figure')];
    if (stops.length < 2) return;
    let at = 0;
    const words = h('span', { role: 'status' });
    const button = (text, step) =>
      h('button.button.small', { onclick: () => go(at + step) }, text);
    const back = button('Back', -1);
    const next = button('Next', 1);

    function go(to) {
      if (to < 0 || to >= stops.length) return;
      at = to;
      stops.forEach((one, i) => one.classList.toggle('is-away', i !== at));
      const title = stops[at].querySelector('figcaption').textContent;
      words.textContent = `${at + 1} of ${stops.length}: ${title}`;
      // A disabled button would lose the focus.
      back.setAttribute('aria-disabled', String(at === 0));
      next.setAttribute('aria-disabled', String(at === stops.length - 1));
    }

    walk.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      go(at + step);
    });
    walk.append(h('div.walk-bar', back, words, next));
    walk.classList.add('is-walked');
    walk.setAttribute('role', 'group');
    walk.setAttribute('aria-label', `Pictures to step through, ${number + 1}`);
    go(0);
  }

  document.querySelectorAll('.walk').forEach(begin);
})();

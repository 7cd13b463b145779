// What was read and which checks hold: shown in the outline and on the map.
// The live server keeps it; without one, this browser does.
(() => {
  const { store } = window.course;
  const live = document.documentElement.dataset.live === 'yes';
  let all = firstProgress();

  function firstProgress() {
    const sent = document.querySelector('meta[name="course-progress"]');
    try {
      return JSON.parse(sent ? sent.content : store.get('progress')) ?? {};
    } catch {
      return {};
    }
  }

  function show() {
    for (const one of document.querySelectorAll('[data-id]')) {
      const { read, passed } = all[one.dataset.id] ?? {};
      one.classList.toggle('is-read', read === true);
      one.classList.toggle('is-passed', passed === true);
      const said = one.querySelector('[data-done]');
      if (said)
        said.textContent = passed ? ', checks hold' : read ? ', read' : '';
    }
    showLine();
    showResume();
    showButton();
  }

  function count(what) {
    return Object.values(all).filter((one) => one[what]).length;
  }

  function showLine() {
    const line = document.querySelector('[data-progress]');
    if (!line) return;
    const [read, passed] = [count('read'), count('passed')];
    const holds = passed === 1 ? 'checkpoint holds' : 'checkpoints hold';
    line.textContent =
      read + passed === 0
        ? ''
        : `${read} of ${line.dataset.of} pages read, ${passed} ${holds}.`;
  }

  /** On the map: the lesson after the last that is done, once one is. */
  function showResume() {
    const button = document.querySelector('[data-resume]');
    if (!button) return;
    const lessons = [...document.querySelectorAll('.card [data-id]')];
    const isDone = (one) => {
      const { read, passed } = all[one.dataset.id] ?? {};
      return read || passed;
    };
    const last = lessons.findLastIndex(isDone);
    if (last < 0) return;
    const open = (one) => !isDone(one);
    const next = lessons.slice(last).find(open) ?? lessons.find(open);
    const link = next?.querySelector('a');
    if (!link) return;
    const title = link.querySelector('.text').textContent.trim();
    button.href = link.href;
    button.textContent = `Continue with lesson ${next.dataset.id}`;
    document.querySelector('[data-resume-title]').textContent = 'Welcome back';
    document.querySelector('[data-resume-text]').textContent =
      `Next is ${title.replace(/\s+/g, ' ')}.`;
  }

  function showButton() {
    const button = document.querySelector('[data-read]');
    if (!button) return;
    const read = all[document.body.dataset.lesson]?.read === true;
    button.setAttribute('aria-pressed', String(read));
    button.textContent = read ? '✓ Read' : 'Mark as read';
  }

  async function mark(lesson, read) {
    if (live) {
      all = await window.course.post('progress', { lesson, read });
    } else {
      all[lesson] = { ...all[lesson], read: read || undefined };
      store.set('progress', JSON.stringify(all));
    }
    show();
  }

  document.querySelector('[data-read]')?.addEventListener('click', (event) => {
    const read = event.target.getAttribute('aria-pressed') !== 'true';
    mark(document.body.dataset.lesson, read).catch((error) =>
      window.course.say(error.message),
    );
  });
  window.course.setProgress = (next) => {
    all = next;
    show();
  };
  show();
})();

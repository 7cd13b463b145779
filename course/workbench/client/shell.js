// What every page does: tabs, the outline as a drawer, colours, copying, keys.
(() => {
  const page = document.documentElement;
  const { store, setTheme, setLook, tabOf, h } = window.course;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Toast: one sentence, for a while.
  let fade;
  function say(sentence) {
    find('#toast').textContent = sentence;
    clearTimeout(fade);
    fade = setTimeout(() => (find('#toast').textContent = ''), 6000);
  }

  /** Asks the live server to do something; throws its sentence. */
  async function post(what, body) {
    const token = find('meta[name="course-token"]')?.content ?? '';
    const headers = {
      'Content-Type': 'application/json',
      'X-Course-Token': token,
    };
    const options = { method: 'POST', headers, body: JSON.stringify(body) };
    return answerOf(fetch(`/api/${what}`, options));
  }

  async function answerOf(asked) {
    let res;
    try {
      res = await asked;
    } catch {
      throw new Error('The workbench has ended. Type npm start, then reload.');
    }
    const answer = await res.json();
    if (!res.ok) throw new Error(answer.error);
    return answer;
  }
  Object.assign(window.course, { say, post, answerOf });

  // Tabs: which panel is open stands in the address.
  function openTab(tab) {
    page.dataset.tab = tab;
    for (const link of all('[data-tabs] a')) {
      link.ariaCurrent = link.hash === `#${tab}` ? 'true' : null;
      // On a phone not all of them have room.
      if (link.ariaCurrent)
        link.parentElement.scrollLeft = link.offsetLeft - 80;
    }
    dispatchEvent(new CustomEvent('course-tab', { detail: tab }));
  }

  function goTo(tab) {
    if (!find('[data-tabs]')) return;
    const address = tab === 'read' ? location.pathname : `#${tab}`;
    if (page.dataset.tab !== tab) history.pushState(null, '', address);
    openTab(tab);
    scrollTo({ top: 0, behavior: 'instant' });
  }
  window.course.goTo = goTo;

  function followAddress() {
    const tab = tabOf(location.hash);
    openTab(tab);
    if (tab === 'read') reveal(location.hash);
  }

  // Opens the folds around a heading, and the one right below it. It may have
  // been hidden when the browser looked for it.
  function reveal(hash) {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target?.closest('.prose')) return;
    const below = target.nextElementSibling;
    let fold = below?.matches('details') ? below : target.closest('details');
    for (; fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
  }

  // On paper nothing is folded.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = all('.prose details:not([open])');
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of unfolded) fold.open = false;
  });

  if (find('[data-tabs]')) {
    addEventListener('hashchange', followAddress);
    addEventListener('popstate', followAddress);
    followAddress();
    if (page.dataset.tab !== 'read') scrollTo({ top: 0, behavior: 'instant' });
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!link || !plain) return;
      // The address may be this one already: then nothing else is heard of it.
      if (!find(`#tab-${link.hash.slice(1)}`)) return reveal(link.hash);
      event.preventDefault();
      goTo(link.hash.slice(1));
    });
  }

  // The outline: beside the page, or a drawer where there is no room.
  const outline = find('#outline');
  const opener = find('#open-outline');
  function showOutline(open) {
    outline.classList.toggle('is-open', open);
    opener.setAttribute('aria-expanded', String(open));
    find('.shroud')?.remove();
    if (!open) return;
    outline.after(h('div.shroud', { onclick: () => showOutline(false) }));
    (outline.querySelector('[aria-current]') ?? outline).focus();
  }
  const isOpen = () => outline.classList.contains('is-open');
  opener.addEventListener('click', () => showOutline(!isOpen()));
  outline.addEventListener('focusout', ({ relatedTarget }) => {
    const away = relatedTarget && !outline.contains(relatedTarget);
    if (isOpen() && away && relatedTarget !== opener) showOutline(false);
  });
  const here = outline.querySelector('.lesson [aria-current]');
  if (here && here.offsetTop > outline.clientHeight * 0.7) {
    outline.scrollTop = here.offsetTop - outline.clientHeight / 2;
  }

  // Colours: as the system, light, dark.
  const themes = ['system', 'light', 'dark'];
  const names = { system: 'as the system', light: 'light', dark: 'dark' };
  const themeNow = () => page.dataset.theme ?? 'system';
  function nameTheme() {
    find('#theme').setAttribute('aria-label', `Colours: ${names[themeNow()]}`);
    find('#theme').title = `Colours: ${names[themeNow()]}`;
  }
  find('#theme').addEventListener('click', () => {
    const next = themes[(themes.indexOf(themeNow()) + 1) % themes.length];
    setTheme(next);
    store.set('theme', next === 'system' ? null : next);
    nameTheme();
  });
  nameTheme();

  // Differences: side by side, or one below the other.
  function showLook() {
    const wide = matchMedia('(min-width: 75rem)').matches;
    const look = page.dataset.look ?? (wide ? 'split' : 'unified');
    for (const chip of all('[data-look]:is(button)')) {
      chip.setAttribute('aria-pressed', String(chip.dataset.look === look));
    }
  }
  window.course.showLook = showLook;
  matchMedia('(min-width: 75rem)').addEventListener('change', showLook);
  showLook();

  // Copying, and the chips of looks, also in what comes later.
  document.addEventListener('click', (event) => {
    const chip = event.target.closest('button[data-look]');
    if (chip) {
      setLook(chip.dataset.look);
      store.set('look', chip.dataset.look);
      showLook();
    }
    const button = event.target.closest('[data-copy]');
    if (button) void copy(button);
  });

  async function copy(button) {
    const around = button.closest('[data-copied], figure');
    const text = around.querySelector('pre code, code:not(.file)').textContent;
    try {
      await navigator.clipboard.writeText(text.replace(/\n$/, ''));
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed';
    }
    setTimeout(() => (button.textContent = 'Copy'), 1600);
  }

  // "On this page": the heading that is being read.
  const marks = all('.contents a');
  const heads = marks.map((one) => document.getElementById(one.hash.slice(1)));
  if (heads.length > 0) {
    addEventListener('scroll', () => requestAnimationFrame(markHeading), {
      passive: true,
    });
  }
  function markHeading() {
    const passed = heads.filter((one) => one.getBoundingClientRect().top < 180);
    marks.forEach((one, i) => {
      one.ariaCurrent = i === passed.length - 1 ? 'true' : null;
    });
  }
  window.course.showOutline = showOutline;
  window.course.outlineIsOpen = isOpen;
})();

// Keys, for those who like them; never while somebody types.
(() => {
  const { goTo, showOutline, outlineIsOpen } = window.course;
  const find = (selector) => document.querySelector(selector);

  function follow(rel) {
    const link = find(`link[rel="${rel}"]`);
    if (link) location.assign(link.href);
  }

  /** Opens a panel and puts the focus on its button: Enter then does it. */
  function open(tab) {
    goTo(tab);
    find(`[data-main="${tab}"]`)?.focus({ preventScroll: true });
  }

  const keys = {
    '/': ['Search', () => find('#search-box').focus()],
    '[': ['Previous lesson', () => follow('prev')],
    ']': ['Next lesson', () => follow('next')],
    l: ['Read', () => goTo('read')],
    d: ['Changes', () => goTo('changes')],
    r: ['Run', () => open('run')],
    s: ['Send requests', () => open('requests')],
    c: ['Checks', () => open('checks')],
    m: ['Course map', () => find('.brand').click()],
    '?': ['These keys', showSheet],
  };
  const same = { k: '[', j: ']' };

  function showSheet() {
    const sheet = find('dialog') ?? makeSheet();
    sheet.showModal();
  }

  function makeSheet() {
    const sheet = document.createElement('dialog');
    sheet.setAttribute('aria-labelledby', 'keys-title');
    const title = document.createElement('h2');
    title.id = 'keys-title';
    title.textContent = 'Keys';
    const list = document.createElement('dl');
    for (const [key, [does]] of Object.entries(keys)) {
      const also = Object.keys(same).find((one) => same[one] === key);
      const dt = document.createElement('dt');
      for (const each of [key, ...(also ? [also] : [])]) {
        const kbd = document.createElement('kbd');
        kbd.textContent = each;
        dt.append(kbd, ' ');
      }
      const dd = document.createElement('dd');
      dd.textContent = does;
      list.append(dt, dd);
    }
    const close = document.createElement('button');
    close.className = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', () => sheet.close());
    sheet.append(title, list, close);
    document.body.append(sheet);
    return sheet;
  }

  function isTyping(target) {
    return target.closest?.('input, textarea, select, dialog') !== null;
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && outlineIsOpen()) {
      showOutline(false);
      find('#open-outline').focus();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || isTyping(event.target)) return;
    const action = keys[same[event.key] ?? event.key];
    if (!action) return;
    event.preventDefault();
    action[1]();
  });
  find('#keys')?.addEventListener('click', showSheet);
})();

// Keys, for those who like them; never while somebody types.
(() => {
  const { h, goTo, showOutline, outlineIsOpen } = window.course;
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
    t: ['Tables', () => open('tables')],
    m: ['Course map', () => find('.brand').click()],
    '?': ['These keys', showSheet],
  };
  const same = { k: '[', j: ']' };

  function showSheet() {
    const sheet = find('dialog') ?? makeSheet();
    sheet.showModal();
  }

  function makeSheet() {
    const list = Object.entries(keys).map(([key, [does]]) => {
      const also = Object.keys(same).filter((one) => same[one] === key);
      const names = [key, ...also].flatMap((each) => [h('kbd', each), ' ']);
      return [h('dt', names), h('dd', does)];
    });
    const sheet = h(
      'dialog',
      { 'aria-labelledby': 'keys-title' },
      h('h2', { id: 'keys-title' }, 'Keys'),
      h('dl', list.flat()),
      h('button.button', { onclick: () => sheet.close() }, 'Close'),
    );
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

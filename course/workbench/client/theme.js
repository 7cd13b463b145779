// Runs before the first paint, so that nothing flickers: the colours that were
// chosen, the look of differences, and the tab that the address names. And what
// all scripts share.
(() => {
  const page = document.documentElement;
  const tabs = ['read', 'changes', 'run', 'requests', 'checks', 'tables'];

  // A browser may refuse to keep anything for a page opened from a disk.
  const store = {
    get(name) {
      try {
        return localStorage.getItem(`course-${name}`);
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        if (value === null) localStorage.removeItem(`course-${name}`);
        else localStorage.setItem(`course-${name}`, value);
      } catch {
        // Then it is forgotten with the page.
      }
    },
  };

  function setTheme(theme) {
    if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
    else delete page.dataset.theme;
  }

  function setLook(look) {
    if (look === 'split' || look === 'unified') page.dataset.look = look;
  }

  /** The tab of an address's hash; a heading's is `read`. */
  function tabOf(hash) {
    const name = hash.slice(1);
    return tabs.includes(name) ? name : 'read';
  }

  /**
   * `h('button.small', { onclick }, 'Stop')`, `h('p', 'Hello')`; what is false
   * shows nothing.
   */
  function h(name, ...inside) {
    const [tag, ...classes] = name.split('.');
    const element = document.createElement(tag);
    if (tag === 'button') element.type = 'button';
    if (classes.length > 0) element.className = classes.join(' ');
    const attributes = inside[0]?.constructor === Object ? inside.shift() : {};
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

  page.classList.add('js');
  page.dataset.tab = tabOf(location.hash);
  setTheme(store.get('theme'));
  setLook(store.get('look'));
  window.course = { store, setTheme, setLook, tabOf, h };
})();

// Runs before the first paint, so that nothing flickers: the colours that were
// chosen, the look of differences, and the tab that the address names.
(() => {
  const page = document.documentElement;
  const tabs = ['read', 'changes', 'run', 'requests', 'checks'];

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

  page.classList.add('js');
  page.dataset.tab = tabOf(location.hash);
  setTheme(store.get('theme'));
  setLook(store.get('look'));
  window.course = { store, setTheme, setLook, tabOf, tabs };
})();

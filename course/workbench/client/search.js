// Search over all pages. The index is loaded when somebody first wants it.
(() => {
  const { h } = window.course;
  const box = document.querySelector('#search-box');
  const list = document.querySelector('#search-results');
  const assets = new URL('.', document.currentScript.src);
  const live = document.documentElement.dataset.live === 'yes';
  let index;
  let chosen = -1;

  function load() {
    index ??= Promise.all(['minisearch.js', 'search-index.js'].map(script))
      .then(() => {
        const { json, options } = window.courseSearch;
        return window.MiniSearch.loadJSON(json, options);
      })
      .catch(() => {
        // The next key tries again.
        index = undefined;
      });
    return index;
  }

  function script(name) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement('script');
      tag.src = new URL(name, assets);
      tag.onload = resolve;
      tag.onerror = reject;
      document.head.append(tag);
    });
  }

  // A site on a disk has no server that would find a folder's index.html.
  function addressOf(id) {
    const [path, anchor] = id.split('#');
    const file = live ? path.slice(1) : `${path.slice(1)}index.html`;
    return new URL(`../${file}${anchor ? `#${anchor}` : ''}`, assets).href;
  }

  async function search() {
    const wanted = box.value.trim();
    if (!wanted) return close();
    const found = (await load())?.search(wanted, {
      prefix: true,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      boost: { title: 4, lesson: 4, heading: 2 },
      combineWith: 'AND',
    });
    // Somebody has typed on while the index came.
    if (wanted !== box.value.trim() || !found) return;
    show(fewOfEach(found).slice(0, 8), wanted);
  }

  // One long page must not push all others out of sight.
  function fewOfEach(found) {
    const seen = {};
    return found.filter(({ lesson }) => {
      seen[lesson] = (seen[lesson] ?? 0) + 1;
      return seen[lesson] <= 3;
    });
  }

  function show(found, wanted) {
    chosen = found.length > 0 ? 0 : -1;
    list.replaceChildren(
      ...(found.length > 0 ? found.map(item) : [nothing(wanted)]),
    );
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    mark();
  }

  function item(hit, i) {
    const what = { id: `found-${i}`, role: 'option' };
    const number = h('span.number', hit.lesson);
    const under = hit.heading && h('span.under', hit.heading);
    const li = h('li', what, number, ` ${hit.title}`, under);
    li.dataset.address = addressOf(hit.id);
    return li;
  }

  function nothing(wanted) {
    const what = { role: 'option', 'aria-disabled': 'true' };
    return h('li.none', what, `No page has “${wanted}”.`);
  }

  function mark() {
    [...list.children].forEach((one, i) => {
      one.setAttribute('aria-selected', String(i === chosen));
      if (i === chosen) one.scrollIntoView({ block: 'nearest' });
    });
    const id = list.children[chosen]?.id;
    if (id) box.setAttribute('aria-activedescendant', id);
    else box.removeAttribute('aria-activedescendant');
  }

  function close() {
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function open(li) {
    if (!li?.dataset.address) return;
    close();
    box.value = '';
    box.blur();
    location.assign(li.dataset.address);
  }

  box.addEventListener('focus', () => void load());
  box.addEventListener('input', () => void search());
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === 'Escape') {
      if (list.hidden) box.blur();
      close();
    } else if (event.key === 'ArrowDown' && count > 0) {
      chosen = (chosen + 1) % count;
    } else if (event.key === 'ArrowUp' && count > 0) {
      chosen = (chosen - 1 + count) % count;
    } else return;
    event.preventDefault();
    mark();
  });
  // Before the box loses its focus, and the list with it.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    open(event.target.closest('li'));
  });
  document.querySelector('#search').addEventListener('submit', (event) => {
    event.preventDefault();
    // The index may still be on its way.
    if (!list.hidden) return open(list.children[chosen]);
    void search().then(() => open(list.children[chosen]));
  });
})();

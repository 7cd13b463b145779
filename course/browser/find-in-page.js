// Runs in the page: finds by meaning what a person would press or fill, in a
// student's own markup too. It leaves nothing behind.
/* global document, window */
(function findInPage({ method, path, button, want }) {
  const named = new RegExp(path, 'i');
  const text = (element) =>
    [element, ...element.querySelectorAll('[placeholder],[value]')]
      .map((one) => `${one.placeholder ?? ''} ${one.value ?? ''}`)
      .join(' ') + element.textContent;
  const seen = (element) => element.getClientRects().length > 0;
  const all = (selector, inside = document) =>
    [...inside.querySelectorAll(selector)].filter(seen);
  const pressed =
    'button,[role="button"],input[type="button"],input[type="submit"],a[onclick]';
  const filled =
    'input:not([type="button"],[type="submit"],[type="hidden"]),textarea,select';
  const buttons = all(pressed);
  /** A click on it can do something: somebody listens, here or further out. */
  const isHeard = (element) => {
    for (let part = element; part; part = part.parentNode) {
      if (part.onclick || part.form || part.localName === 'form' || heard(part))
        return true;
    }
    return window.onclick || heard(window);
  };
  const heard = (part) => window.heardParts.has(part);

  /** The nearest part of the page around a button that fits. */
  const around = (button, fits) => {
    let part = button.parentElement;
    while (part && !fits(part)) part = part.parentElement;
    return part;
  };
  /** The fewer buttons share the part that names the path, the better. */
  const ranked = buttons.map((button, order) => {
    const row = around(button, (part) => named.test(text(part)));
    const sharing = row ? all(pressed, row).length : Infinity;
    const own = `${button.id} ${button.getAttribute('onclick')} ${text(button)}`;
    const words = path.match(/[a-z]{3,}/gi) ?? [];
    const near = row && new RegExp(`\\b${method}\\b`, 'i').test(text(row));
    // `Sign out` and `sign-out-button` are what `/signout` is about.
    const letters = own.replace(/[^a-z]/gi, '').toLowerCase();
    const said = letters.includes(words.at(-1)?.toLowerCase());
    const also = 2 * Number(near) + Number(said);
    return { button, row, own, sharing, also, order };
  });
  ranked.sort(
    (a, b) => a.sharing - b.sharing || b.also - a.also || a.order - b.order,
  );
  if (want === 'buttons' || want === 'counts') {
    const said = new RegExp(button, 'i');
    const meant = ranked.filter(({ own, row }) =>
      said.test(`${own} ${row ? text(row) : ''}`),
    );
    const live = meant.filter((one) => isHeard(one.button));
    if (want === 'buttons') return live.map((one) => one.button);
    const sure = live.filter(({ sharing }) => sharing <= 3);
    return { named: sure.length, like: meant.length };
  }

  /** What a person reads at an input. */
  const meaning = (input) =>
    [
      ...[...(input.labels ?? [])].map((label) => label.textContent),
      input.getAttribute('aria-label'),
      input.placeholder,
      input.id,
      input.name,
      input.type === 'password' ? 'password' : '',
    ]
      .join(' ')
      .toLowerCase();
  const [best] = ranked;
  const hasInputs = (part) => all(filled, part).length > 0;
  const row = best && around(best.button, hasInputs);
  const left = all(filled, method && row ? row : document);
  const names = Object.keys(want);
  const take = (fits) => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const found = names.map((name) =>
    take((input) => meaning(input).includes(name.toLowerCase())),
  );
  // The others by their order, if this is surely the place.
  const isNear = !row || all(pressed, row).length <= 3;
  return names.map((_name, at) => found[at] ?? take(() => isNear) ?? null);
});

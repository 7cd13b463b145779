// A token on a page: its parts, its claims in words, and whether its signature
// fits. All of it is calculated here: nothing is sent, nothing is kept.
(() => {
  const { h, answerOf, say, store } = window.course;
  const meanings = {
    alg: 'how it is signed',
    typ: 'what it is: JWT stands for JSON Web Token',
    id: 'the user whose token this is',
    iat: 'issued',
    exp: 'expires',
    nbf: 'not valid before',
    jti: 'the name of this one token, so that it can be ended early',
    iss: 'who issued it',
    sub: 'whom it is about',
    aud: 'whom it is meant for',
  };
  const times = ['iat', 'exp', 'nbf'];
  const algorithms = {
    HS256: 'HMAC with SHA-256: one secret signs and checks',
    none: 'not signed at all',
  };
  const units = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
    ['second', 1],
  ];
  const fromNow = (second) => second - Date.now() / 1000;
  const relative = new Intl.RelativeTimeFormat('en');
  const calendar = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });

  /** Seconds from now, `82800` → `in 23 hours`. */
  function inWords(seconds) {
    const size = Math.abs(seconds);
    const [unit, length] = units.find(([, one]) => size >= one) ?? units.at(-1);
    return relative.format(Math.trunc(seconds / length), unit);
  }

  /** `exp`, `1768555800` → `expired 16 January 2026 at 09:30:00 UTC, …`. */
  function timeInWords(name, second) {
    const date = new Date(second * 1000);
    if (typeof second !== 'number' || isNaN(date)) {
      return 'should be a time: a number of seconds since 1970';
    }
    const past = name === 'exp' && fromNow(second) <= 0;
    const what = past ? 'expired' : meanings[name];
    return `${what} ${calendar.format(date)} UTC, ${inWords(fromNow(second))}`;
  }

  function explain(name, value) {
    if (times.includes(name)) return timeInWords(name, value);
    const known = Object.hasOwn(meanings, name) && meanings[name];
    if (name !== 'alg') return known || 'yours: whoever signed it added this';
    const how = Object.hasOwn(algorithms, value) && algorithms[value];
    return how ? `${known}: ${how}` : `${known}, in a way of its own`;
  }

  const line = (text) =>
    h({ '✔': 'p.good', '✖': 'p.bad' }[text[0]] ?? 'p', text);

  /** Shows what is new only: a screen reader would read all of it again. */
  function put(place, ...inside) {
    const text = inside.map(({ textContent }) => textContent).join('');
    if (place.textContent !== text) place.replaceChildren(...inside);
  }

  /** The object in a header or a payload; undefined where there is none. */
  function decode(part) {
    try {
      const letters = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
      const bytes = Uint8Array.from(letters, (one) => one.charCodeAt(0));
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const value = JSON.parse(text);
      return typeof value === 'object' && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  }

  function showPart(place, part, isJson) {
    const [raw, below] = place.querySelectorAll('code, div');
    put(raw, h('span', part));
    if (!isJson) return;
    const value = decode(part);
    if (!value) return put(below, line('✖ No JSON object is in it.'));
    const claims = h('dl');
    for (const [name, one] of Object.entries(value)) {
      claims.append(h('dt', name), h('dd', explain(name, one)));
    }
    put(below, h('pre', JSON.stringify(value, null, 2)), claims);
  }

  async function sign(text, secret) {
    const bytes = (one) => new TextEncoder().encode(one);
    const how = { name: 'HMAC', hash: 'SHA-256' };
    const raw = ['raw', bytes(secret), how, false, ['sign']];
    const key = await crypto.subtle.importKey(...raw);
    const signed = await crypto.subtle.sign('HMAC', key, bytes(text));
    return btoa(String.fromCharCode(...new Uint8Array(signed)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  }

  /** Sentences about a token; what a server with this secret makes of it. */
  async function judge(parts, secret) {
    if (parts.length !== 3) {
      return [`✖ A token has three parts. Here they are ${parts.length}.`];
    }
    const { alg } = decode(parts[0]) ?? {};
    if (alg === 'none') {
      return ['✖ Not signed: anybody can write it. A server refuses it.'];
    }
    if (alg !== 'HS256') {
      return ['✖ Its header does not say HS256. Our server refuses it.'];
    }
    if (!secret) return ['Type the secret, to check the signature.'];
    if (!crypto.subtle) return ['Signatures are checked on https pages only.'];
    // As texts, as the server does: the last letter has bits that say nothing.
    if (parts[2] !== (await sign(`${parts[0]}.${parts[1]}`, secret))) {
      const why = 'A letter was changed, or another secret signed it.';
      return [`✖ The signature does not fit. ${why} A server refuses it.`];
    }
    const fits = '✔ The signature fits: nobody without this secret made it.';
    const { exp } = decode(parts[1]) ?? {};
    if (exp === undefined) return [fits, 'It has no exp: it never expires.'];
    if (!Number.isFinite(exp)) return [fits, '✖ Its exp is no time.'];
    if (fromNow(exp) > 0) return [fits];
    return [
      fits,
      `✖ It expired ${inWords(fromNow(exp))}. A server refuses it.`,
    ];
  }

  // What is pasted may have more around it, or line ends in it.
  const cleaned = (text) =>
    text.replace(/[\s"']/g, '').replace(/^(Authorization:)?Bearer/i, '');

  function begin(figure) {
    const find = (selector) => figure.querySelector(selector);
    const [area, secret] = figure.querySelectorAll('textarea, input');
    const places = figure.querySelectorAll('.token-part');
    const sample = find('pre code').textContent.trim();
    let latest = 0;

    async function show() {
      const turn = ++latest;
      const parts = cleaned(area.value).split('.');
      places.forEach((place, i) => showPart(place, parts[i] ?? '', i < 2));
      const verdicts = await judge(parts, secret.value);
      // Another letter may have been typed meanwhile.
      if (turn === latest) put(find('.token-verdict'), ...verdicts.map(line));
    }

    function fill(token) {
      area.value = token;
      void show();
    }

    async function takeKept() {
      const asked = fetch(
        `/api/requests?lesson=${document.body.dataset.lesson}`,
      );
      const { variables } = await answerOf(asked);
      const kept = [store.get('which'), 'step', 'mine']
        .map((which) => variables[which]?.token)
        .find(Boolean);
      if (kept) fill(kept);
      else say('Requests keeps no token yet: send a sign-in.');
    }

    find('[data-sample]').onclick = () => {
      secret.value = find('.token-tool').dataset.secret;
      fill(sample);
    };
    find('[data-kept]').onclick = () =>
      takeKept().catch(({ message }) => say(message));
    area.oninput = secret.oninput = show;
    find('pre').hidden = true;
    find('.token-tool').hidden = false;
    find('[data-sample]').click();
    // Its times go on.
    setInterval(show, 30_000);
  }

  document.querySelectorAll('.block-token').forEach(begin);
})();

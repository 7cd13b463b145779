// A student's page as a person uses it: presses, fills, reads; by what things
// mean, whatever the markup is.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, ElementHandle, Page, Request } from 'playwright-core';
import { fail } from '../../checks/answers';
import { followConsole, type ConsoleLine } from './console';
import type { Exchange, Front } from './front';

/** A request that the page made. */
export interface PageRequest {
  readonly method: string;
  /** `/test/one?limit=2` */
  readonly path: string;
  /** By lower-case name, as far as they are known: the server saw them, or not. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The browser gave the page no answer: CORS, or no server there. */
  readonly blocked: boolean;
  /** What the server answered, blocked or not; absent where nothing reached it. */
  readonly status?: number;
  readonly answer?: string;
  /** The question that the browser asked before it. */
  readonly preflight?: Exchange;
}

/** What a person does on a page, by a name: `hello: (page) => page.press('GET /test/helloclient')` */
export type Act = (page: ClientPage) => Promise<unknown>;

export interface ClientPage {
  /**
   * Presses the button that sends a request, and waits for its answer:
   * `GET /test/helloclient`, `DELETE /authtest/delete/:id` (`:id` is a number,
   * another `:name` anything). It is the one in the part of the page that names
   * the path; else each in turn is tried, and what others send is held back.
   * @param button words of the one that is meant, where several send it
   */
  press(request: string, button?: RegExp): Promise<PageRequest>;
  /**
   * Types into inputs, by label, placeholder, id, name or type: `{ username }`.
   * @param request they stand beside the button that sends it
   */
  fill(values: Record<string, string>, request?: string): Promise<void>;
  /** The same at once, as a password manager does it. */
  paste(values: Record<string, string>, request?: string): Promise<void>;
  /** Clicks on the line that shows a text. */
  click(text: string): Promise<void>;
  /** Fails unless the console prints it, within five seconds. */
  prints(what: string | RegExp): Promise<void>;
  /** Fails unless the page shows it, within five seconds. */
  shows(what: string | RegExp): Promise<void>;
  /** Fails unless the page shows it no more, within five seconds. */
  hides(what: string | RegExp): Promise<void>;
  /** All that the page shows. */
  text(): Promise<string>;
  /** What the console printed so far, and what `clearConsole` left of it. */
  console(): readonly ConsoleLine[];
  clearConsole(): void;
  /** The requests to the server, in order. */
  requests(): readonly PageRequest[];
  /** The request that a key, a click on a line or the start of the page sends. */
  sends(request: string): Promise<PageRequest>;
  /** What localStorage keeps under a key. */
  stored(key: string): Promise<string | undefined>;
  reload(): Promise<void>;
}

export type OpenedPage = ClientPage & { close(): Promise<void> };

const address = 'http://localhost:8080/';
const toServer = /^http:\/\/(localhost|127\.0\.0\.1):3000(?=\/|$)/;
/** How long a person would look at a page that does nothing. */
const patience = 5000;
/** A busy machine may take so long for what is done at once elsewhere. */
const atMost = 10_000;
/** How soon after a click its request is on its way, where one is only tried. */
const soon = 400;

const findInPage = fs
  .readFileSync(path.join(__dirname, 'find-in-page.js'), 'utf8')
  .replace(/;\s*$/, '');

/** The page in a context of its own, loaded. */
export async function openClientPage(
  browser: Browser,
  server: Front,
): Promise<OpenedPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const lines: ConsoleLine[] = [];
  const made: Request[] = [];
  const done = new Set<Request>();
  const failed = new Set<Request>();
  /** How many requests were made before the page was last used. */
  let mark = 0;
  page.setDefaultTimeout(patience);
  page.setDefaultNavigationTimeout(atMost);
  await page.addInitScript(noteListeners);
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  page.on('request', (one) => {
    if (toServer.test(one.url())) made.push(one);
  });
  page.on('requestfinished', (one) => done.add(one));
  page.on('requestfailed', (one) => {
    failed.add(one);
    done.add(one);
  });
  const session = await context.newCDPSession(page);
  await followConsole(session, (line) => lines.push(line));

  const load = async () => {
    await page.goto(address, { waitUntil: 'load' });
    await quiet();
  };

  /** Until what follows from an answer has happened. */
  async function quiet() {
    const now = () => `${lines.length} ${made.length} ${done.size}`;
    await until(() => made.every((one) => done.has(one)), patience);
    for (let last = ''; last !== now();) {
      last = now();
      await wait(60);
    }
  }

  const all = () =>
    made.map((one) => described(one, made, failed, server.exchanges));

  /** The first one since the page was last used. */
  async function arrival(request: string, ms: number) {
    const fits = matcher(request);
    const found = () =>
      made.slice(mark).find((one) => fits(one.method(), pathOf(one)));
    // Where another came of a button that is only tried, this one will not.
    const isOver = () => found() || (server.gate && made.length > mark);
    await until(() => Boolean(isOver()), ms);
    if (!found() && isOver()) await until(() => Boolean(found()), 60);
    const one = found();
    if (!one) return undefined;
    // The button is the right one: what else it sends may pass.
    server.gate = undefined;
    await until(() => done.has(one), patience);
    if (!done.has(one)) {
      fail(`${request} got no answer within ${patience / 1000} seconds.`);
    }
    await quiet();
    return all()[made.indexOf(one)];
  }

  async function press(request: string, button?: RegExp) {
    const { handles, named, like } = await buttonsFor(page, request, button);
    const errors: ConsoleLine[] = [];
    for (const [at, handle] of handles.entries()) {
      const isSure = at < named;
      const printed = lines.length;
      mark = made.length;
      // What is only tried must not sign out or delete.
      if (!isSure) server.gate = matcher(request);
      const clicked = await handle.click().then(
        () => true,
        () => false,
      );
      const sent =
        clicked && (await arrival(request, isSure ? patience : soon));
      server.gate = undefined;
      if (sent) return sent;
      const came = lines.splice(printed);
      if (isSure) errors.push(...came);
      made.splice(mark);
    }
    const error = [...lines, ...errors].find(({ level }) => level === 'error');
    const why = error ? ` The console says: ${error.text}` : '';
    return fail(`${none(like, button)} sends ${request}.${why}`);
  }

  async function fill(
    values: Record<string, string>,
    request = '',
    put = typeInto,
  ) {
    const inputs = await inputsFor(page, request, values);
    mark = made.length;
    for (const [at, [name, value]] of Object.entries(values).entries()) {
      const input = inputs[at];
      const where = request ? ` beside the button that sends ${request}` : '';
      if (!input) fail(`There is no input for "${name}"${where}.`);
      try {
        await put(input, value);
      } catch {
        fail(`Nobody can type into the input for "${name}"${where}.`);
      }
    }
  }

  async function look(what: string | RegExp, wanted: boolean) {
    const seen = async () => has(await text(), what) === wanted;
    if (await until(seen, patience)) return;
    const still = wanted ? 'does not show' : 'still shows';
    fail(`The page ${still} ${inWords(what)}.`);
  }

  async function prints(what: string | RegExp) {
    const printed = () => lines.map((line) => line.text).join('\n');
    if (await until(() => has(printed(), what), patience)) return;
    const instead = printed() ? `It printed: ${printed()}` : 'It is empty.';
    fail(`The console does not print ${inWords(what)}. ${instead}`);
  }

  const text = () => page.locator('body').innerText();

  await load();
  return {
    press,
    fill: (values, request) => fill(values, request),
    paste: (values, request) =>
      fill(values, request, (input, value) =>
        input.fill(value, { timeout: atMost }),
      ),
    async click(words) {
      mark = made.length;
      const line = page.getByText(words).filter({ visible: true }).first();
      await line
        .click()
        .catch(() => fail(`The page shows no "${words}" to click on.`));
      await quiet();
    },
    prints,
    shows: (what) => look(what, true),
    hides: (what) => look(what, false),
    text,
    console: () => lines,
    clearConsole: () => void (lines.length = 0),
    requests: all,
    async sends(request) {
      const sent = await arrival(request, patience);
      return sent ?? fail(`The page does not send ${request}.`);
    },
    stored: async (key) =>
      (await page.evaluate((name) => localStorage.getItem(name), key)) ??
      undefined,
    reload: load,
    close: () => context.close(),
  };
}

/** Key by key: a page may listen to them. */
async function typeInto(input: ElementHandle, value: string): Promise<void> {
  if (await input.inputValue()) await input.fill('');
  await input.type(value, { timeout: atMost });
}

/** Notes who listens to clicks, so that no other button need be tried. */
const noteListeners = `{
  const { addEventListener } = EventTarget.prototype;
  window.heardParts = new WeakSet();
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    const isClick = /^(click|submit|mouse|pointer|touch)/.test(type);
    if (isClick) window.heardParts.add(this ?? window);
    return addEventListener.call(this ?? window, type, ...rest);
  };
}`;

/**
 * Those that may send it, the likeliest first; beside how many of them it is
 * named, and how many have the words.
 */
async function buttonsFor(page: Page, request: string, button?: RegExp) {
  const words = button?.source ?? '';
  const found = await page.evaluateHandle(call(request, 'buttons', words));
  const counts: { named: number; like: number } = await page.evaluate(
    call(request, 'counts', words),
  );
  return { handles: elements(await found.getProperties()), ...counts };
}

async function inputsFor(
  page: Page,
  request: string,
  values: Record<string, string>,
) {
  const found = await page.evaluateHandle(call(request, values));
  return elements(await found.getProperties());
}

function elements(
  properties: Map<string, { asElement(): ElementHandle | null }>,
) {
  return [...properties.values()].map((one) => one.asElement()!);
}

/** `PUT /authtest/update/:id` also where the page says `/authtest/update/id`. */
function call(request: string, want: unknown, button = ''): string {
  const [method = '', address = ''] = request.split(' ');
  const part = (name: string) => {
    if (/^(:id|\d+)$/.test(name)) return '[:{<\\[]?(id|\\d+)[}>\\]]?';
    return name.startsWith(':') ? '[^\\s/]+' : escaped(name);
  };
  const named = `${address.split('/').map(part).join('/')}(?![\\w/-])`;
  const what = { method, path: named, button, want };
  return `${findInPage}(${JSON.stringify(what)})`;
}

function matcher(request: string) {
  const [method, address] = request.split(' ');
  const parts = address
    .split('/')
    .map((part) =>
      part === ':id' ? '\\d+' : part.startsWith(':') ? '[^/?]+' : escaped(part),
    );
  const pattern = new RegExp(`^${parts.join('/')}/?(\\?.*)?$`);
  return (asked: string, at: string) => asked === method && pattern.test(at);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function pathOf(one: Request): string {
  return one.url().replace(toServer, '') || '/';
}

/** What is known of a request on both sides: each met its like in order. */
function described(
  one: Request,
  made: readonly Request[],
  failed: ReadonlySet<Request>,
  exchanges: readonly Exchange[],
): PageRequest {
  const method = one.method();
  const path = pathOf(one);
  const alike = made.filter(
    (other) => other.method() === method && pathOf(other) === path,
  );
  const arrived = exchanges.filter((exchange) => exchange.path === path);
  const real = arrived.filter((exchange) => exchange.method === method);
  const preflights = arrived.filter(
    ({ headers }) => headers['access-control-request-method'] === method,
  );
  const at = alike.indexOf(one);
  return {
    method,
    path,
    headers: (real[at]?.headers as Record<string, string>) ?? one.headers(),
    // The browser does not always tell it: then as it arrived.
    body: one.postData() ?? real[at]?.body ?? '',
    blocked: failed.has(one),
    status: real[at]?.status,
    answer: real[at]?.answer,
    preflight: preflights[at],
  };
}

async function until(
  holds: () => boolean | Promise<boolean>,
  ms: number,
): Promise<boolean> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await wait(20);
  }
  return true;
}

function has(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text);
}

function inWords(what: string | RegExp): string {
  return typeof what === 'string' ? `"${what}"` : String(what);
}

function none(buttons: number, button?: RegExp): string {
  if (buttons > 0) return 'No button of the page';
  return button
    ? `The page has no button like ${button}; none`
    : 'The page has no button; none';
}

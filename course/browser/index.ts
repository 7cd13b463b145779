// The installed browser, and a student's page in it: its literal addresses
// reach the servers of this run, and CORS is the browser's own.
import type { Browser } from 'playwright-core';
import { fail } from '../../checks/answers';
import { PlainError } from '../plain-error';
import { browserOptions, findBrowser, whyNoBrowser } from './find-browser';
import { openFront, type Front } from './front';
import { openClientPage, type OpenedPage } from './client-page';

export { findBrowser, browserOptions, whyNoBrowser } from './find-browser';
export type { ConsoleLine } from './console';
export type { Act, ClientPage, OpenedPage, PageRequest } from './client-page';

/** One browser process. */
export interface ClientBrowser {
  alive(): boolean;
  /**
   * The page in a fresh context, without anything stored. One at a time.
   * @param ports those of the page and of its server now
   */
  open(ports: { page: number; server: number }): Promise<OpenedPage>;
  close(): Promise<void>;
}

/** @throws PlainError where there is no browser, or it does not start */
export async function openBrowser(): Promise<ClientBrowser> {
  const page = await openFront();
  const server = await openFront();
  const fronts = [page, server];
  const browser = await launch(page, server).catch((error) => {
    fronts.forEach((front) => front.close());
    throw error;
  });
  return {
    alive: () => browser.isConnected(),
    async open(ports) {
      page.target = ports.page;
      server.target = ports.server;
      server.exchanges = [];
      server.gate = undefined;
      return openClientPage(browser, server);
    },
    async close() {
      await browser.close();
      fronts.forEach((front) => front.close());
    },
  };
}

/** Browsers that are used again: to start one takes a second. */
export interface Browsers {
  /** One that nobody has now; started where there is none. */
  borrow(): Promise<ClientBrowser>;
  giveBack(browser: ClientBrowser): void;
  /** Ends those that were given back. */
  close(): Promise<void>;
}

export function keepBrowsers(): Browsers {
  const idle: ClientBrowser[] = [];
  return {
    async borrow() {
      const known = idle.pop();
      return known?.alive() ? known : openBrowser();
    },
    giveBack: (browser) => void idle.push(browser),
    async close() {
      await Promise.all(idle.splice(0).map((browser) => browser.close()));
    },
  };
}

/** `localhost:3000` leads to this run's server, `localhost:8080` to its page. */
async function launch(page: Front, server: Front): Promise<Browser> {
  const file = findBrowser();
  const why = whyNoBrowser();
  if (why) throw new PlainError(why);
  if (!file) fail('REQUIRE_BROWSER is 1, but no browser is found.');
  const { args, ...options } = browserOptions(file);
  const rules = ['localhost', '127.0.0.1'].flatMap((host) => [
    `MAP ${host}:3000 127.0.0.1:${server.port}`,
    `MAP ${host}:8080 127.0.0.1:${page.port}`,
  ]);
  // Loaded when a browser is wanted: it is heavy.
  const { chromium } =
    require('playwright-core') as typeof import('playwright-core');
  try {
    return await chromium.launch({
      ...options,
      args: [...args, `--host-resolver-rules=${rules.join(',')}`],
    });
  } catch (error) {
    const [first] = (error as Error).message.split('\n');
    throw new PlainError(`The browser ${file} does not start: ${first}`);
  }
}

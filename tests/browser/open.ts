// The workbench as `npm start` runs it, and a real browser that looks at it.
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { useExtra } from '../../course/extras';
import { browserOptions, findBrowser } from '../../course/extras/find-browser';
import { root } from '../../course/find-lesson';

/** The little of Playwright that is used here: it is not there to compile with. */
export interface Locator {
  click(): Promise<void>;
  count(): Promise<number>;
  fill(text: string): Promise<void>;
  first(): Locator;
  innerText(): Promise<string>;
  isVisible(): Promise<boolean>;
  locator(selector: string, options?: { hasText?: string }): Locator;
  waitFor(): Promise<void>;
}
export interface Page {
  addInitScript(script: { content: string }): Promise<void>;
  emulateMedia(media: object): Promise<void>;
  evaluate<T>(script: string): Promise<T>;
  goto(address: string): Promise<unknown>;
  keyboard: {
    press(key: string): Promise<void>;
    type(text: string): Promise<void>;
  };
  locator(selector: string, options?: { hasText?: string }): Locator;
  on(event: string, run: (what: never) => void): void;
  setDefaultTimeout(ms: number): void;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  url(): string;
  waitForURL(address: RegExp): Promise<void>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

const installed = findBrowser();

/** Why these tests do not run here, or undefined. */
export const whyNot =
  installed || process.env.REQUIRE_BROWSER === '1'
    ? undefined
    : 'no Chrome, Edge or Chromium is found here; BROWSER_PATH may name one';

export interface Opened {
  page: Page;
  /** What the page complained about, and what it asked of other machines. */
  complaints: string[];
  close(): Promise<void>;
}

/** Starts the installed browser with one page. */
export async function openPage(): Promise<Opened> {
  if (!installed) {
    throw new Error(
      'REQUIRE_BROWSER is 1, but no Chrome, Edge or Chromium is found.',
    );
  }
  const { chromium } = useExtra('browser')('playwright-core') as {
    chromium: { launch(options: object): Promise<Browser> };
  };
  const browser = await chromium.launch(browserOptions(installed));
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  // A click waits until nothing moves.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message: { type(): string; text(): string }) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error: Error) => complaints.push(error.message));
  page.on('request', (request: { url(): string }) => {
    if (!/^(http:\/\/127\.0\.0\.1:|file:|data:)/.test(request.url())) {
      complaints.push(`left this machine: ${request.url()}`);
    }
  });
  return { page, complaints, close: () => browser.close() };
}

export interface Started {
  url: string;
  /** Its `.course` folder. */
  state: string;
  stop(): Promise<void>;
}

/** `npm start`, with a state of its own and no browser. */
export async function startCourse(): Promise<Started> {
  const state = fs.mkdtempSync(path.join(os.tmpdir(), 'course-browser-'));
  const child = spawn(process.execPath, ['course', 'start', '4600'], {
    cwd: root,
    env: { ...process.env, COURSE_BROWSER: 'none', COURSE_STATE: state },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  async function stop() {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    fs.rmSync(state, { recursive: true, force: true });
  }
  return { url, state, stop };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk) => {
      text += chunk;
      const found = /The course is at (\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** The text of axe-core, to be run in a page. */
export function axeSource(): string {
  const file = useExtra('browser').resolve('axe-core/axe.min.js');
  return fs.readFileSync(file, 'utf8');
}

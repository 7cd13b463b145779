// The workbench as `npm start` runs it, and a real browser that looks at it.
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import {
  browserOptions,
  findBrowser,
  whyNoBrowser,
} from '../../course/browser';
import { useExtra } from '../../course/extras';
import { root } from '../../course/find-lesson';

const installed = findBrowser();

/** Why these tests do not run here, or undefined. */
export const whyNot = whyNoBrowser();

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
  const browser = await chromium.launch(browserOptions(installed));
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.setDefaultNavigationTimeout(30_000);
  // A click waits until nothing moves.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
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

// The static site: every link of every page leads to something that is there.
import './own-state';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lessons } from '../../course/outline';
import { buildSite } from '../../course/workbench';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'course-site-'));
const written = lessons.filter((one) => one.written);
let pages: string[];

beforeAll(async () => {
  await buildSite(folder);
  pages = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'));
}, 30_000);

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What a page points at and is not there. */
function broken(page: string): string[] {
  const file = path.join(folder, page);
  const text = fs.readFileSync(file, 'utf8');
  return [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)]
    .map(([, link]) => link)
    .filter((link) => !/^(https?|data):/.test(link))
    .filter((link) => !isThere(file, link))
    .map((link) => `${page}: ${link}`);
}

function isThere(from: string, link: string): boolean {
  const [name, anchor] = decodeURI(link).split('#');
  const file = name === '' ? from : path.resolve(path.dirname(from), name);
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) return false;
  return !anchor || fs.readFileSync(file, 'utf8').includes(`id="${anchor}"`);
}

test('a folder that holds anything else is left alone', async () => {
  const other = fs.mkdtempSync(path.join(os.tmpdir(), 'course-other-'));
  const file = path.join(other, 'precious.txt');
  fs.writeFileSync(file, 'mine');
  await expect(buildSite(other)).rejects.toThrow('holds other files');
  expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  fs.rmSync(other, { recursive: true });
});

test('there is a page for every written lesson, the map, and 404', () => {
  expect(pages.length).toBe(written.length + 2);
});

test('every link resolves, anchors too', () => {
  expect(pages.flatMap(broken)).toEqual([]);
});

test('a broken link would be seen', () => {
  const page = path.join(folder, 'planted.html');
  fs.writeFileSync(page, '<a href="nowhere.html"></a><a href="#no"></a>');
  expect(broken('planted.html')).toHaveLength(2);
  fs.rmSync(page);
});

test('nothing comes from elsewhere, and nothing needs a server', () => {
  for (const name of pages) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    expect(text).not.toMatch(/<(script|link|img)[^>]*(src|href)="https?:/);
    expect(text).not.toContain('course-token');
    expect(text).not.toMatch(/\b(href|src)="\//);
  }
  expect(fs.existsSync(path.join(folder, 'assets', 'live.js'))).toBe(false);
});

test('the search index is a script that a page from a disk can load', () => {
  const script = fs.readFileSync(
    path.join(folder, 'assets', 'search-index.js'),
    'utf8',
  );
  const window: { courseSearch?: { json: string } } = {};
  new Function('window', script)(window);
  expect(JSON.parse(window.courseSearch!.json).documentCount).toBeGreaterThan(
    written.length,
  );
});

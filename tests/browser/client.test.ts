// What checks ask of a page, in a real browser.
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import type { Act, ClientPage, PageRequest } from '../../checks/define';
import { whyNoBrowser } from '../../course/browser';
import { judge } from '../../course/checking';
import { aCheck, folderWith, lesson, removeFolders } from '../checking/folders';
import { origin, plain, rows, script, server } from './client-server';

const why = whyNoBrowser();
const title = `a page under judgement${why ? ` (skipped: ${why})` : ''}`;
jest.setTimeout(60_000);
afterAll(removeFolders);

const more = { kind: 'browser', dependsOn: ['client/'] } as const;

/** Judges a page by what one after another does; gives each one's sentence. */
async function judged(
  files: { app?: string; html?: string; js?: string },
  ...acts: Act[]
): Promise<string[]> {
  const { app = server(), html = rows, js = script } = files;
  const folder = folderWith({
    'app.js': app,
    'client/index.html': html,
    'client/script.js': js,
  });
  const checks = acts.map((act, at) =>
    aCheck(`${at}`, async ({ page }) => act(await page()), more),
  );
  const { verdicts } = await judge({ lesson, folder, checks });
  return verdicts.map(({ message }) => message);
}

/** What an act finds out. */
async function from<T>(
  files: Parameters<typeof judged>[0],
  act: (page: ClientPage) => Promise<T>,
): Promise<T> {
  let found: T | undefined;
  const messages = await judged(files, async (page) => {
    found = await act(page);
  });
  expect(messages).toEqual(['']);
  return found!;
}

const button = '<button id="it">It</button>';
const it3000 = "fetch('http://localhost:3000/hello')";

// skipped because no browser is installed: the title says so
(why ? describe.skip : describe)(title, () => {
  it.each([
    ['on the button', `it.addEventListener('click', () => ${it3000})`],
    ['as its onclick', `it.onclick = () => ${it3000}`],
    ['on the document', `document.addEventListener('click', () => ${it3000})`],
    ['on the window', `addEventListener('click', () => ${it3000})`],
    ["as the window's onclick", `window.onclick = () => ${it3000}`],
    ['on its form', `onsubmit = () => (${it3000}, false)`, `<form>${button}`],
  ])('is used wherever it listens: %s', async (_name, js, html = button) => {
    const page = `<!doctype html>${html}</form><script src="script.js"></script>`;
    const script = `const it = document.getElementById('it'); ${js}`;
    const press = (page: ClientPage) => page.press('GET /hello');
    expect(await judged({ html: page, js: script }, press)).toEqual(['']);
  });

  it('says so where no button is listened to', async () => {
    const html = `<!doctype html>${button}`;
    const press = (page: ClientPage) => page.press('GET /hello');
    expect(await judged({ html, js: '' }, press)).toEqual([
      'No button of the page sends GET /hello.',
    ]);
  });

  it.each([
    ['the rows of the course', rows],
    ['other markup', plain],
  ])('is used by what things mean: %s', async (_name, html) => {
    const messages = await judged(
      { html },
      async (page) => {
        const sent = await page.press('GET /hello');
        expect(sent).toMatchObject({ blocked: false, status: 200 });
        expect(sent.preflight).toBeUndefined();
        await page.prints('Hello from the server');
        // Of other buttons that were tried nothing has come.
        expect(page.requests()).toHaveLength(1);
        expect(page.console()[0].text).toMatch(/^Response \{type: 'cors', /);
      },
      async (page) => {
        expect(await page.stored('SessionToken')).toBeUndefined();
        const person = { username: 'ada', password: 'secret' };
        await page.fill(person, 'POST /user/signin');
        const sent = await page.press('POST /user/signin');
        expect(JSON.parse(sent.body)).toEqual({
          name: 'ada',
          password: 'secret',
        });
        expect(sent.headers['content-type']).toBe('application/json');
        const { headers } = sent.preflight!;
        expect(headers['access-control-request-headers']).toBe('content-type');
        await page.shows('Welcome, ada');
        expect(await page.stored('SessionToken')).toBe('a token');
      },
      async (page) => {
        // Each check begins with nothing stored.
        expect(await page.stored('SessionToken')).toBeUndefined();
        await page.press('GET /items');
        await page.shows(/first\s+second/);
        await page.click('first');
        const sent = await page.sends('DELETE /items/:name');
        expect(sent.path).toBe('/items/first');
        await page.hides('first');
        await page.shows('second');
      },
    );
    expect(messages).toEqual(['', '', '']);
  });

  it('types key by key', async () => {
    const paths = await from({}, async (page) => {
      await page.fill({ search: 'ab' }, 'GET /items');
      await page.sends('GET /items');
      return page.requests().map(({ path }) => path);
    });
    expect(paths).toEqual(['/items?q=a', '/items?q=ab']);
  });

  it('meets CORS as it is, and words it as the browser does', async () => {
    const act = async (page: ClientPage): Promise<[PageRequest, string[]]> => {
      const sent = await page.press('GET /hello');
      return [sent, page.console().map(({ text }) => text)];
    };
    const [sent, texts] = await from({ app: server('') }, act);
    expect(sent).toMatchObject({
      blocked: true,
      status: 200,
      answer: 'Hello from the server',
    });
    expect(texts).toEqual([
      "Access to fetch at 'http://localhost:3000/hello' from origin 'http://localhost:8080' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      'GET http://localhost:3000/hello net::ERR_FAILED 200 (OK)',
      'Uncaught (in promise) TypeError: Failed to fetch',
    ]);
  });

  it('knows a request that the preflight kept back', async () => {
    const app = server(`if (req.method !== 'OPTIONS') ${origin}`);
    const sent = await from({ app }, (page) => page.press('POST /user/create'));
    expect(sent.blocked).toBe(true);
    expect(sent.status).toBeUndefined();
    expect(sent.preflight).toMatchObject({ method: 'OPTIONS', status: 204 });
  });

  it('says what is not there', async () => {
    const messages = await judged(
      { js: script.replace("on('hello'", "unknown('hello'") },
      (page) => page.press('GET /hello'),
      (page) => page.fill({ title: 'x' }, 'GET /hello'),
      (page) => page.shows('Welcome'),
      (page) => page.click('Nobody'),
      (page) => page.prints('Hello'),
      (page) => page.press('GET /missing', /Hello/),
    );
    expect(messages).toEqual([
      'No button of the page sends GET /hello. The console says: Uncaught ReferenceError: unknown is not defined',
      expect.stringMatching(/^There is no input for "title" beside/),
      'The page does not show "Welcome".',
      'The page shows no "Nobody" to click on.',
      expect.stringMatching(
        /^The console does not print "Hello"\. It printed:/,
      ),
      expect.stringMatching(/^No button of the page sends GET \/missing\./),
    ]);
  });

  it('reaches a server that was started anew', async () => {
    const act: Act = async (page) => void (await page.press('GET /hello'));
    const dies = script.replace(
      "on('missing', () => fetch(server + '/missing'))",
      "on('missing', () => fetch(server + '/die'))",
    );
    const messages = await judged(
      { js: dies, html: rows.replace('GET /missing', 'GET /die') },
      act,
      (page) => page.press('GET /die'),
      act,
    );
    expect([messages[0], messages[2]]).toEqual(['', '']);
  });

  it('leaves no browser behind', async () => {
    await judged({}, (page) => page.press('GET /hello'));
    if (process.platform === 'win32') return;
    const { stdout } = await promisify(exec)(`ps -o pid,ppid,args -ax`);
    const ours = stdout
      .split('\n')
      .filter((line) => line.includes('--host-resolver-rules'))
      .filter((line) => line.trim().split(/\s+/)[1] === String(process.pid));
    expect(ours).toEqual([]);
  });
});

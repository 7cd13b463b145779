// The exchanges that 11.01 shows are those of a real browser with our steps.
import { describe, expect, it, jest } from '@jest/globals';
import type { Act, ClientPage, PageRequest } from '../../checks/define';
import { ada, signUpInPage } from '../../checks/client';
import { whyNoBrowser } from '../../course/browser';
import { judge } from '../../course/checking';
import { lessonById, root, stepFolder } from '../../course/find-lesson';
import { pageFile } from '../../course/lessons';
import { readText } from '../../course/steps';
import { aCheck } from '../checking/folders';

const why = whyNoBrowser();
const title = `an exchange on 11.01${why ? ` (skipped: ${why})` : ''}`;
const text = readText(root, pageFile(lessonById('11.01')))!;
jest.setTimeout(60_000);

const acts: [string, Act][] = [
  ['GET /test/helloclient', (page) => page.press('GET /test/helloclient')],
  ['POST /api/user/createuser', (page) => signUpInPage(page, ada)],
];

// skipped because no browser is installed: the title says so
(why ? describe.skip : describe)(title, () => {
  it.each(acts)('%s is what the browser sends and gets', async (name, act) => {
    const lesson = lessonById('11.02');
    let sent: PageRequest | undefined;
    const run = async ({ page }: { page(): Promise<ClientPage> }) => {
      sent = (await act(await page())) as PageRequest;
    };
    const checks = [
      aCheck('1', run, { kind: 'browser', dependsOn: ['client/'] }),
    ];
    const { verdicts } = await judge({
      lesson,
      folder: stepFolder(lesson),
      checks,
    });
    expect(verdicts.map(({ message }) => message)).toEqual(['']);
    expect(sent!.blocked).toBe(false);
    const { method, path, headers, body, status, preflight } = sent!;
    const real = asked(`${method} ${path}`, headers, body);
    expect(text).toContain(`${real}\nHTTP/1.1 ${status}`);
    // A simple request has none, and the page says that it has none.
    expect(preflight !== undefined).toBe(name.startsWith('POST'));
    if (!preflight) return;
    expect(text).toContain(
      `${asked(`OPTIONS ${path}`, preflight.headers)}\nHTTP/1.1 ${preflight.status} ${preflight.statusText}\n${shown(preflight.answerHeaders!, answered)}`,
    );
  });
});

const requested = [
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Content-Type',
];
const answered = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The request as the page shows it: without what no lesson is about. */
function asked(line: string, headers: Headers, body = ''): string {
  const lines = `${line}\n${shown(headers, requested)}`;
  return body ? `${lines}\n${body}\n` : lines;
}

function shown(headers: Headers, names: readonly string[]): string {
  return names
    .filter((name) => headers[name.toLowerCase()] !== undefined)
    .map((name) => `${name}: ${headers[name.toLowerCase()]}\n`)
    .join('');
}

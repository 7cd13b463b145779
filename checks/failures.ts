// How a page takes a request that fails, in whatever way the page was written.
import http from 'node:http';
import {
  fail,
  type ClientPage,
  type PageRequest,
  type Subject,
} from './define';

type Browsed = Pick<Subject, 'page' | 'server'>;
type Press = (page: ClientPage) => Promise<unknown>;

/** Fails unless the page takes an answer 404 for a failure, after each act. */
export function tells404(subject: Browsed, ...acts: Press[]): Promise<void> {
  return instead(subject, acts, 'The server answered 404', {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Content-Type',
  });
}

/** Fails unless the page says, after each act, that fetch got no answer. */
export function tellsFailedFetch(
  subject: Browsed,
  ...acts: Press[]
): Promise<void> {
  // Without those headers the browser lets fetch fail, as without a server.
  return instead(subject, acts, 'fetch got no answer', {});
}

const nothing = 'Nothing is here.';

/** Does each act while another server answers 404 in the place of theirs. */
async function instead(
  { page, server }: Browsed,
  acts: Press[],
  what: string,
  headers: Record<string, string>,
) {
  const opened = await page();
  const { port, stop } = await server();
  await stop();
  const other = http.createServer((req, res) => {
    const isPreflight = req.method === 'OPTIONS';
    res.writeHead(isPreflight ? 204 : 404, headers);
    res.end(isPreflight ? '' : nothing);
  });
  await new Promise<void>((resolve, reject) => {
    other.once('error', reject);
    other.listen(port, '127.0.0.1', resolve);
  });
  try {
    for (const act of acts) await tells(opened, act, what);
  } finally {
    other.close();
    other.closeAllConnections();
    // We have ended it: nobody is to think that it died.
    await server();
  }
}

async function tells(page: ClientPage, act: Press, what: string) {
  const shown = await page.text();
  page.clearConsole();
  await act(page);
  const lines = ownLines(page);
  const wrong = lines.find(
    ({ text, level }) =>
      /^Uncaught|success|undefined/i.test(text) ||
      (level === 'log' && text.includes(nothing) && !isFailure.test(text)),
  );
  if (wrong) fail(`${what}, and the console says: ${wrong.text}`);
  if (lines.length > 0 || (await page.text()) !== shown) return;
  fail(`${what}, and neither the page nor the console says a word of it.`);
}

const isFailure = /404|err|fail|wrong/i;

/** Fails unless page or console tells the sentence, or the status, of a refusal. */
export async function shouldTell(
  page: ClientPage,
  { method, path, status, answer = '' }: PageRequest,
): Promise<void> {
  const lines = ownLines(page).map(({ text }) => text);
  const told = [await page.text(), ...lines].join('\n');
  const reason = /"error":\s*"([^"]+)"/.exec(answer)?.[1] ?? answer;
  const came = `${method} ${path} was answered ${status} with "${reason}"`;
  const slip = /^.*(Uncaught|TypeError|undefined|not iterable).*$/m.exec(told);
  if (slip) fail(`${came}, and the page tells another failure: ${slip[0]}`);
  if (told.includes(reason) || told.includes(String(status))) return;
  fail(`${came}, and neither the page nor the console tells that.`);
}

/** What the console printed, but for what the browser prints by itself. */
export function ownLines(page: ClientPage) {
  const byBrowser = /^(GET|POST|PUT|DELETE) http|^Access to fetch/;
  return page.console().filter(({ text }) => !byBrowser.test(text));
}

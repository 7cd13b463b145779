// The server of a step that a page's requests are sent to: started by the first
// block that needs it, and again after it was stopped.
import { setTimeout as wait } from 'node:timers/promises';
import { writeHttp } from '../lessons';
import { PlainError } from '../plain-error';
import { findRequest, send, type Exchange, type Variables } from '../requests';
import type { Act, ClientBrowser } from '../browser';
import { servePage, type Runtime } from '../runtime';
import { StartFailure, type RunningServer } from '../servers';
import { printed as printedBy } from './act';
import { stable, stableBody, stableLog, type Run } from './stable';

/**
 * It need not start: that is told where a block needs an answer. What a log is
 * `expected` to say only shortens the waiting for it.
 */
export interface StepServer {
  /** What it printed until it listened; all, where it never did. */
  startLog(expected?: string): Promise<string>;
  /** A request and its answer, as a block's body; with `cors`, those headers too. */
  http(key: string, show?: string): Promise<string>;
  /** What a request makes it print. */
  logAfter(key: string, expected?: string): Promise<string>;
  /** What the browser's console prints when this is done on the step's page. */
  console(act: Act, browser: ClientBrowser, expected?: string): Promise<string>;
  stop(): Promise<void>;
}

/** The server, or why there is none and what it printed. */
interface Started {
  readonly server?: RunningServer;
  readonly failure?: string;
  readonly log: () => string;
}

async function start(runtime: Runtime): Promise<Started> {
  try {
    // Hashes at their real cost: a page may show one.
    const server = await runtime.start();
    return { server, log: () => server.log() };
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return { failure: error.message, log: () => error.log };
  }
}

/**
 * @param variables are read and added to: the servers of a page share them
 * @param known what is known of the run
 */
export function stepServer(
  runtime: Runtime,
  variables: Variables,
  known: () => Promise<Omit<Run, 'port'>>,
): StepServer {
  let starting: Promise<Started> | undefined;
  const now = () => (starting ??= start(runtime));
  const runOf = async (): Promise<Run> => {
    const { server } = await now();
    return { ...(await known()), port: server?.port };
  };
  const running = async () => {
    const { server, failure } = await now();
    if (server) return server;
    throw new PlainError(`The server does not start here: ${failure}`);
  };
  const ask = async (key: string) => {
    const { url } = await running();
    return send(url, findRequest(key), variables, { stable: true });
  };
  const startLog = async (expected?: string) => {
    const { server, log } = await now();
    const run = await runOf();
    const printed = () => stableLog(log(), run);
    // Of a server that has ended all is there.
    return server ? settled(printed, expected) : printed();
  };
  return {
    startLog,
    http: async (key, show) => httpBody(await ask(key), await runOf(), show),
    logAfter: async (key, expected) => {
      // What the start printed must not count as the request's.
      await startLog();
      const { server, log } = await now();
      const run = await runOf();
      const before = log().length;
      // A server that dies of the request says so in its log.
      await ask(key).catch((error) => {
        if (!server) throw error;
      });
      const fresh = () => stableLog(log().slice(before), run);
      return settled(fresh, expected);
    },
    async console(act, browser, expected) {
      const server = await running();
      const run = await runOf();
      const { port, close } = await servePage(runtime.folder);
      try {
        const page = await browser.open({ page: port, server: server.port });
        await act(page).finally(() => page.close());
        return await settled(
          () => stable(printedBy(page.console()), run),
          expected,
        );
      } finally {
        close();
      }
    },
    async stop() {
      const { server } = (await starting) ?? {};
      starting = undefined;
      await server?.stop();
    },
  };
}

/** How long a log may say nothing new before it counts as all there. */
const quietMs = 250;
/** The same for one that does not say what is expected, or nothing at all. */
const patientMs = 2500;

// Lines arrive a little after what they are about, on a busy machine much
// after. What is expected ends the waiting: only a page that is wrong costs it.
async function settled(read: () => string, expected?: string): Promise<string> {
  let last = read();
  let since = performance.now();
  const patience = () => (expected || !last ? patientMs : quietMs);
  while (last !== expected && performance.now() - since < patience()) {
    await wait(10);
    const now = read();
    if (now !== last) since = performance.now();
    last = now;
  }
  return last;
}

/** Headers of an answer that a page shows; others say nothing to a beginner. */
const shownHeaders =
  /^(content-type|location|allow|www-authenticate|retry-after)$/;
/** Shown where a page is about them (`show=cors`): all answers have them. */
const corsHeaders = /^access-control-/;

function httpBody(
  { request, response }: Exchange,
  run: Run,
  show?: string,
): string {
  const { method, path, headers, body = '' } = request;
  const answered = Object.entries(response.headers)
    .filter(
      ([name]) =>
        shownHeaders.test(name) || (show === 'cors' && corsHeaders.test(name)),
    )
    .map(([name, value]) => [capital(name), value]);
  return writeHttp(
    {
      line: stable(`${method} ${path}`, run),
      headers: headerLines(Object.entries(headers), run),
      body: stableBody(body, headers['Content-Type'] ?? '', run),
    },
    {
      line: `HTTP/1.1 ${response.status} ${response.statusText}`.trim(),
      headers: headerLines(answered, run),
      body: stableBody(
        response.body,
        response.headers['content-type'] ?? '',
        run,
      ),
    },
  );
}

function headerLines(headers: string[][], run: Run): string[] {
  return headers.map(([name, value]) => stable(`${name}: ${value}`, run));
}

// `content-type` as people write it.
function capital(name: string): string {
  return name
    .replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/^Www-/, 'WWW-');
}

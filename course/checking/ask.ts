// Sends a check's requests with Supertest, and says why no answer came.
import type { Answer, Ask, Question } from '../../checks/define';
import { createSilence, type Silence } from './silence';

/** How long a server may think about one request, in milliseconds. */
const patience = 2000;
/** And where it hashes at its real cost: one of 14 takes two seconds alone. */
const patienceWithHash = 15_000;

const largestAnswer = 2_000_000;

/** The server is there and does not answer. */
export class NoAnswer extends Error {}

/** The connection broke: the server died, or closed it without an answer. */
export class ConnectionLost extends Error {}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'options'] as const;
type Method = (typeof methods)[number];

/** Whom to ask. */
interface Asked {
  /** Before each request: a dead server is started anew. */
  url(): Promise<string>;
  /** Whether it hashes at the real cost, which takes its time. */
  realHash(): boolean;
  readonly silence: Silence;
}

export function createAsk(server: Omit<Asked, 'silence'>): Ask {
  const asked = { ...server, silence: createSilence() };
  const all = methods.map((method) => [
    method,
    (path: string) => question(asked, method, path),
  ]);
  return Object.fromEntries(all) as unknown as Ask;
}

// The address is known only later: what is to be sent is noted until then.
function question(asked: Asked, method: Method, path: string): Question {
  const steps: ((request: Test) => void)[] = [];
  const note = (step: (request: Test) => void) => {
    steps.push(step);
    return self;
  };
  const self: Question = {
    send: (body) => note((request) => request.send(body as object)),
    set: (header, value) => note((request) => request.set(header, value)),
    query: (values) => note((request) => request.query(values)),
    then: (good, bad) => send(asked, method, path, steps).then(good, bad),
  };
  return self;
}

type Test = import('supertest').Test;

async function send(
  { url: address, realHash, silence }: Asked,
  method: Method,
  path: string,
  steps: ((request: Test) => void)[],
): Promise<Answer> {
  const url = await address();
  const ms = realHash() ? patienceWithHash : patience;
  silence.goOn();
  const supertest = require('supertest') as typeof import('supertest');
  const name = `${method.toUpperCase()} ${path}`;
  const request = supertest(url)[method](path);
  request
    .timeout(ms)
    .buffer(true)
    .parse(readText as never);
  for (const step of steps) step(request);
  try {
    const { status, headers, body } = await request;
    silence.heard();
    const text = typeof body === 'string' ? body : '';
    return { request: name, status, headers, text, json: json(headers, text) };
  } catch (error) {
    const { timeout } = error as { timeout?: number };
    if (!timeout) throw explained(name, error as Error);
    const why = await silence.unheard(name, url);
    throw new NoAnswer(
      `${name} got no answer within ${ms / 1000} seconds. ` +
        (why ?? 'Does its handler always send one?'),
    );
  }
}

// As text whatever its type: broken JSON is an answer too.
function readText(
  response: NodeJS.ReadableStream,
  done: (error: Error | null, text: string) => void,
): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    if (text.length < largestAnswer) text += part;
  });
  response.on('end', () => done(null, text));
}

function json(headers: Record<string, string>, text: string): unknown {
  if (!/[/+]json\b/.test(headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function explained(name: string, error: Error): Error {
  // Supertest keeps the code of a failed connection in its message only.
  if (/ECONN|EPIPE|hang up|aborted|terminated/i.test(error.message)) {
    return new ConnectionLost(
      `${name} got no answer: the server closed the connection.`,
    );
  }
  return error;
}

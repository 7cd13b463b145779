// Failures in sentences: what was asked, what was expected, what came.
import { expect } from 'expect';
import type { Answer, Ask } from './define';

/** A check that does not hold. Its message is for the student. */
export class CheckFailure extends Error {
  /**
   * @param saysAll no hint could add to the message
   * @param of the check whose business it is, where another builds on it
   * @param nudge a question that fits better than the check's own
   */
  constructor(
    message: string,
    readonly saysAll = false,
    readonly of?: string,
    readonly nudge?: string,
  ) {
    super(message);
  }
}

/** Ends the check: it does not hold, because … */
export function fail(sentence: string): never {
  throw new CheckFailure(sentence);
}

// What the JSON is, only the test can tell.

type JsonTest = (json: any) => boolean;

/** What an answer must be like; what is not named does not matter. */
export interface Wanted {
  /** One status, one of several, or any that says success (2xx). */
  readonly status?: number | readonly number[] | 'success';
  /** The whole text, spaces around it aside, or a pattern in it. */
  readonly text?: string | RegExp;
  /** What the JSON must equal (matchers of `expect` too), or a test of it. */
  readonly json?: JsonTest | object | string | number | boolean | null;
  /** The JSON in words: `an object with "user" and "email"`. */
  readonly saying?: string;
  /** The key of the earlier check that asks for it; this one builds on it. */
  readonly of?: string;
}

/**
 * Fails with "GET /test answered 404 with …, but this lesson asks for …"
 * unless the answer is as wanted. The status is 'success' if not named.
 */
export function shouldAnswer(answer: Answer, wanted: Wanted): void {
  if (fits(answer, wanted)) return;
  const { request, status } = answer;
  const { of, text } = wanted;
  failWithoutRoute(answer, of);
  const asker = of ? `lesson ${of.split('/')[0]}` : 'this lesson';
  const near = typeof text === 'string' ? text : undefined;
  const from = near ? interesting(answer.text.trim(), near) : 0;
  throw new CheckFailure(
    `${request} answered ${status} with ${shown(answer, from)}, ` +
      `but ${asker} asks for ${described(wanted, from)}.`,
    false,
    of,
  );
}

/** One missing route fails many checks: it gets one sentence, and its own nudge. */
function failWithoutRoute({ status, text }: Answer, of?: string): void {
  const route = /<pre>Cannot ([A-Z]+ \/[^<]*)<\/pre>/.exec(text)?.[1];
  if (status !== 404 || !route) return;
  throw new CheckFailure(
    `Your server has no route ${decode(route)}: it answered 404 with "Cannot ${decode(route)}".`,
    false,
    of,
    'Which line of your code answers this method at this path?',
  );
}

/**
 * Fails unless the answer has this status and is `{ "error": "<a sentence>" }`.
 * @param sent what was sent, for the sentence: `a wrong password`
 */
export function shouldRefuse(answer: Answer, status: number, sent = ''): void {
  const request = sent ? `${answer.request} with ${sent}` : answer.request;
  const saying = '{ "error": "<a sentence>" }';
  shouldAnswer({ ...answer, request }, { status, json: isSentence, saying });
}

/**
 * Sends each of these bodies to `POST /test/seven`, say, and fails at the first
 * that is not refused; its sentence names that body. `undefined` sends none.
 */
export async function refuses(
  ask: Ask,
  request: string,
  bodies: readonly unknown[],
  status: number,
): Promise<void> {
  const [method, path] = request.split(' ');
  for (const body of bodies) {
    const question = ask[method.toLowerCase() as keyof Ask](path);
    const none = body === undefined;
    const answer = await (none ? question : question.send(body));
    shouldRefuse(answer, status, none ? 'no body' : clip(JSON.stringify(body)));
  }
}

function fits(answer: Answer, { status = 'success', text, json }: Wanted) {
  if (!statusFits(answer.status, status)) return false;
  if (typeof text === 'string' && answer.text.trim() !== text) return false;
  if (text instanceof RegExp && !text.test(answer.text)) return false;
  if (typeof json === 'function') return json(answer.json) === true;
  return json === undefined || equals(answer.json, json);
}

function statusFits(status: number, wanted: Wanted['status']): boolean {
  if (wanted === 'success') return status >= 200 && status < 300;
  return [wanted].flat().includes(status);
}

/** Compares as `expect(value).toEqual(wanted)` does, matchers included. */
export function equals(value: unknown, wanted: unknown): boolean {
  try {
    expect(value).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
}

function described(wanted: Wanted, from: number): string {
  const { status = 'success', text, json, saying } = wanted;
  const number =
    status === 'success'
      ? 'success (200, or another 2xx)'
      : [status].flat().join(' or ');
  if (json !== undefined) {
    return `${number} with ${saying ?? JSON.stringify(json)} as JSON`;
  }
  if (saying) return `${number} with ${saying}`;
  if (typeof text === 'string') return `${number} with "${clip(text, from)}"`;
  return number;
}

/**
 * An answer's body in a few words.
 * @param from the first letter of a text that is of interest
 */
export function shown({ text, headers, json }: Answer, from = 0): string {
  const words = text.trim();
  if (words === '') return 'nothing in it';
  // Express's own page for a failure: its sentence says it all.
  const sentence = /<pre>([^<]*)/.exec(words)?.[1];
  if (sentence) return `"${clip(decode(sentence))}"`;
  if (/^<(!doctype|html|head|body)\b/i.test(words)) {
    const title = /<title>([^<]*)/i.exec(words)?.[1].trim();
    return title
      ? `a page of HTML, "${clip(decode(title))}"`
      : 'a page of HTML';
  }
  if (json !== undefined) return `the JSON ${clip(shortened(json))}`;
  const isJson = headers['content-type']?.startsWith('application/json');
  return `${isJson ? 'broken JSON:' : 'the text'} "${clip(words, from)}"`;
}

/** JSON whose long texts, such as tokens and hashes, are cut: `{"a":"eyJ…"}`. */
function shortened(json: unknown): string {
  return JSON.stringify(json, (_name, value: unknown) =>
    typeof value === 'string' && value.length > 60
      ? `${value.slice(0, 59)}…`
      : value,
  );
}

/** Where to begin to show two texts, so that what differs is seen. */
export function interesting(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  return same < mostShown / 2 ? 0 : same - 40;
}

function decode(html: string): string {
  const signs = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return html
    .replace(/&(quot|#39|lt|gt);/g, (all) => signs[all as keyof typeof signs])
    .replaceAll('&amp;', '&');
}

const mostShown = 200;

function clip(text: string, from = 0): string {
  // Spaces stay as they are: how many there are may be the point.
  const rest = text.replace(/\s*[\r\n]\s*/g, ' ').slice(from);
  const end =
    rest.length > mostShown ? `${rest.slice(0, mostShown - 1)}…` : rest;
  return from > 0 ? `…${end}` : end;
}

/** `{ "error": "<a sentence>" }`, and nothing that is not for clients. */
function isSentence(json: Answer['json']): boolean {
  return typeof json?.error === 'string' && json.error.trim() !== '';
}

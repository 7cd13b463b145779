// Failures in sentences: what was asked, what was expected, what came.
import { expect } from 'expect';
import type { Answer } from './define';

/** A check that does not hold. Its message is for the student. */
export class CheckFailure extends Error {
  /** @param saysAll no hint could add to the message */
  constructor(
    message: string,
    readonly saysAll = false,
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
}

/**
 * Fails with "GET /test answered 404 with …, but this lesson asks for …"
 * unless the answer is as wanted. The status is 'success' if not named.
 */
export function shouldAnswer(answer: Answer, wanted: Wanted): void {
  if (fits(answer, wanted)) return;
  const { request, status } = answer;
  fail(
    `${request} answered ${status} with ${shown(answer)}, ` +
      `but this lesson asks for ${described(wanted)}.`,
  );
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

function described({ status = 'success', text, json, saying }: Wanted): string {
  const number =
    status === 'success' ? 'success (200)' : [status].flat().join(' or ');
  if (json !== undefined) {
    return `${number} with ${saying ?? JSON.stringify(json)} as JSON`;
  }
  if (saying) return `${number} with ${saying}`;
  if (typeof text === 'string') return `${number} with "${text}"`;
  return number;
}

/** An answer's body in a few words. */
export function shown({ text, headers }: Answer): string {
  const words = text.trim();
  if (words === '') return 'nothing in it';
  // Express's own page for a failure: its sentence says it all.
  const sentence = /<pre>([^<]*)/.exec(words)?.[1];
  if (sentence) return `"${clip(decode(sentence))}"`;
  const type = headers['content-type']?.split(';')[0];
  const kind = type === 'application/json' ? 'the JSON ' : 'the text ';
  return `${kind}${type === 'application/json' ? clip(words) : `"${clip(words)}"`}`;
}

function decode(html: string): string {
  const signs = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
  return html
    .replace(/&(quot|#39|lt|gt);/g, (all) => signs[all as keyof typeof signs])
    .replaceAll('&amp;', '&');
}

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** `{ "error": "<a sentence>" }`, and nothing that is not for clients. */
export function isSentence(json: Answer['json']): boolean {
  return typeof json?.error === 'string' && json.error.trim() !== '';
}

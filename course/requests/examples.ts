// The saved examples: what each request's own step really answered, recorded by
// `npm run postman fix` and kept in postman/examples.json.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { stableText } from '../stable-text';
import type { Exchange } from './send';

export interface Example {
  status: number;
  statusText: string;
  /** Its Content-Type. */
  type: string;
  body: string;
}

const fileIn = (folder: string) =>
  path.join(folder, 'postman', 'examples.json');

/** The recorded answers by the request's key. */
export function examples(folder = root): Record<string, Example> {
  const file = fileIn(folder);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** Keeps these answers instead of those recorded before. */
export function writeExamples(all: Record<string, Example>): void {
  fs.writeFileSync(fileIn(root), `${JSON.stringify(all, null, 2)}\n`);
}

/** What of an answer is the same on every run. */
export function exampleOf({ response }: Exchange): Example {
  const { status, statusText, headers, body } = response;
  const type = headers['content-type'] ?? '';
  return { status, statusText, type, body: stableBody(body) };
}

/** The answer's text with fixed times and a fixed token; JSON on many lines. */
export function stableBody(body: string): string {
  const stable = (_key: string, value: unknown) =>
    typeof value === 'string' ? stableText(value) : value;
  try {
    return JSON.stringify(JSON.parse(body), stable, 2);
  } catch {
    return body;
  }
}

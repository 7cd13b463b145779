// A folder's package.json; and one that Node cannot read, which ends every
// program beside it.
import fs from 'node:fs';
import path from 'node:path';
import { jsonMistake } from './json-mistake';

/** What it holds; an empty object where it can't be read. */
export function readManifest(folder: string): Record<string, any> {
  try {
    return JSON.parse(textOf(path.join(folder, 'package.json'))) ?? {};
  } catch {
    return {};
  }
}

/** Without the mark that some editors of Windows put first: npm skips it too. */
function textOf(file: string): string {
  return fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
}

/** The file of which Node said so in a log. */
export function badManifest(log: string): string | undefined {
  const bad = /(?:Error parsing|Invalid package config) "?(.+?package\.json)/;
  return bad.exec(log)?.[1];
}

/**
 * "package.json:8 is not valid JSON: a comma is missing before "main"."
 * @param name what the sentence calls the file
 */
export function manifestProblem(name: string, file: string): string {
  let text = '';
  try {
    text = textOf(file);
    JSON.parse(text);
    return `${name} holds no object: it must begin with { and end with }.`;
  } catch (error) {
    const found = jsonMistake(text);
    if (found) return `${name}:${found.line} is not valid JSON: ${found.what}.`;
    const why = (error as Error).message.replace(/\.$/, '');
    return `${name} is not valid JSON: ${why}.`;
  }
}

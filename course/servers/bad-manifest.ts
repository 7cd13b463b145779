// A package.json that Node cannot read: it ends every program beside it.
import fs from 'node:fs';

/** The file of which Node said so in a log, and what is wrong with it. */
export function badManifest(
  log: string,
): { file: string; why: string } | undefined {
  const bad = /(?:Error parsing|Invalid package config) "?(.+?package\.json)/;
  const file = bad.exec(log)?.[1];
  return file ? { file, why: mistakeIn(file) } : undefined;
}

// In this Node's words: some versions of it log no more than the name.
function mistakeIn(file: string): string {
  try {
    JSON.parse(fs.readFileSync(file, 'utf8'));
    return '';
  } catch (error) {
    return `: ${(error as Error).message.replace(/\.$/, '')}`;
  }
}

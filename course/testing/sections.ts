// The sections of `npm test`, and which of the test files each has.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../find-lesson';
import { PlainError } from '../plain-error';

/** One part of `npm test`. */
export interface Section {
  readonly title: string;
  /** How the paths of its files begin. */
  readonly files: string;
  /** Its own word and CI run it, `npm test` without a word does not. */
  readonly apart?: true;
}

/** By the word that asks for one alone. A file is of the first that fits. */
export const sections: Readonly<Record<string, Section>> = {
  steps: { title: 'the steps and the checks', files: 'tests/course/steps-' },
  guards: { title: 'the guards', files: 'tests/course/' },
  pages: {
    title: 'what the pages show, run again',
    files: 'tests/pages/',
    apart: true,
  },
  requests: {
    title: 'the requests on every step',
    files: 'tests/newman/',
    apart: true,
  },
  browser: {
    title: 'the pages in a browser',
    files: 'tests/browser/',
    apart: true,
  },
  layout: {
    title: 'types of the tools, ESLint, Prettier',
    files: 'tests/layout/',
    apart: true,
  },
  tools: { title: 'the tests of the tools', files: 'tests/' },
};

/** `tests/steps/carry.test.ts` → the tests of the tools. */
export function sectionOf(file: string): Section {
  return Object.values(sections).find(({ files }) => file.startsWith(files))!;
}

/**
 * The test files that a word means, relative to the root, with `/`.
 * @param word a section's; without one, all that are not apart
 * @param part only the files whose path has this in it
 * @throws PlainError where there are none
 */
export function filesFor(word: string | undefined, part = ''): string[] {
  const files = allTestFiles().filter((file) => {
    const section = sectionOf(file);
    const meant = word ? section === sections[word] : !section.apart;
    return meant && file.includes(part);
  });
  if (files.length > 0) return files;
  throw new PlainError(`No test file of ${word} has "${part}" in its path.`);
}

function allTestFiles(): string[] {
  return fs
    .readdirSync(path.join(root, 'tests'), {
      recursive: true,
      encoding: 'utf8',
    })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `tests/${name.replaceAll('\\', '/')}`)
    .sort();
}

// What is worth to know of a folder besides its verdict: the type check, and .env.
import fs from 'node:fs';
import path from 'node:path';
import type { Verdict } from './run';
import type { TypeProblem } from './types';

const mostShown = 5;

/** A package without its files here: nothing can be said about types then. */
function isAboutPackage({ code, message }: TypeProblem): boolean {
  const isImport = code === 2307 || code === 7016;
  return code === 2688 || (isImport && !/module '\.{1,2}\//.test(message));
}

/**
 * Type errors as one piece of advice; none where all is well, or where there is
 * no tsconfig.json. Takes a second or two, and TypeScript stays loaded.
 */
export function typeAdvice(folder: string): Verdict[] {
  const begun = performance.now();
  // Loaded here: the compiler is heavy, and a verdict does not wait for it.
  const { typeProblems }: typeof import('./types') = require('./types');
  const problems = typeProblems(folder, folder);
  if (problems.length === 0) return [];
  if (problems.some(isAboutPackage)) return [];
  const lines = problems
    .slice(0, mostShown)
    .map(
      ({ file, line, message }) =>
        `${file}${line ? `:${line}` : ''} ${message}`,
    );
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more`);
  const ms = Math.round(performance.now() - begun);
  const title = 'The type check finds nothing';
  return [advice('advice/types', title, lines.join('\n'), ms)];
}

/** Our checks start a server without its .env; `npm run dev` needs one. */
export function envAdvice(folder: string): Verdict[] {
  const has = (name: string) => fs.existsSync(path.join(folder, name));
  if (!has('.env.example') || has('.env')) return [];
  const message =
    'There is no .env yet, so npm run dev will not start: copy .env.example to .env and fill it in.';
  return [advice('advice/env', 'There is a .env', message)];
}

function advice(key: string, title: string, message: string, ms = 0): Verdict {
  return { key, title, kind: 'fail', advice: true, message, ms, hints: [] };
}

// What the type check says about a folder: advice, for no type error stops a server.
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
  return [
    {
      key: 'advice/types',
      title: 'The type check finds nothing',
      kind: 'fail',
      advice: true,
      message: lines.join('\n'),
      ms: Math.round(performance.now() - begun),
      hints: [],
    },
  ];
}

// The pictures beside the pages: each diagram has an SVG made from it.
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '../lessons';
import { diagramsOf, type Diagram } from '../lessons/diagrams';
import type { Problem } from './problem';

/** What an SVG carries to say which source it was made from. */
export function sourceMark({ hash }: Diagram): string {
  return `<!-- data-source="${hash}" -->`;
}

/** The names of pictures that the tools made: `03.02-1.svg`. */
export const pictureName = /^[\d.]+-\d+\.svg$/;

/** Each diagram of the pages has its current picture, and none is left over. */
export function pictureProblems(
  root: string,
  pages: readonly Page[],
): Problem[] {
  const folder = path.join(root, 'docs', 'pictures');
  const there = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const left = new Set(
    there
      .filter((name) => pictureName.test(name))
      .map((name) => `docs/pictures/${name}`),
  );
  const problems = pages.flatMap((page) =>
    diagramsOf(page).flatMap((diagram): Problem[] => {
      if (left.delete(diagram.file)) return pictureFaults(root, diagram);
      const { line } = diagram.block;
      const message = `has no picture ${diagram.file}: type "npm run course pictures".`;
      return [{ file: page.file, line, message }];
    }),
  );
  const stray = [...left].map((file) => ({
    file,
    message: 'belongs to no diagram: type "npm run course pictures".',
  }));
  return [...problems, ...stray];
}

function pictureFaults(root: string, diagram: Diagram): Problem[] {
  const { file } = diagram;
  const svg = fs.readFileSync(path.join(root, file), 'utf8');
  const problems: Problem[] = [];
  if (!svg.includes(sourceMark(diagram))) {
    const message =
      'is not made from the diagram as it is now: type "npm run course pictures".';
    problems.push({ file, message });
  }
  // No request may leave the reader's machine, and nothing in it may run.
  if (
    /<script|@import|(href|src)="(https?:)?\/\/|url\(["']?https?:/i.test(svg)
  ) {
    problems.push({ file, message: 'loads or runs something from elsewhere.' });
  }
  return problems;
}

// The pictures beside the pages: each Mermaid block has an SVG made from it.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Problem } from './problem';

/** A Mermaid block of a lesson's page. */
export interface Diagram {
  /** Its page, `docs/03.02-express-router-intro.md`, and the line of its fence. */
  readonly page: string;
  readonly line: number;
  readonly source: string;
  /** Its SVG: `docs/pictures/03.02-1.svg`. */
  readonly file: string;
}

/** Changes when a picture would look another way though its source is the same. */
const look = 1;

/** The diagrams of all lessons' pages; instructors' pages have none. */
export function findDiagrams(root: string): Diagram[] {
  return fs
    .readdirSync(path.join(root, 'docs'))
    .filter((name) => /^\d\d\..*\.md$/.test(name))
    .sort()
    .flatMap((name) => diagramsOf(root, name));
}

function diagramsOf(root: string, name: string): Diagram[] {
  const text = fs
    .readFileSync(path.join(root, 'docs', name), 'utf8')
    .replace(/\r\n/g, '\n');
  const id = name.slice(0, name.indexOf('-'));
  return [...text.matchAll(/^( *)```mermaid\n([\s\S]*?)^ *```$/gm)].map(
    ({ 1: indent, 2: body, index }, i) => ({
      page: `docs/${name}`,
      line: text.slice(0, index).split('\n').length,
      source: body.replace(new RegExp(`^${indent}`, 'gm'), ''),
      file: `docs/pictures/${id}-${i + 1}.svg`,
    }),
  );
}

/** What an SVG carries to say which source it was made from. */
export function sourceMark(source: string): string {
  const hash = createHash('sha256').update(`${look}\n${source}`).digest('hex');
  return `<!-- source ${hash.slice(0, 16)} -->`;
}

/** Each diagram has its current picture, and no picture is left over. */
export function pictureProblems(root: string): Problem[] {
  const diagrams = findDiagrams(root);
  const folder = path.join(root, 'docs', 'pictures');
  const there = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const left = new Set(there.map((name) => `docs/pictures/${name}`));
  const problems = diagrams.flatMap(({ page, line, source, file }) => {
    if (!left.delete(file)) {
      const message = `has a diagram without its picture ${file}: type "npm run course pictures".`;
      return [{ file: page, line, message }];
    }
    return pictureFaults(root, file, source);
  });
  const stray = [...left]
    .filter((file) => /\/[\d.]+-\d+\.svg$/.test(file))
    .map((file) => ({ file, message: 'belongs to no diagram any more.' }));
  return [...problems, ...stray];
}

function pictureFaults(root: string, file: string, source: string): Problem[] {
  const svg = fs.readFileSync(path.join(root, file), 'utf8');
  const problems: Problem[] = [];
  if (!svg.includes(sourceMark(source))) {
    const message =
      'is not made from the diagram as it is now: type "npm run course pictures".';
    problems.push({ file, message });
  }
  // No request may leave the reader's machine, and none of it may run.
  if (
    /<script|@import|(href|src)="(https?:)?\/\/|url\(["']?https?:/i.test(svg)
  ) {
    problems.push({ file, message: 'loads or runs something from elsewhere.' });
  }
  return problems;
}

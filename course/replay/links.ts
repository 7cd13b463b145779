// Links inside the repository: the file is there, and so is the heading.
import fs from 'node:fs';
import path from 'node:path';
import {
  headingsOf,
  isOutside,
  lineOf,
  markdownReader,
  splitLink,
} from '../lessons';
import type { PageProblem } from '../lessons';
import { listFiles, readText } from '../steps';

/** The folders whose Markdown people read. */
const folders = ['docs', 'course', 'steps', 'postman', 'checks', 'bench'];

/** The Markdown files below a root, relative, with `/`. */
export function markdownFiles(root: string): string[] {
  const inside = folders
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      listFiles(path.join(root, folder)).map((file) => `${folder}/${file}`),
    );
  const top = fs.readdirSync(root);
  return [...top, ...inside].filter((file) => file.endsWith('.md'));
}

/** Links that lead nowhere. */
export function linkProblems(root: string): PageProblem[] {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (file: string) => {
    const found = anchors.get(file) ?? readAnchors(root, file);
    anchors.set(file, found);
    return found;
  };
  return markdownFiles(root).flatMap((file) =>
    linksOf(readText(root, file)!).flatMap(({ href, line }) => {
      const message = linkProblem(root, file, href, anchorsOf);
      return message ? [{ file, line, message }] : [];
    }),
  );
}

function linkProblem(
  root: string,
  from: string,
  href: string,
  anchorsOf: (file: string) => Set<string>,
): string | undefined {
  if (isOutside(href)) {
    if (/^(https:|mailto:)/.test(href) || isLocal(href)) return undefined;
    return `The link ${href} must begin with https.`;
  }
  const { file, anchor } = splitLink(href);
  const target = file ? path.posix.join(path.posix.dirname(from), file) : from;
  if (file.startsWith('/') || target.startsWith('..')) {
    return `The link ${href} leads out of the repository.`;
  }
  if (!fs.existsSync(path.join(root, target))) {
    return `The link ${href} leads nowhere: there is no ${target}.`;
  }
  if (!anchor || !target.endsWith('.md')) return undefined;
  if (anchorsOf(target).has(anchor)) return undefined;
  const known = [...anchorsOf(target)].map((one) => `#${one}`).join(', ');
  return `${target} has no heading #${anchor}. It has ${known}.`;
}

function isLocal(href: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(href);
}

interface Link {
  readonly href: string;
  readonly line: number;
}

/** The links and pictures of a Markdown text, HTML ones included. */
function linksOf(text: string): Link[] {
  const tokens = markdownReader().parse(withoutFrontMatter(text), {});
  return tokens.flatMap((token, i) => {
    const line = lineOf(tokens, i);
    return (token.children ?? [token])
      .flatMap((one) => {
        if (/^html_/.test(one.type)) return htmlLinks(one.content);
        return [one.attrGet('href') ?? one.attrGet('src') ?? ''];
      })
      .filter(Boolean)
      .map((href) => ({ href: String(href), line }));
  });
}

function htmlLinks(html: string): string[] {
  const found = html.matchAll(/\s(?:href|src|srcset)="([^"\s]+)[^"]*"/g);
  return [...found].map(([, href]) => href);
}

// Its lines stay, so that the others keep their numbers.
function withoutFrontMatter(text: string): string {
  return text.replace(/^---\n[^]*?\n---\n/, (all) =>
    '\n'.repeat(all.split('\n').length - 1),
  );
}

function readAnchors(root: string, file: string): Set<string> {
  const text = withoutFrontMatter(readText(root, file) ?? '');
  const headings = headingsOf(markdownReader().parse(text, {}));
  return new Set(headings.map(({ anchor }) => anchor));
}

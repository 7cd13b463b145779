// Markdown as our pages use it: the same reading for blocks, HTML and search.
import MarkdownIt from 'markdown-it';
import { anchorFor } from './urls';

export type Reader = MarkdownIt.MarkdownIt;
export type Token = MarkdownIt.Token;

/** The one reader. HTML is allowed: only our own Markdown goes through it. */
export function markdownReader(): Reader {
  return new MarkdownIt('commonmark', { html: true }).enable('table');
}

/** One heading of a page, with its GitHub anchor. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
  /** 1-based, in the text that was read. */
  readonly line: number;
  /** The index of its opening token. */
  readonly token: number;
}

/** The headings of a read text, in order. */
export function headingsOf(tokens: readonly Token[]): Heading[] {
  const taken = new Set<string>();
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open') return [];
    const text = plainText(tokens[i + 1]);
    const anchor = anchorFor(text, taken);
    const line = token.map![0] + 1;
    return [{ level: Number(token.tag[1]), text, anchor, line, token: i }];
  });
}

/** What a reader sees of a line of Markdown. */
export function plainText(inline: Token): string {
  return (inline.children ?? [])
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return ['text', 'code_inline', 'image'].includes(type) ? content : '';
    })
    .join('');
}

/** The 1-based line that a token stands on; those in a table have none of their own. */
export function lineOf(tokens: readonly Token[], at: number): number {
  for (let i = at; i >= 0; i--) {
    const map = tokens[i].map;
    if (map) return map[0] + 1;
  }
  return 1;
}

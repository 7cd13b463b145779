// A page as HTML: headings with anchors, links of the site, boxes, and each
// fenced block in the form that suits what it is.
import { PlainError } from '../plain-error';
import {
  headingsOf,
  markdownReader,
  plainText,
  type Reader,
  type Token,
} from './markdown';
import type { Page } from './page';
import { escape } from './parts';
import { renderBlock } from './render-block';
import { isOutside, lessonOfFile, lessonUrl, splitLink } from './urls';

/**
 * The article of a page, its `<h1>` included.
 * @throws PlainError where a block shows code that is not there
 */
export async function renderPage(page: Page): Promise<string> {
  const markdown = markdownReader();
  const tokens = markdown.parse(page.body, {});
  const fences = tokens.filter(({ type }) => type === 'fence');
  if (fences.length !== page.blocks.length) {
    throw new PlainError(`${page.file} has a block that can't be read.`);
  }
  const blocks = await Promise.all(
    page.blocks.map((block) => renderBlock(page, block)),
  );
  const html = new Map(fences.map((token, i) => [token, blocks[i]]));
  addAnchors(tokens);
  tokens.forEach((token, i) => {
    if (token.type === 'blockquote_open') makeBox(tokens, i);
    token.children?.forEach(fixAddress);
  });
  markdown.renderer.rules.fence = (list, i) => html.get(list[i])!;
  markdown.renderer.rules.html_block = (list, i) => nameFold(list[i].content);
  // In the heading's own line, so that it is read as a part of it.
  markdown.renderer.rules.heading_close = (list, i) =>
    `${list[i].meta?.link ?? ''}</${list[i].tag}>\n`;
  wrapTables(markdown);
  return markdown.renderer.render(tokens, markdown.options, {});
}

function addAnchors(tokens: Token[]) {
  for (const { token, text, anchor, level } of headingsOf(tokens)) {
    tokens[token].attrSet('id', anchor);
    if (level === 1) continue;
    const link = `<a class="anchor" href="#${escape(anchor)}" aria-label="Link to “${escape(text)}”">#</a>`;
    tokens[token + 2].meta = { link };
  }
}

const boxes: Record<string, string> = {
  'Note.': 'note',
  'Careful.': 'careful',
};

// `> **Note.** …` is a box of that name.
function makeBox(tokens: Token[], at: number) {
  const first = tokens[at + 2];
  const [mark, strong, text] = (first?.children ?? []).filter(
    ({ type, content }) => type !== 'text' || content !== '',
  );
  if (mark?.type !== 'strong_open' || strong?.type !== 'text') return;
  const box = boxes[strong.content];
  if (!box || text?.type !== 'strong_close') return;
  const close = tokens.findIndex(
    (token, i) =>
      i > at &&
      token.type === 'blockquote_close' &&
      token.level === tokens[at].level,
  );
  tokens[at].tag = tokens[close].tag = 'div';
  tokens[at].attrSet('class', `box box-${box}`);
  tokens[at].attrSet('role', 'note');
  mark.attrSet('class', 'box-name');
}

// `<details><summary>Then and now: …` looks like no answer or message.
function nameFold(html: string): string {
  return html.replace(
    /^<details>(?=<summary>Then and now:)/,
    '<details class="then">',
  );
}

// Addresses inside docs/ become those of the site; a file that the site does
// not have is named, not linked.
function fixAddress(token: Token) {
  if (token.type === 'image') {
    const src = attribute(token, 'src');
    if (!isOutside(src)) token.attrSet('src', `/${src}`);
    token.attrSet('loading', 'lazy');
  }
  if (token.type !== 'link_open') return;
  const href = attribute(token, 'href');
  if (isOutside(href)) return token.attrSet('rel', 'noreferrer');
  const { file, anchor } = splitLink(href);
  if (file === '') return;
  const lesson = lessonOfFile(file);
  if (lesson) {
    token.attrSet('href', lessonUrl(lesson) + (anchor ? `#${anchor}` : ''));
  } else {
    token.attrs = null;
  }
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '');
}

// A wide table scrolls on its own, also by keyboard.
function wrapTables({ renderer }: Reader) {
  renderer.rules.table_open = (tokens, i) => {
    const end = tokens.findIndex((one, j) => j > i && one.type === 'tr_close');
    const heads = tokens.slice(i, end).filter(({ type }) => type === 'inline');
    const name = heads.map(plainText).filter(Boolean).join(', ');
    return `<div class="table" tabindex="0" role="group" aria-label="Table: ${escape(name)}"><table>\n`;
  };
  renderer.rules.table_close = () => '</table></div>\n';
  const cell = (tokens: Token[], i: number) => {
    // A head that says nothing, as over the names of rows, heads nothing.
    const isHead = tokens[i].tag === 'th' && tokens[i + 1].content !== '';
    const tag = isHead ? 'th' : 'td';
    // An alignment comes as a style attribute, which our CSP refuses.
    const side = /(left|center|right)$/.exec(attribute(tokens[i], 'style'));
    const look = side ? ` class="${side[1]}"` : '';
    return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${look}>`;
  };
  renderer.rules.th_open = cell;
  renderer.rules.th_close = (tokens, i) =>
    tokens[i - 1].content === '' ? '</td>' : '</th>\n';
  renderer.rules.td_open = cell;
}

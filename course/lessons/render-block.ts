// A fenced block as HTML: code, commands, a request and its answer, a diagram.
import type { Block } from './blocks';
import { checkpointOf, codeBefore, codeFor } from './code';
import { diagramFigure } from './diagrams';
import { diffRows } from './diff-rows';
import { escape, highlightLines, piecesToHtml } from './highlight';
import { renderHttp } from './http-block';
import type { Page } from './page';
import { lessonUrl } from './urls';

/** The HTML of one block; '' where there is nothing to show yet. */
export async function renderBlock(page: Page, block: Block): Promise<string> {
  switch (block.kind) {
    case 'code':
      return codeFigure(page, block);
    case 'commands':
      return commandList(block);
    case 'mermaid':
      return diagramFigure(page, block);
    case 'http':
      return block.body.trim() === '' ? '' : renderHttp(block);
    case 'diff':
      return block.body.trim() === '' ? '' : diffFigure(block);
    default:
      return block.body.trim() === '' ? '' : plainFigure(block);
  }
}

// The code is the step's of this moment, even where the page is behind.
async function codeFigure(page: Page, block: Block): Promise<string> {
  const code = codeFor(page, block)!;
  const { file, symbol } = block.source!;
  const lesson = checkpointOf(page, block);
  const here = lesson.id === page.lesson.id;
  const where = here
    ? ''
    : `<a class="step" href="${lessonUrl(lesson)}#changes">as of ${lesson.id}</a>`;
  const before = symbol || !here ? undefined : codeBefore(lesson, file);
  const fresh = before === undefined ? [] : newLines(before, code);
  const what = symbol ? 'a part of it' : fresh.length > 0 && 'new lines marked';
  const part = what ? ` <span class="part">${what}</span>` : '';
  const caption = `<code class="file">${escape(file)}</code>${part}${where}${copyButton(file)}`;
  return figure('code', caption, await pre(code, block.lang, fresh));
}

/** The numbers of the lines that came, from 1: `a`, `a b` → `[2]`. */
function newLines(before: string, after: string): number[] {
  const lines = after.split('\n');
  const came = diffRows(before, after).flatMap((row) =>
    row.kind === 'change' && row.after ? [row.after.number] : [],
  );
  // An empty line counts between others only.
  return came.filter(
    (at) =>
      lines[at - 1] !== '' || (came.includes(at - 1) && came.includes(at + 1)),
  );
}

async function plainFigure(block: Block): Promise<string> {
  const names: Record<string, string> = {
    example: 'Example',
    log: 'The server’s log',
    types: 'What the type check says',
    console: block.target,
  };
  const name = names[block.kind] ?? '';
  const copy = block.kind === 'example' ? copyButton('the example') : '';
  const caption = `<span class="what">${escape(name)}</span>${copy}`;
  const inside = await pre(block.body, block.lang);
  return figure(block.kind, name || copy ? caption : '', inside);
}

/** A frame around something shown, with a line above it. */
export function figure(kind: string, caption: string, inside: string): string {
  const above = caption && `<figcaption>${caption}</figcaption>`;
  return `<figure class="block block-${kind}">${above}${inside}</figure>\n`;
}

/**
 * Code with its colours; it scrolls on its own, also by keyboard.
 * @param fresh lines to mark as new
 */
export async function pre(
  text: string,
  lang: string,
  fresh: readonly number[] = [],
): Promise<string> {
  const lines = await highlightLines(text, lang);
  const isNew = (i: number) => fresh.includes(i + 1);
  const html = lines.map((pieces, i) => {
    // Neighbours are one insertion, so that it is announced once.
    const opens = isNew(i) && !isNew(i - 1) ? '<ins>' : '';
    const closes = isNew(i) && !isNew(i + 1) ? '</ins>' : '';
    return `${opens}${piecesToHtml(pieces)}\n${closes}`;
  });
  return `<pre class="code" tabindex="0"><code>${html.join('')}</code></pre>`;
}

/** Copies the `<code>` of the nearest `[data-copied]`, or of its figure. */
function copyButton(what: string): string {
  return `<button type="button" class="copy only-js" data-copy aria-label="Copy ${escape(what)}">Copy</button>`;
}

function commandList(block: Block): string {
  const lines = block.body.split('\n').filter((line) => line.trim() !== '');
  const items = lines.map(
    (line) =>
      `<li data-copied><code>${escape(line)}</code>${copyButton(`“${line}”`)}</li>`,
  );
  return `<ul class="commands" role="list">${items.join('')}</ul>\n`;
}

async function diffFigure(block: Block): Promise<string> {
  const looks: Record<string, string> = { '+': 'added', '-': 'removed' };
  const lines = block.body.replace(/\n$/, '').split('\n');
  const code = lines.map((line) => line.slice(1)).join('\n');
  const coloured = await highlightLines(code, 'ts');
  const html = coloured.map((pieces, i) => {
    const sign = lines[i][0] ?? ' ';
    const look = looks[sign];
    const spoken = look ? `<span class="unseen">${look}: </span>` : '';
    return `<span class="line${look ? ` ${look}` : ''}" data-sign="${sign}">${spoken}${piecesToHtml(pieces)}\n</span>`;
  });
  return figure(
    'diff',
    '<span class="what">The change</span>',
    `<pre class="code" tabindex="0"><code>${html.join('')}</code></pre>`,
  );
}

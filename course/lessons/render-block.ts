// A fenced block as HTML: code, commands, a request and its answer, a diagram.
import type { Block } from './blocks';
import { checkpointOf, codeBefore, codeFor, sourceOf } from './code';
import { diagramFigure } from './diagrams';
import { diffRows } from './diff-rows';
import { highlightLines, piecesToHtml, pre } from './highlight';
import { renderHttp } from './http-block';
import type { Page } from './page';
import { commandList, copyButton, escape, figure } from './parts';
import { tokenFigure } from './token-block';
import { lessonUrl } from './urls';

/** The HTML of one block; '' where there is nothing to show yet. */
export async function renderBlock(page: Page, block: Block): Promise<string> {
  switch (block.kind) {
    case 'code':
      return codeFigure(page, block);
    case 'commands':
      return commandList(block.body.split('\n').filter((line) => line.trim()));
    case 'mermaid':
      return diagramFigure(page, block);
    case 'token':
      return tokenFigure(codeFor(page, block)!, sourceOf(page, block));
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
    schema: 'What changed in the tables',
    browser: 'The browser’s console',
  };
  const name = names[block.kind] ?? '';
  const copy = block.kind === 'example' ? copyButton('the example') : '';
  const caption = `<span class="what">${escape(name)}</span>${copy}`;
  const inside = await pre(block.body, block.lang);
  return figure(block.kind, name || copy ? caption : '', inside);
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

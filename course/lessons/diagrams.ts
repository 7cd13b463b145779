// Diagrams: Mermaid in the Markdown, which GitHub draws, and a picture made
// from it once (`docs/pictures/03.02-1.svg`), for everywhere else.
import { createHash } from 'node:crypto';
import { root } from '../find-lesson';
import { readText } from '../steps';
import type { Block } from './blocks';
import type { Page } from './page';
import { escape, figure } from './parts';

/** One diagram of a page. */
export interface Diagram {
  readonly block: Block;
  readonly source: string;
  /** Its picture, relative to the root: `docs/pictures/03.02-1.svg`. */
  readonly file: string;
  /** Stands in the picture as `<!-- data-source="…" -->`: what it was made of. */
  readonly hash: string;
  /** `accTitle` and `accDescr`, which every diagram has. */
  readonly title: string;
  readonly description: string;
}

/** The diagrams of a page, in order. */
export function diagramsOf(page: Page): Diagram[] {
  return page.blocks
    .filter(({ kind }) => kind === 'mermaid')
    .map((block, i) => {
      const source = block.body;
      const say = (key: string) =>
        new RegExp(`^\\s*${key}:\\s*(.*?)\\s*$`, 'm').exec(source)?.[1] ?? '';
      return {
        block,
        source,
        file: `docs/pictures/${page.lesson.id}-${i + 1}.svg`,
        hash: createHash('sha256').update(source).digest('hex').slice(0, 16),
        title: say('accTitle'),
        description: say('accDescr'),
      };
    });
}

/**
 * A diagram's figure. Those of a walk have one frame around them, which its
 * script (`workbench/client/walk.js`) lets the reader step through.
 */
export function diagramFigure(page: Page, block: Block): string {
  if (block.target !== 'walk') return pictureFigure(page, block);
  const { blocks, text } = page;
  const lines = text.split('\n');
  const follows = (one?: Block, next?: Block) =>
    one?.target === 'walk' &&
    next?.target === 'walk' &&
    lines
      .slice(one.endLine, next.line - 1)
      .join('')
      .trim() === '';
  const at = blocks.indexOf(block);
  const before = follows(blocks[at - 1], block) ? '' : '<div class="walk">';
  const after = follows(block, blocks[at + 1]) ? '' : '</div>\n';
  return before + pictureFigure(page, block) + after;
}

// The picture, or, until there is one, the text it will be made from.
function pictureFigure(page: Page, block: Block): string {
  const diagram = diagramsOf(page).find((one) => one.block === block)!;
  const { file, source, title, description } = diagram;
  const svg = readText(root, file);
  if (svg === undefined) {
    const text = `<pre tabindex="0"><code>${escape(source)}</code></pre>`;
    return figure('diagram', escape(title), text);
  }
  // Of a walk's picture the title is to be read by all.
  const caption = block.target === 'walk' ? escape(title) : '';
  const alt = [caption ? '' : title, description].filter(Boolean).join('. ');
  const address = file.replace('docs/', '/');
  // Its size, so that the text below does not jump when it arrives.
  const size = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  const box = size
    ? ` width="${Math.ceil(Number(size[1]))}" height="${Math.ceil(Number(size[2]))}"`
    : '';
  const image = `<img src="${address}" alt="${escape(alt)}"${box} loading="lazy">`;
  return figure('diagram', caption, image);
}

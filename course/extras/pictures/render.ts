// Draws Mermaid diagrams as SVG, in an installed browser.
import path from 'node:path';
import { browserOptions, findBrowser } from '../../browser/find-browser';
import { useExtra } from '../index';
import { PlainError } from '../../plain-error';

// The little of Playwright that is used here. Its own types are not there to
// compile against before somebody draws.
interface Tab {
  setContent(html: string): Promise<void>;
  addScriptTag(options: { path: string }): Promise<unknown>;
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}
interface Browser {
  newPage(): Promise<Tab>;
  close(): Promise<void>;
}
interface Playwright {
  chromium: {
    launch(options: ReturnType<typeof browserOptions>): Promise<Browser>;
  };
}

/** One diagram to draw: an id for the SVG's own names, and Mermaid's text. */
export interface Drawing {
  readonly id: string;
  readonly source: string;
}

// Pale boxes with dark words, and lines between light and dark: the picture
// has no background, and stands on a white page and on a black one.
const ink = '#13202e';
const line = '#7b8794';
const paper = '#e3edf8';
const edge = '#4a7fb5';
const settings = {
  startOnLoad: false,
  securityLevel: 'strict',
  theme: 'base',
  deterministicIds: true,
  // Words as SVG text: HTML inside an SVG is not shown everywhere.
  htmlLabels: false,
  // Width and height of its own, so that an <img> has a size.
  flowchart: { htmlLabels: false, useMaxWidth: false },
  er: { useMaxWidth: false },
  sequence: { useMaxWidth: false },
  state: { useMaxWidth: false },
  // The words on a line stand on their own ground, which Mermaid makes half
  // transparent: on a black page nobody could read them.
  themeCSS:
    '.edgeLabel rect, .labelBkg { opacity: 1 !important; fill: #eef2f6 !important; rx: 3px; }',
  fontFamily: 'Arial, Helvetica, sans-serif',
  themeVariables: {
    fontFamily: 'Arial, Helvetica, sans-serif',
    fontSize: '15px',
    background: 'transparent',
    primaryColor: paper,
    primaryTextColor: ink,
    primaryBorderColor: edge,
    secondaryColor: '#f6e9d2',
    tertiaryColor: '#e9f3e6',
    lineColor: line,
    textColor: ink,
    edgeLabelBackground: '#f4f6f8',
    attributeBackgroundColorOdd: '#f4f8fc',
    attributeBackgroundColorEven: paper,
    actorBkg: paper,
    actorBorder: edge,
    actorTextColor: ink,
    actorLineColor: line,
    signalColor: line,
    signalTextColor: line,
    loopTextColor: line,
    noteBkgColor: '#f6e9d2',
    noteTextColor: ink,
    noteBorderColor: '#b08a45',
  },
};

/**
 * Draws all of them.
 * @throws PlainError where no browser is found, or Mermaid can't read one
 */
export async function drawAll(drawings: readonly Drawing[]): Promise<string[]> {
  const executable = findBrowser();
  if (!executable) {
    throw new PlainError(
      'Drawing needs Chrome, Edge or Chromium, and none is found here. Install one, or name yours in BROWSER_PATH.',
    );
  }
  const extra = useExtra('pictures');
  const { chromium } = extra('playwright-core') as Playwright;
  const browser = await chromium.launch(browserOptions(executable));
  try {
    const tab = await browser.newPage();
    await tab.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    const mermaid = path.dirname(extra.resolve('mermaid'));
    await tab.addScriptTag({ path: path.join(mermaid, 'mermaid.min.js') });
    const pictures: string[] = [];
    for (const drawing of drawings) pictures.push(await draw(tab, drawing));
    return pictures;
  } finally {
    await browser.close();
  }
}

async function draw(tab: Tab, drawing: Drawing): Promise<string> {
  const result = await tab.evaluate(drawInBrowser, { ...drawing, settings });
  if ('error' in result) {
    throw new PlainError(`${drawing.id} can't be drawn. ${result.error}`);
  }
  return result.svg;
}

// Runs in the browser, where Mermaid is a global.
async function drawInBrowser(given: {
  id: string;
  source: string;
  settings: object;
}): Promise<{ svg: string } | { error: string }> {
  const { mermaid } = globalThis as unknown as {
    mermaid: {
      initialize(settings: object): void;
      render(id: string, source: string): Promise<{ svg: string }>;
    };
  };
  mermaid.initialize(given.settings);
  try {
    return await mermaid.render(given.id, given.source);
  } catch (error) {
    return { error: String((error as Error).message ?? error) };
  }
}

// Colours for code, as classes: one markup for light and dark, and no inline
// styles, which a strict Content-Security-Policy would refuse.
import type { ThemeRegistration } from 'shiki/core';
import { escape } from './parts';
import type { Shiki } from './shiki';

/** A run of letters of one look. `look` is a list of classes, or ''. */
export interface Piece {
  readonly text: string;
  readonly look: string;
}

// Loaded and made once, when first needed: it takes a fifth of a second.
function getShiki(): Promise<Shiki> {
  return (require('./shiki') as typeof import('./shiki')).shiki();
}

/** The language of a file, by the end of its name; '' where there is none. */
export function languageOf(file: string): string {
  const name = file.split('/').pop()!.toLowerCase();
  if (name === 'tsconfig.json') return 'jsonc';
  if (name === '.sequelizerc') return 'js';
  if (name.startsWith('.env')) return 'dotenv';
  return name.split('.').pop()!;
}

/** A text as lines of coloured pieces; without colours in other languages. */
export async function highlightLines(
  code: string,
  language: string,
): Promise<Piece[][]> {
  const lines = code.replace(/\n$/, '').split('\n');
  const { highlighter, light, dark } = await getShiki();
  if (!highlighter.getLoadedLanguages().includes(language)) {
    return lines.map((text) => (text ? [{ text, look: '' }] : []));
  }
  const tokens = highlighter.codeToTokensWithThemes(lines.join('\n'), {
    lang: language,
    themes: { light: light.name!, dark: dark.name! },
  });
  return tokens.map((line) =>
    mergePieces(
      line.map(({ content, variants }) => {
        const looks = [
          colourClass('l', variants.light.color, inkOf(light)),
          colourClass('d', variants.dark.color, inkOf(dark)),
          (variants.light.fontStyle ?? 0) & 1 ? 'i' : '',
        ];
        return { text: content, look: looks.filter(Boolean).join(' ') };
      }),
    ),
  );
}

// What has no colour of its own in a theme.
function inkOf(theme: ThemeRegistration): string {
  return theme.colors!['editor.foreground'];
}

function colourClass(side: string, colour: string | undefined, base?: string) {
  const same = colour?.toLowerCase() === base?.toLowerCase();
  return !colour || same ? '' : `${side}${colour.slice(1, 7).toLowerCase()}`;
}

// Neighbours of one look are one piece, spaces go with what is before them.
function mergePieces(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    const blank = piece.text.trim() === '';
    if (last && (last.look === piece.look || blank)) {
      merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    } else merged.push(piece);
  }
  return merged;
}

/** One line's pieces as HTML. */
export function piecesToHtml(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, look }) =>
      look ? `<span class="${look}">${escape(text)}</span>` : escape(text),
    )
    .join('');
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

/** The rules for the classes above: `.code` holds the colours of both themes. */
export async function codeCss(): Promise<string> {
  const { highlighter, light, dark } = await getShiki();
  const both = 'color: light-dark(var(--l), var(--d))';
  const rules = [
    `.code { --l: ${inkOf(light)}; --d: ${inkOf(dark)}; ${both} }`,
    `.code span { ${both} }`,
    '.code .i { font-style: italic }',
  ];
  for (const [side, theme] of Object.entries({ l: light, d: dark })) {
    const { settings } = highlighter.getTheme(theme.name!);
    for (const { settings: look } of settings) {
      const colour = look.foreground?.slice(1, 7).toLowerCase();
      if (colour) rules.push(`.${side}${colour} { --${side}: #${colour} }`);
    }
  }
  return [...new Set(rules)].join('\n');
}

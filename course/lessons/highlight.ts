// Colours for code, as classes: one markup for light and dark, and no inline
// styles, which a strict Content-Security-Policy would refuse.
import type { ThemeRegistration } from 'shiki/core';
import type { Shiki } from './shiki';

/** A run of letters of one look. `look` is a list of classes, or ''. */
export interface Piece {
  readonly text: string;
  readonly look: string;
}

const languages: Record<string, string> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  sequelizerc: 'javascript',
  json: 'json',
  html: 'html',
  css: 'css',
  sql: 'sql',
  sh: 'shellscript',
  bash: 'shellscript',
  yaml: 'yaml',
  yml: 'yaml',
  env: 'dotenv',
  dockerfile: 'docker',
};

// Loaded and made once, when first needed: it takes a fifth of a second.
function getShiki(): Promise<Shiki> {
  return (require('./shiki') as typeof import('./shiki')).shiki();
}

/** The language of a file, by the end of its name; '' where there is none. */
export function languageOf(file: string): string {
  const name = file.split('/').pop()!.toLowerCase();
  if (name === 'tsconfig.json') return 'jsonc';
  if (name.startsWith('.env')) return 'env';
  return name.split('.').pop()!;
}

/** A text as lines of coloured pieces; without colours in other languages. */
export async function highlightLines(
  code: string,
  language: string,
): Promise<Piece[][]> {
  const lines = code.replace(/\n$/, '').split('\n');
  const lang = languages[language] ?? (language === 'jsonc' ? 'jsonc' : '');
  if (!lang) return lines.map((text) => (text ? [{ text, look: '' }] : []));
  const { highlighter, light, dark } = await getShiki();
  const tokens = highlighter.codeToTokensWithThemes(lines.join('\n'), {
    lang,
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

/** A whole text as HTML, to go into `<pre class="code">`. */
export async function highlight(
  code: string,
  language: string,
): Promise<string> {
  const lines = await highlightLines(code, language);
  return lines.map(piecesToHtml).join('\n');
}

/** One line's pieces as HTML. */
export function piecesToHtml(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, look }) =>
      look ? `<span class="${look}">${escape(text)}</span>` : escape(text),
    )
    .join('');
}

/** Text made safe for HTML, attributes in double quotes included. */
export function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** The rules for the classes above: `.code` holds the colours of both themes. */
export async function codeCss(): Promise<string> {
  const { highlighter, light, dark } = await getShiki();
  const rules = [
    rule('.code', `--l: ${inkOf(light)}`, `--d: ${inkOf(dark)}`, both),
    rule('.code span', both),
    rule('.code .i', 'font-style: italic'),
  ];
  for (const [side, name] of [
    ['l', light.name!],
    ['d', dark.name!],
  ]) {
    const { settings } = highlighter.getTheme(name);
    const colours = new Set(
      settings
        .map(({ settings }) => settings.foreground?.slice(1, 7).toLowerCase())
        .filter((one) => /^[0-9a-f]{6}$/.test(one ?? '')),
    );
    for (const one of colours) {
      rules.push(rule(`.${side}${one}`, `--${side}: #${one}`));
    }
  }
  return rules.join('');
}

const both = 'color: light-dark(var(--l), var(--d))';

// As Prettier would write it.
function rule(name: string, ...lines: string[]): string {
  return `${name} {\n${lines.map((line) => `  ${line};\n`).join('')}}\n`;
}

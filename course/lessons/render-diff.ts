// Differences between two folders as tables, without a script.
import type { FileDiff } from '../steps';
import { diffRows, type Range, type Row, type Side } from './diff-rows';
import {
  highlightLines,
  languageOf,
  piecesToHtml,
  type Piece,
} from './highlight';
import { escape } from './parts';

/** Two columns, or all in one. */
export type DiffLook = 'split' | 'unified';

/** The differences as HTML, one section a file. */
export async function renderDiff(
  diffs: readonly FileDiff[],
  look: DiffLook,
): Promise<string> {
  const sections = await Promise.all(
    diffs.map((one) => fileSection(one, look)),
  );
  return sections.join('');
}

async function fileSection(diff: FileDiff, look: DiffLook): Promise<string> {
  const { file, kind, added, removed } = diff;
  const head = `<h3><code>${escape(file)}</code> <span class="kind kind-${kind}">${kind}</span></h3>`;
  const spoken = `${escape(file)}: ${added} lines added, ${removed} removed`;
  const inside = diff.hidden
    ? `<p class="diff-hidden">${hiddenWords[diff.hidden]}</p>`
    : `<div class="diff-scroll" tabindex="0" role="group" aria-label="${spoken}">${await table(diff, look)}</div>`;
  return `<section class="diff-file">${head}${inside}</section>\n`;
}

const hiddenWords = {
  binary: 'This file is not text, so its difference is not shown.',
  large: 'This file is too long to show its difference.',
};

interface Texts {
  before: Piece[][];
  after: Piece[][];
}

async function table(diff: FileDiff, look: DiffLook): Promise<string> {
  const language = languageOf(diff.file);
  const texts = {
    before: await highlightLines(diff.before, language),
    after: await highlightLines(diff.after, language),
  };
  // A new file beside an empty column would waste half of the screen.
  const name = diff.kind === 'changed' ? look : 'one';
  const { columns, rows } = forms[name];
  const width = columns.split('<col').length - 1;
  const body = rows(diffRows(diff.before, diff.after), texts, width).join('');
  return `<table class="code diff diff-${name}"><caption class="unseen">${escape(diff.file)}</caption><colgroup>${columns}</colgroup><tbody>${body}</tbody></table>${endNote(diff)}`;
}

// The last line without its line end looks like one with it.
function endNote({ kind, before, after }: FileDiff): string {
  if (kind !== 'changed' || before === '' || after === '') return '';
  const ends = [before, after].map((text) => text.endsWith('\n'));
  if (ends[0] === ends[1]) return '';
  const what = ends[1] ? 'now has' : 'no longer has';
  return `<p class="diff-note">The last line ${what} a line end.</p>`;
}

const numbered = '<col class="number"><col class="text">';

const forms = {
  split: {
    columns: numbered + numbered,
    rows: (rows: Row[], { before, after }: Texts, width: number) =>
      rows.map((row) => {
        if (row.kind === 'fold') return foldRow(row.lines, width);
        const changed = row.kind === 'change';
        const left = cells(row.before, before, changed ? 'removed' : '');
        const right = cells(row.after, after, changed ? 'added' : '');
        return `<tr>${left}${right}</tr>`;
      }),
  },
  one: {
    columns: numbered,
    rows: (rows: Row[], { before, after }: Texts, width: number) =>
      rows.map((row) => {
        if (row.kind === 'fold') return foldRow(row.lines, width);
        return row.after
          ? `<tr>${cells(row.after, after, 'added')}</tr>`
          : `<tr>${cells(row.before, before, 'removed')}</tr>`;
      }),
  },
  unified: { columns: `<col class="number">${numbered}`, rows: unifiedRows },
};

function unifiedRows(rows: Row[], { before, after }: Texts, width: number) {
  const lines: string[] = [];
  // All that a change removes stands above all that it adds.
  const added: string[] = [];
  for (const row of rows) {
    if (row.kind !== 'change') lines.push(...added.splice(0));
    if (row.kind === 'fold') lines.push(foldRow(row.lines, width));
    else if (row.kind === 'same') {
      const old = numberCell(row.before.number, '');
      lines.push(`<tr>${old}${cells(row.after, after, '')}</tr>`);
    } else {
      if (row.before) lines.push(removedRow(row.before, before));
      const none = numberCell(undefined, 'added');
      if (row.after)
        added.push(`<tr>${none}${cells(row.after, after, 'added')}</tr>`);
    }
  }
  return [...lines, ...added];
}

function removedRow(side: Side, lines: Piece[][]): string {
  const numbers =
    numberCell(side.number, 'removed') + numberCell(undefined, 'removed');
  return `<tr>${numbers}${textCell(side, lines, 'removed')}</tr>`;
}

function foldRow(lines: number, columns: number): string {
  return `<tr class="fold"><td colspan="${columns}">${lines} lines as before</td></tr>`;
}

function cells(side: Side | undefined, lines: Piece[][], look: string): string {
  if (!side)
    return '<td class="number empty"></td><td class="text empty"></td>';
  return numberCell(side.number, look) + textCell(side, lines, look);
}

function numberCell(number: number | undefined, look: string): string {
  return `<td class="number${look && ` ${look}`}">${number ?? ''}</td>`;
}

function textCell(side: Side, lines: Piece[][], look: string): string {
  const spoken = look && `<span class="unseen">${look}: </span>`;
  const pieces = lines[side.number - 1] ?? [];
  return `<td class="text${look && ` ${look}`}">${spoken}${markedHtml(pieces, side.marks)}</td>`;
}

// Cuts the coloured pieces where a mark begins or ends.
function markedHtml(pieces: readonly Piece[], marks: readonly Range[]): string {
  if (marks.length === 0) return piecesToHtml(pieces);
  const cuts = marks.flat();
  let at = 0;
  let html = '';
  for (const { text, look } of pieces) {
    const end = at + text.length;
    const inner = cuts.filter((cut) => cut > at && cut < end);
    const edges = [at, ...inner, end];
    for (let i = 0; i < edges.length - 1; i++) {
      const [from, to] = [edges[i], edges[i + 1]];
      const piece = { look, text: text.slice(from - at, to - at) };
      const marked = marks.some(([a, b]) => from >= a && to <= b);
      const inside = piecesToHtml([piece]);
      html += marked ? `<mark>${inside}</mark>` : inside;
    }
    at = end;
  }
  return html.replaceAll('</mark><mark>', '');
}

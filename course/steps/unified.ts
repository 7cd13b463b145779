// Differences as text, in the form that git and patch read.
import { styleText } from 'node:util';
import { structuredPatch } from 'diff';
import { lineCount, mostEdits, type FileDiff } from './compare';

type Format = Parameters<typeof styleText>[0];

/**
 * The differences as `git apply` and `patch -p1` take them. A file that is not
 * text, or too long, gets a line of words, which both pass over.
 * @param options.color with escape codes, for a terminal
 */
export function unifiedDiff(
  diffs: readonly FileDiff[],
  { color = false }: { color?: boolean } = {},
): string {
  const paint = (format: Format | undefined, line: string) =>
    // It is the caller who knows where the text goes.
    color && format ? styleText(format, line, { validateStream: false }) : line;
  return diffs
    .flatMap((diff) => [
      ...head(diff).map((line) => paint('bold', line)),
      ...hunks(diff).map((line) => paint(formats[line[0]], line)),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

const formats: Record<string, Format> = {
  '@': 'cyan',
  '+': 'green',
  '-': 'red',
};

function head({ file, kind, before, after, hidden }: FileDiff): string[] {
  if (hidden) {
    const why =
      hidden === 'binary' ? 'it is not text' : 'it is too long to show';
    return [
      `# ${file} ${kind === 'changed' ? 'differs' : `was ${kind}`}: ${why}`,
    ];
  }
  const lines = [`diff --git a/${file} b/${file}`];
  if (kind === 'added') lines.push('new file mode 100644');
  if (kind === 'removed') lines.push('deleted file mode 100644');
  // Nothing to show of an empty file but that it came or went.
  if (before === after) return lines;
  // A tab ends a name with a space in it, else patch reads its first word.
  const end = file.includes(' ') ? '\t' : '';
  lines.push(kind === 'added' ? '--- /dev/null' : `--- a/${file}${end}`);
  lines.push(kind === 'removed' ? '+++ /dev/null' : `+++ b/${file}${end}`);
  return lines;
}

function hunks({ before, after, hidden }: FileDiff): string[] {
  if (hidden || before === after) return [];
  const patch =
    before === '' || after === ''
      ? undefined
      : structuredPatch('a', 'b', before, after, '', '', {
          context: 3,
          maxEditLength: mostEdits,
        });
  if (!patch) return wholeFile(before, after);
  return patch.hunks.flatMap((hunk) => [
    range(hunk.oldStart, hunk.oldLines, hunk.newStart, hunk.newLines),
    ...hunk.lines,
  ]);
}

function wholeFile(before: string, after: string): string[] {
  const old = lineCount(before);
  const now = lineCount(after);
  return [
    range(old ? 1 : 0, old, now ? 1 : 0, now),
    ...signed('-', before),
    ...signed('+', after),
  ];
}

function range(a: number, aLines: number, b: number, bLines: number): string {
  const part = (start: number, lines: number) =>
    lines === 1 ? `${start}` : `${start},${lines}`;
  return `@@ -${part(a, aLines)} +${part(b, bLines)} @@`;
}

function signed(sign: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n').map((line) => sign + line);
  if (text.endsWith('\n')) return lines.slice(0, -1);
  return [...lines, '\\ No newline at end of file'];
}

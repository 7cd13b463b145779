// Rows as an aligned table for the terminal.
import { countOf } from '../terminal';

/** An answer of PostgreSQL, each value in its own words; null stays null. */
export interface Answer {
  columns: string[];
  /** Columns with numbers stand to the right. */
  numeric: boolean[];
  rows: (string | null)[][];
}

interface Look {
  /** Rows to show; a last line says how many more there are. */
  most?: number;
  /** Rows that there are, where `answer` holds only the first. */
  total?: number;
  /** Letters of a value to show. */
  widest?: number;
}

/** The table, as lines. */
export function asTable(answer: Answer, look: Look = {}): string {
  const { most = 20, total = answer.rows.length, widest = 40 } = look;
  const shown = answer.rows
    .slice(0, most)
    .map((row) => row.map((value) => cell(value, widest)));
  const widths = answer.columns.map((column, at) =>
    Math.max(column.length, ...shown.map((row) => row[at].length)),
  );
  const line = (cells: string[], isHead: boolean) =>
    cells
      .map((text, at) =>
        answer.numeric[at] && !isHead
          ? text.padStart(widths[at])
          : text.padEnd(widths[at]),
      )
      .join('  ')
      .trimEnd();
  const more = total - shown.length;
  return [
    line(answer.columns, true),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...shown.map((row) => line(row, false)),
    ...(more > 0 ? [`… and ${countOf(more, 'more row')}`] : []),
  ].join('\n');
}

function cell(value: string | null, widest: number): string {
  if (value === null) return 'null';
  const flat = value.replace(/\s*[\r\n]+\s*/g, ' ⏎ ').replace(/\t/g, ' ');
  return flat.length > widest ? `${flat.slice(0, widest - 1)}…` : flat;
}

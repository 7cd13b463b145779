// What a server prints: line by line, and never more than a reader can take.
import type { Readable } from 'node:stream';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface LogLine {
  stream: 'out' | 'err';
  /** Without colours. */
  text: string;
}

export interface Log {
  /** Reads one of the two streams until it ends. */
  follow(stream: LogLine['stream'], source: Readable): void;
  /**
   * The last lines, and a line that says how many went before them.
   * @param only of one of the two: between them the order is by chance
   */
  text(only?: LogLine['stream']): string;
}

const keptLines = 500;
const longestLine = 2_000;
/** So many lines are passed on in each span; a flood is counted. */
const spanMs = 100;
const linesPerSpan = 100;

/**
 * Collects a server's lines and passes each on, as long as that is sane.
 * @param secrets texts that no line may show
 */
export function createLog(
  onLine: (line: LogLine) => void = () => {},
  secrets: readonly string[] = [],
): Log {
  const kept: LogLine[] = [];
  let gone = 0;
  let passed = 0;
  let held = 0;
  let timer: NodeJS.Timeout | undefined;
  const isOurs = ourFrames();

  function add(stream: LogLine['stream'], raw: string) {
    let text = shorten(stripVTControlCharacters(raw.replace(/\r$/, '')));
    if (stream === 'err' && isOurs(text)) return;
    for (const one of secrets) text = text.replaceAll(one, '(secret)');
    kept.push({ stream, text });
    if (kept.length > keptLines * 2) {
      gone += kept.splice(0, kept.length - keptLines).length;
    }
    timer ??= setTimeout(nextSpan, spanMs).unref();
    if (passed < linesPerSpan) onLine({ stream, text });
    else held += 1;
    passed += 1;
  }

  function nextSpan() {
    timer = undefined;
    passed = 0;
    if (held > 0) onLine({ stream: 'err', text: dropped(held) });
    held = 0;
  }

  return {
    follow: (stream, source) => splitLines(source, (raw) => add(stream, raw)),
    text: (only) => {
      const last = kept.slice(-keptLines);
      const before = gone + kept.length - last.length;
      const lines = last
        .filter(({ stream }) => !only || stream === only)
        .map(({ text }) => text);
      return [...(before > 0 ? [dropped(before)] : []), ...lines].join('\n');
    },
  };
}

const preload = path.join(__dirname, 'preload') + path.sep;

/**
 * What Node shows of the code that we load before the server's: lines of a
 * stack, and the place of a throw with its code up to the marker below it.
 */
function ourFrames(): (line: string) => boolean {
  let left = 0;
  return (line) => {
    if (line.startsWith(preload) && /\.js:\d+$/.test(line)) left = 3;
    if (left === 0) return /^\s+at /.test(line) && line.includes(preload);
    left -= 1;
    return true;
  };
}

function dropped(count: number): string {
  return `… ${count} lines dropped: the server prints too much …`;
}

function shorten(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text;
}

/** A chunk ends anywhere: the rest of a line waits for its end, up to a size. */
function splitLines(source: Readable, onLine: (line: string) => void) {
  let rest = '';
  source.setEncoding('utf8');
  source.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    lines.forEach(onLine);
    if (rest.length > longestLine * 4) {
      onLine(rest);
      rest = '';
    }
  });
  source.on('end', () => {
    if (rest) onLine(rest);
    rest = '';
  });
  source.on('error', () => {});
}

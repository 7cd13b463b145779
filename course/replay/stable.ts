// What varies from run to run, and the form in which a page shows it. The only
// place for these rules; course/README.md tells authors about them.

/** What is known of the run that a text came from. */
export interface Run {
  /** Absolute paths that a text may name; what they hold is shown from there on. */
  readonly folders: readonly string[];
  /** The port that the server really had. */
  readonly port?: number;
  /** The database that it really had. */
  readonly databaseUrl?: string;
}

/** The port that every server of the course asks for. */
const usualPort = '3000';
/** The database that a student's `db.ts` names. */
const usualDatabase = { name: 'workoutlog', port: '54320' };

const rules: readonly (readonly [RegExp, string])[] = [
  // 2026-11-24T21:40:07.123Z, and as PostgreSQL writes it
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '2026-01-15T09:30:00.000Z'],
  [
    /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? ?\+\d\d:?\d\d/g,
    '2026-01-15 09:30:00.000 +00:00',
  ],
  [
    /\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g,
    'Thu, 15 Jan 2026 09:30:00 GMT',
  ],
  // a signed token, a password's hash, a random id
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJhbGciOi…'],
  [/\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}/g, '$2b$$$1$$N9qo8uLOi…'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    '3f9c2a7e-…',
  ],
  // how long something took
  [/\b\d+(\.\d+)? ?ms\b/g, '12 ms'],
  [/\b\d+(\.\d+)? (s|seconds)\b/g, '1.2 $2'],
];

/** A text as it is the same on every run and every machine. */
export function stable(text: string, run: Run): string {
  let result = text;
  for (const folder of run.folders) {
    for (const form of [folder, folder.replaceAll('\\', '/')]) {
      result = result.replaceAll(`${form}/`, '').replaceAll(`${form}\\`, '');
    }
  }
  if (run.port !== undefined) {
    result = result.replace(number(run.port), usualPort);
  }
  if (run.databaseUrl) {
    const { pathname, port } = new URL(run.databaseUrl);
    result = result.replaceAll(pathname.slice(1), usualDatabase.name);
    if (port) result = result.replace(number(port), usualDatabase.port);
  }
  for (const [pattern, form] of rules) result = result.replace(pattern, form);
  return result;
}

function number(value: number | string): RegExp {
  return new RegExp(`\\b${value}\\b`, 'g');
}

/**
 * A body in that form; JSON on many lines, as Postman shows it.
 * @param type the `Content-Type`
 */
export function stableBody(body: string, type: string, run: Run): string {
  const shown = /\bjson\b/.test(type) ? pretty(body) : body;
  return stable(shown, run).replace(/\n$/, '');
}

// Broken JSON stands as it was sent.
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/**
 * What a server printed, in that form. Of an error its name and message stay;
 * the lines of the stack, which name files of Node and of packages, go.
 */
export function stableLog(log: string, run: Run): string {
  const kept: string[] = [];
  // Lines that belong to something left out, up to the one that ends it.
  let until: RegExp | undefined;
  for (const line of log.split('\n')) {
    if (until) {
      if (until.test(line)) until = undefined;
      continue;
    }
    if (/^(file:\/\/)?([a-z]:)?[\\/].*:\d+$/i.test(line)) until = /^\s*\^+\s*$/;
    else if (/^\s+at .* \{$/.test(line)) until = /^\}$/;
    else if (!isNoise(line)) kept.push(line);
  }
  return withEnd(stable(kept.join('\n').trim(), run));
}

function isNoise(line: string): boolean {
  return (
    /^\s+at /.test(line) ||
    /^Node\.js v\d/.test(line) ||
    /^\((node:\d+|Use `node )/.test(line) ||
    line.trim() === ''
  );
}

/** A text as a block's body: with one line end, or empty. */
export function withEnd(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const whole = lines.join('\n').replace(/\n+$/, '');
  return whole === '' ? '' : `${whole}\n`;
}

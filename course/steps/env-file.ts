// A student's `.env`, made from the `.env.example` beside it.
import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Writes `.env` in a folder: each line of `.env.example`, with a value from
 * `settings` where there is one. A value that `.env` has already stays.
 * @returns the names that it sets now and did not before
 */
export function writeEnv(
  folder: string,
  settings: Record<string, string>,
): string[] {
  const file = path.join(folder, '.env');
  const now = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const example = fs.readFileSync(path.join(folder, '.env.example'), 'utf8');
  const known = new Set(Object.keys(parseEnv(now)));
  const missing = Object.entries(parseEnv(example)).filter(
    ([name]) => !known.has(name),
  );
  if (missing.length === 0) return [];
  const lines = now
    ? missing.map(([name, value]) => `${name}=${settings[name] ?? value}`)
    : example
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => fill(line, settings));
  const start = now && !now.endsWith('\n') ? `${now}\n` : now;
  fs.writeFileSync(file, `${start}${lines.join('\n')}\n`, { mode: 0o600 });
  return missing.map(([name]) => name);
}

function fill(line: string, settings: Record<string, string>): string {
  const name = /^\s*([A-Z_][A-Z0-9_]*)\s*=/i.exec(line)?.[1];
  return name && name in settings ? `${name}=${settings[name]}` : line;
}

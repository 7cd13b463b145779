// What one of our commands prints, for `text of npm run …` blocks.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../find-lesson';
import { PlainError } from '../plain-error';
import { splitWords } from './command-line';
import { stable, withEnd } from './stable';

// Commands that end by themselves and change nothing of the reader's.
const harmless: readonly RegExp[] = [
  /^(list|diff|where|guard)( |$)/,
  /^check [\d.]+ step$/,
  /^db( (show|describe|sql) |$)/,
  /(^| )help$/,
];

/**
 * Runs a command of the course and gives what it prints.
 * @param database the one that is the reader's own there
 * @throws PlainError where a page must not run it
 */
export async function consoleText(
  line: string,
  database?: { url: string; name: string },
): Promise<string> {
  const [npm, run, ...words] = splitWords(line);
  const command = words.join(' ');
  if (
    npm !== 'npm' ||
    run !== 'run' ||
    !harmless.some((one) => one.test(command))
  ) {
    throw new PlainError(
      `"${line}" is not run for a page: it would not end, or it would change something. Put its output into a plain text block.`,
    );
  }
  const args = words.filter((word, i) => i > 0 || word !== 'course');
  const text = await output(args, database?.name);
  return withEnd(stable(text, { folders: [root], databaseUrl: database?.url }));
}

function output(words: string[], database?: string): Promise<string> {
  // Without what this clone knows of its student.
  const state = mkdtempSync(path.join(os.tmpdir(), 'course-state-'));
  const program = path.join(root, 'course', 'index.js');
  const plain = words.map((word) => word.replace(/^"(.*)"$/s, '$1'));
  const env = {
    ...process.env,
    NO_COLOR: '1',
    COURSE_STATE: state,
    ...(database && { COURSE_DATABASE: database }),
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...plain],
      { cwd: root, env, timeout: 30_000 },
      (error, stdout, stderr) => {
        rmSync(state, { recursive: true, force: true });
        // Exit codes 1 and 2 are answers too.
        if (error && typeof error.code !== 'number') reject(error);
        else resolve(stripVTControlCharacters(stdout + stderr));
      },
    );
  });
}

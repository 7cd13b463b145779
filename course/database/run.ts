// Runs one of PostgreSQL's programs.
import { spawn } from 'node:child_process';
import type { Place } from './place';
import type { Ending } from './why-not';

const windows = process.platform === 'win32';

/**
 * Runs a program to its end; hears what it says with `listen`, does not keep
 * Node waiting with `later`. What it starts and leaves must not hold a pipe of
 * ours, nor on Windows our console: Ctrl+C would end it too.
 */
export function run(
  file: string,
  args: string[],
  at: Place,
  { listen = false, later = false } = {},
): Promise<Ending> {
  const output = listen ? 'pipe' : 'ignore';
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...at.as,
      cwd: at.store,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', output, output],
      detached: !windows,
      windowsHide: true,
    });
    if (later) child.unref();
    let said = '';
    child.stdout?.on('data', (part) => (said += part));
    child.stderr?.on('data', (part) => (said += part));
    child.once('error', ({ message }) =>
      resolve({ code: null, output: message }),
    );
    child.once('close', (code) => resolve({ code, output: said }));
  });
}

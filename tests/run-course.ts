// Runs a command line as a person's shell would, in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(__dirname, '..');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `node course <words>`, with these variables on top of the test's own. */
export function runCourse(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['course', ...words], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

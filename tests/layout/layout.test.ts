// The types of the tools, and how all files are laid out.
import { it } from '@jest/globals';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../course/find-lesson';
import { expectNone } from '../course/share';

const cache = (name: string) => [
  '--cache',
  `--cache-location=${path.join(root, '.course', 'cache', name)}`,
];

const programs: Record<string, string[]> = {
  tsc: ['typescript/bin/tsc', '--noEmit'],
  eslint: ['eslint/bin/eslint.js', '.', '--max-warnings=0', ...cache('eslint')],
  prettier: [
    'prettier/bin/prettier.cjs',
    '.',
    '--check',
    '--log-level=warn',
    ...cache('prettier'),
  ],
};

it.each(Object.entries(programs))(
  '%s',
  async (_name, [program, ...words]) => {
    const file = path.join(root, 'node_modules', program);
    const { code, output } = await run([file, ...words]);
    if (code !== 0) expectNone([`exit code ${code}`, output.trim()]);
  },
  300_000,
);

function run(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

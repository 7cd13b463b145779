// The command line: each command is found, has help, and ends with its code.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { allCommands, studentCommands, typed } from '../course/command-names';
import { root, runCourse } from './run-course';

interface Shown {
  name: string;
  typed: string;
  summary: string;
  usage: string[];
}

describe('each command', () => {
  // Asked once, outside of Jest: some libraries cannot be loaded inside it.
  it('has a summary and a usage, as it is typed', async () => {
    const { stdout, stderr } = await runCourse(['help', '--json']);
    expect(stderr).toBe('');
    const all: Shown[] = JSON.parse(stdout);
    expect(all.map(({ name }) => name)).toEqual(allCommands);
    for (const { name, summary, usage } of all) {
      expect(summary).toMatch(/^[a-z].*[^.]$/);
      expect(usage.length).toBeGreaterThan(0);
      for (const line of usage) {
        expect(`${line} `.startsWith(`${typed(name)} `)).toBe(true);
        // npm and PowerShell eat flags: students are never told of one.
        if (studentCommands.includes(name)) expect(line).not.toContain('--');
      }
    }
  });
});

describe('node course', () => {
  it('lists all commands', async () => {
    const { code, stdout } = await runCourse(['help']);
    expect(code).toBe(0);
    for (const name of allCommands) expect(stdout).toContain(`${typed(name)} `);
  });

  it('shows the help of one, asked in either order', async () => {
    const [after, before] = await Promise.all([
      runCourse(['list', 'help']),
      runCourse(['help', 'list']),
    ]);
    expect(after.code).toBe(0);
    expect(after.stdout).toContain('npm run list 03');
    expect(before.stdout).toBe(after.stdout);
  });

  it('names the nearest command for a wrong word', async () => {
    const { code, stderr } = await runCourse(['lisst']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'There is no command "lisst". Did you mean "npm run list"? "npm run course help" lists all commands.\n',
    );
  });

  it('ends with 2 and one sentence where it could not tell', async () => {
    const { code, stdout, stderr } = await runCourse(['diff', '99.99']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('There is no lesson "99.99".');
  });
});

describe('package.json', () => {
  it('needs the Node version that course/index.js asks for', () => {
    const text = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
    expect(JSON.parse(text).engines.node).toBe('>=20.19');
  });
});

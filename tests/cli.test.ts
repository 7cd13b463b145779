// The command line: each command is found, has help, and ends with its code.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { allCommands, studentCommands, typed } from '../course/command-names';
import { sentenceOf } from '../course/failure';
import { makeFolder } from './folders';
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

  it('shows the help behind a word of a command too, and does nothing', async () => {
    const { code, stdout } = await runCourse(['db', 'sql', 'help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npm run db sql "select 1"');
    expect(stdout).not.toContain('Database course_');
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

describe('a command that fails', () => {
  it('says which file may not be written, and that it could not tell', async () => {
    // A file stands where the folder should be: also root is refused.
    const COURSE_STATE = path.join(makeFolder({ taken: '' }), 'taken');
    const INIT_CWD = makeFolder();
    const { code, stderr } = await runCourse(['begin', '03.02', 'x'], {
      COURSE_STATE,
      INIT_CWD,
    });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(COURSE_STATE);
  });

  it('takes an empty word for none', async () => {
    const [step, check] = await Promise.all([
      runCourse(['step', '']),
      runCourse(['diff', ' ']),
    ]);
    expect(step.stderr).toContain('Type which server to run');
    expect(check.stderr).toContain('Type one lesson or two');
  });
});

describe('tellFailure', () => {
  const systemError = (code: string) =>
    Object.assign(new Error(code), { code, path: '/x/y' });

  it.each([
    ['EACCES', '/x/y may not be read or written (EACCES)'],
    ['ENOSPC', 'The disk is full (/x/y)'],
    ['ENOENT', '/x/y is not there, or no longer'],
  ])('has one sentence for %s', (code, sentence) => {
    expect(sentenceOf(systemError(code))).toContain(sentence);
  });

  it('says of our own mistakes that they are ours', () => {
    expect(sentenceOf(new TypeError('x is not a function'))).toBeUndefined();
  });
});

describe('package.json', () => {
  it('needs the Node version that course/index.js asks for', () => {
    const text = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
    expect(JSON.parse(text).engines.node).toBe('>=20.19');
  });
});

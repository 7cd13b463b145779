// The guard that holds commands, their files and package.json together.
import { describe, expect, it } from '@jest/globals';
import { commandProblems } from '../../course/guards/commands';
import { makeFolder } from '../folders';
import { shown } from './repository';

function problemsWith(
  scripts: Record<string, string>,
  files = ['list', 'carry'],
): string[] {
  const root = makeFolder({
    'package.json': JSON.stringify({ scripts }),
    ...Object.fromEntries(
      files.map((one) => [`course/commands/${one}.ts`, '']),
    ),
  });
  return shown(commandProblems(root, ['list'], ['carry']));
}

describe('the guard "commands"', () => {
  const right = { course: 'node course', list: 'node course list' };

  it('finds nothing where all agree', () => {
    expect(problemsWith(right)).toEqual([]);
  });

  it('finds a command without a script', () => {
    expect(problemsWith({ course: 'node course' })).toEqual([
      'package.json lacks the script list.',
    ]);
  });

  it('finds a script that is no command', () => {
    expect(problemsWith({ ...right, lint: 'eslint .' })).toEqual([
      'package.json has a script lint, which is no command for students.',
    ]);
  });

  it('finds a script that runs something else', () => {
    expect(problemsWith({ ...right, list: 'node course lst' })).toHaveLength(1);
  });

  it('finds a command without a file, and a file without a command', () => {
    expect(problemsWith(right, ['list', 'old'])).toEqual([
      'course/commands/carry.ts is missing, though course/command-names.ts lists it.',
      'course/commands/old.ts is not listed in course/command-names.ts.',
    ]);
  });
});

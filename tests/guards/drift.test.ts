// The guard that holds neighbouring steps against what their lesson declares.
import { describe, expect, it } from '@jest/globals';
import { driftProblems, stepDriftProblems } from '../../course/guards/drift';
import {
  checkpoints,
  first,
  folderIn,
  makeRepository,
  second,
  shown,
} from './repository';

function problemsWith(more: Record<string, string | undefined>): string[] {
  const root = makeRepository(more);
  return shown(driftProblems(root, checkpoints, folderIn(root)));
}

describe('the guard "drift"', () => {
  it('finds nothing where steps differ as declared', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it('finds a difference that is not declared', () => {
    const file = `steps/${second.name}/package.json`;
    expect(problemsWith({ [file]: '{ "dependencies": {} }' })).toEqual([
      `${file} differs from the step before, but 03.03 does not declare it.`,
    ]);
  });

  it('finds a file that comes from nowhere, and one that goes', () => {
    const found = problemsWith({
      [`steps/${second.name}/db.ts`]: '',
      [`steps/${second.name}/tsconfig.json`]: undefined,
    });
    expect(found).toHaveLength(2);
  });

  it('finds a declared file that is the same as before', () => {
    const file = `steps/${second.name}/app.ts`;
    const same = 'export const one: number = 1;\n';
    expect(problemsWith({ [file]: same })).toEqual([
      `${file} is declared by 03.03, but does not differ from the step before.`,
    ]);
  });

  it.each(['README.md', 'app.ts.orig', 'package-lock.json', 'server.log'])(
    'finds %s, which no student would write',
    (name) => {
      const file = `steps/${second.name}/${name}`;
      expect(problemsWith({ [file]: '' })).toContain(
        `${file} does not belong into a student’s project.`,
      );
    },
  );

  it('looks at one step alone', () => {
    const root = makeRepository({ [`steps/${second.name}/db.ts`]: '' });
    const folderOf = folderIn(root);
    const one = (lesson: typeof first, before?: string) =>
      stepDriftProblems(root, lesson, folderOf(lesson), before);
    expect(one(first)).toEqual([]);
    expect(one(second, folderOf(first))).toHaveLength(1);
  });
});

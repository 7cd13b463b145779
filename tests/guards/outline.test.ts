// The guard that holds the outline against the files.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { outlineProblems, stepList } from '../../course/guards/outline';
import type { Lesson } from '../../course/outline';
import {
  checkpoints,
  first,
  makeRepository,
  second,
  shown,
} from './repository';

function problemsWith(
  more: Record<string, string | undefined>,
  lessons: readonly Lesson[] = checkpoints,
): string[] {
  const root = makeRepository({
    'steps/README.md': stepList(lessons),
    [`docs/${first.name}.md`]: '',
    [`docs/${second.name}.md`]: '',
    [`checks/${first.name}.ts`]: '',
    [`checks/${second.name}.ts`]: '',
    ...more,
  });
  return shown(outlineProblems(root, lessons));
}

describe('the guard "outline"', () => {
  it('finds nothing where all is there', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it('finds a page that is missing', () => {
    const found = problemsWith({ [`docs/${second.name}.md`]: undefined });
    expect(found).toEqual([
      'docs/03.03-challenge-1.md is missing: 03.03 is written.',
    ]);
  });

  it('finds checks that are missing', () => {
    const found = problemsWith({ [`checks/${first.name}.ts`]: undefined });
    expect(found).toEqual([
      'checks/03.02-express-router-intro.ts is missing: 03.02 is written.',
    ]);
  });

  it('finds a folder that no lesson has', () => {
    const found = problemsWith({ 'steps/03.09-lost/app.ts': '' });
    expect(found).toEqual(['steps/03.09-lost is no lesson’s.']);
  });

  it('finds a lesson called coming that has its files', () => {
    const coming = { ...second, written: false };
    const found = problemsWith({}, [first, coming]);
    expect(found).toContain(
      'docs/03.03-challenge-1.md is there, but the outline calls 03.03 coming.',
    );
  });

  it('finds lessons out of order', () => {
    const found = problemsWith({}, [second, first]);
    expect(found).toContain(
      'course/outline.ts 03.02 does not come after 03.03.',
    );
  });

  it('finds a list of steps that is not current', () => {
    const found = problemsWith({ 'steps/README.md': 'old' });
    expect(found).toEqual([
      'steps/README.md is not current: type "npm run guard fix".',
    ]);
  });

  it('lists the written checkpoints for GitHub', () => {
    const root = path.resolve(__dirname, '../..');
    const now = fs.readFileSync(path.join(root, 'steps/README.md'), 'utf8');
    expect(now).toContain('[03.02](03.02-express-router-intro)');
    expect(stepList(checkpoints)).not.toContain('04.01.02');
  });
});

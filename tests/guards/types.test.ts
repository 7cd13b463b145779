// The guard that type-checks each step as a program of its own.
import { describe, expect, it } from '@jest/globals';
import { stepProblems } from '../../course/guards';
import { lessonById, stepFolder } from '../../course/find-lesson';
import { typeProblems } from '../../course/checking/types';
import { folderIn, makeRepository, second, shown } from './repository';

describe('the guard "types"', () => {
  const file = `steps/${second.name}/app.ts`;
  const problemsWith = (text: string) => {
    const root = makeRepository({ [file]: text });
    return shown(typeProblems(root, folderIn(root)(second)));
  };

  it('finds nothing where all types fit', () => {
    expect(problemsWith('export const two: number = 2;\n')).toEqual([]);
  });

  it('finds a wrong type, with file and line', () => {
    expect(problemsWith("\nexport const two: number = '2';\n")).toEqual([
      `${file}:2 Type 'string' is not assignable to type 'number'. (TS2322)`,
    ]);
  });

  it('finds what strict mode forbids', () => {
    expect(problemsWith('export const f = (x) => x;\n')).toHaveLength(1);
  });

  it('finds a tsconfig.json that is no JSON', () => {
    const config = `steps/${second.name}/tsconfig.json`;
    const root = makeRepository({ [config]: '{ "compilerOptions": ' });
    const problems = typeProblems(root, folderIn(root)(second));
    expect(problems[0].file).toBe(config);
  });
});

describe('stepProblems', () => {
  it('finds nothing in a step of ours', () => {
    expect(shown(stepProblems(stepFolder(lessonById('00.02'))))).toEqual([]);
  });

  it('refuses a folder that is no step', () => {
    expect(() => stepProblems(__dirname)).toThrow('is no step');
  });
});

// A very small course to plant faults in: two checkpoints that are right.
import path from 'node:path';
import { lessonById } from '../../course/find-lesson';
import type { Lesson } from '../../course/outline';
import { show, type Problem } from '../../course/guards';
import { makeFolder } from '../folders';

export const first: Lesson = {
  ...lessonById('03.02'),
  touches: ['app.ts', 'package.json', 'tsconfig.json'],
};
export const second: Lesson = { ...lessonById('03.03'), touches: ['app.ts'] };
export const checkpoints = [first, second];

const manifest = '{ "dependencies": { "express": "^5.3.0" } }';
const tsconfig =
  '{ "compilerOptions": { "strict": true, "lib": ["ES5"], "types": [], "noEmit": true } }';

/** Its files; `more` comes on top, and undefined takes a file away. */
export function makeRepository(
  more: Record<string, string | undefined> = {},
): string {
  const files: Record<string, string | undefined> = {
    'package.json': '{ "dependencies": { "express": "5.3.0" } }',
    [`steps/${first.name}/app.ts`]: 'export const one: number = 1;\n',
    [`steps/${first.name}/package.json`]: manifest,
    [`steps/${first.name}/tsconfig.json`]: tsconfig,
    [`steps/${second.name}/app.ts`]: 'export const two: number = 2;\n',
    [`steps/${second.name}/package.json`]: manifest,
    [`steps/${second.name}/tsconfig.json`]: tsconfig,
    ...more,
  };
  const there = Object.entries(files).filter(([, text]) => text !== undefined);
  return makeFolder(Object.fromEntries(there) as Record<string, string>);
}

export function folderIn(root: string): (lesson: Lesson) => string {
  return (lesson) => path.join(root, 'steps', lesson.name);
}

/** Problems as a person reads them. */
export function shown(problems: readonly Problem[]): string[] {
  return problems.map(show);
}

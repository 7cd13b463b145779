// Which of its two servers the workbench runs: their folders.
import fs from 'node:fs';
import { stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { studentFolder } from '../state';

/** Which of the two: the checkpoint of a lesson, or the student's folder. */
export type Which = 'step' | 'mine';

/** The folder to run; a PlainError where there is none. */
export function folderOf(which: Which, at?: Lesson): string {
  if (which === 'step') {
    if (at?.written) return stepFolder(at);
    throw new PlainError(
      'There is no server yet at this lesson: it begins in lesson 00.02.',
    );
  }
  const mine = studentFolder();
  if (fs.existsSync(mine)) return mine;
  throw new PlainError(
    'You have no server of your own yet. Type "npm run begin 00.02" in a terminal, and it is made.',
  );
}

// What the student has read and which checks hold: `.course/progress.json`.
import fs from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../state';

/** By lesson id. `passed` is about the student's own server. */
export type Progress = Record<string, { read?: true; passed?: true }>;

const file = path.join(stateFolder, 'progress.json');

/** All progress so far; none where the file is not there or was damaged. */
export function readProgress(): Progress {
  try {
    const found: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof found === 'object' && found ? (found as Progress) : {};
  } catch {
    return {};
  }
}

/**
 * Notes one thing about a lesson, and returns all progress. What passed once
 * has passed: a server further on may well answer otherwise.
 */
export function noteProgress(
  lesson: string,
  what: 'read' | 'passed',
  holds: boolean,
): Progress {
  const all = readProgress();
  const one = { ...all[lesson] };
  if (holds) one[what] = true;
  else if (what === 'read') delete one.read;
  all[lesson] = one;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Written beside and moved: two workbenches never leave half a file.
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, `${JSON.stringify(all, null, 2)}\n`);
  fs.renameSync(beside, file);
  return all;
}

// Where in the course the database begins.
import { stepFolder, writtenCheckpoints } from '../find-lesson';
import type { Lesson } from '../outline';
import { usesDatabase } from '../runtime';

let first: Lesson | undefined;

/** The first lesson whose server uses a database. */
export function firstWithDatabase(): Lesson {
  first ??= writtenCheckpoints.find((one) => usesDatabase(stepFolder(one)))!;
  return first;
}

// Imported first: gives these tests a `.course` folder of their own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const stateFolder = fs.mkdtempSync(
  path.join(os.tmpdir(), 'course-state-'),
);
process.env.COURSE_STATE = stateFolder;

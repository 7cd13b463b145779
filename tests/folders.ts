// Folders that a test may fill; they are gone when its file is done.
import { afterAll } from '@jest/globals';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});

/** A new folder with these files, by their relative paths. */
export function makeFolder(files: Record<string, string> = {}): string {
  // The system's own name for it: on macOS the temporary folder is a link.
  const parent = fs.realpathSync(os.tmpdir());
  const folder = fs.mkdtempSync(path.join(parent, 'course test é-'));
  made.push(folder);
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(
  folder: string,
  files: Record<string, string>,
): void {
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(folder, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  }
}

export function readFile(folder: string, file: string): string {
  return fs.readFileSync(path.join(folder, file), 'utf8');
}

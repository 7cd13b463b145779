// In which order Jest begins the test files. The long ones go first, so that no
// core waits for another at the end.
import fs from 'node:fs';

interface TestFile {
  readonly path: string;
}

const long = /[\\/]tests[\\/](course|pages|newman|playthrough)[\\/]/;

export default class Sequencer {
  sort<T extends TestFile>(tests: readonly T[]): T[] {
    const weight = ({ path }: TestFile) =>
      fs.statSync(path).size + (long.test(path) ? 1_000_000 : 0);
    return [...tests].sort((a, b) => weight(b) - weight(a));
  }

  // Jest would note here how long each took: the first run has no such notes.
  cacheResults(): void {}
}

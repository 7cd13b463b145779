// The sentence for each way in which PostgreSQL does not start.
import { describe, expect, it } from '@jest/globals';
import { whyNot } from '../../course/database/why-not';

const windows = 'winget install Microsoft.VCRedist.2015+.x64';

describe('whyNot', () => {
  it.each([
    ['a missing library on Windows', 3221225781, '', windows],
    ['the same as a signed number', -1073741515, '', windows],
    ['a full disk', 1, 'FATAL: could not write: No space left', 'Make room'],
    [
      'a strange Linux',
      127,
      'libm.so: version `GLIBC_2.27` not found',
      'glibc',
    ],
    ['a closed folder', null, 'spawn /x/initdb EACCES', 'COURSE_HOME'],
    ['root alone', 1, 'initdb: error: cannot be run as root', '"nobody"'],
    [
      'anything else',
      1,
      'x\nFATAL:  out of luck\n',
      'exit code 1): out of luck',
    ],
  ])('%s', (_name, code, output, part) => {
    const { name, message } = whyNot('start', { code, output }, '/data');
    expect(name).toBe('PlainError');
    expect(message).toContain(part);
    expect(message).not.toContain('\n');
  });
});

// checks/README.md shows a check as it is.
import { expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../../course/find-lesson';

it('checks/README.md shows a whole file of checks', () => {
  const read = (name: string) =>
    fs.readFileSync(path.join(root, 'checks', name), 'utf8');
  const [, name, shown] =
    /^```ts (\S+)\n(.*?)^```$/ms.exec(read('README.md')) ?? [];
  expect(shown).toBe(read(name));
});

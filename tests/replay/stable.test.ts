// What varies from run to run has one form on a page.
import { describe, expect, it } from '@jest/globals';
import { stable, stableBody, stableLog } from '../../course/replay/stable';

const run = {
  folders: ['/work/x y/.course/work/03.02-1-ab', '/work/x y'],
  port: 41234,
  databaseUrl: 'postgres://postgres:p@127.0.0.1:54321/course_tmp_a1',
};

describe('the stable form', () => {
  it.each([
    ['at 2026-11-24T21:40:07.123Z.', 'at 2026-01-15T09:30:00.000Z.'],
    ['2026-11-24 21:40:07.123 +00:00', '2026-01-15 09:30:00.000 +00:00'],
    ['2026-11-24 21:40:07.123+00', '2026-01-15 09:30:00.000+00'],
    ['[Node: 20.20.2, CLI: 6.6.5]', '[Node: 24.11.0, CLI: 6.6.5]'],
    ['migrated (0.045s)', 'migrated (0.012s)'],
    ['Tue, 24 Nov 2026 21:40:07 GMT', 'Thu, 15 Jan 2026 09:30:00 GMT'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.s-_x', 'Bearer eyJhbGciOi…'],
    [
      '$2b$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234',
      '$2b$10$N9qo8uLOi…',
    ],
    ['5a2e9c31-0d4b-4c1e-9f60-2b7d1e8a9c55', '3f9c2a7e-…'],
    ['took 873 ms, 4.27 s', 'took 12 ms, 1.2 s'],
    ['listening on 41234', 'listening on 3000'],
    ['at 127.0.0.1:54321/course_tmp_a1', 'at 127.0.0.1:54320/workoutlog'],
    ['/work/x y/.course/work/03.02-1-ab/app.ts:3', 'app.ts:3'],
    ['/work/x y/steps/README.md', 'steps/README.md'],
    ['item 873, 4.27, room 412345', 'item 873, 4.27, room 412345'],
  ])('of %j is %j', (text, form) => {
    expect(stable(text, run)).toBe(form);
    expect(stable(form, run)).toBe(form);
  });

  it('breaks JSON into lines, and nothing else', () => {
    const type = 'application/json; charset=utf-8';
    expect(stableBody('{"a":[1]}', type, run)).toBe(
      '{\n  "a": [\n    1\n  ]\n}',
    );
    expect(stableBody('{"a":[1]}', 'text/html', run)).toBe('{"a":[1]}');
    expect(stableBody('{"a":', type, run)).toBe('{"a":');
  });

  it('cuts a query of the catalogue, and no other', () => {
    const query = `Executing (default): SELECT i.relname AS name, ix.indisprimary AS primary, x FROM pg_class t, pg_class i ORDER BY i.relname;`;
    const create = `Executing (default): CREATE TABLE IF NOT EXISTS "tests" (${'"x" INTEGER, '.repeat(30)});`;
    expect(stableLog(`${query}\n${create}\n`, run)).toBe(
      `${query.slice(0, 70)} …\n${create}\n`,
    );
  });

  it('keeps of an error its name and message', () => {
    const log = `Before
/work/x y/.course/work/03.02-1-ab/app.ts:9
app.use('/test', undefined);
    ^

TypeError: argument handler must be a function
    at Function.use (/work/x y/node_modules/router/index.js:1:1)
    at Module._load (node:internal:1:1) {
  code: 'X',
  more: [ 'y' ]
}

Node.js v20.20.2
(node:123) Warning: something
After`;
    expect(stableLog(log, run)).toBe(
      'Before\nTypeError: argument handler must be a function\nAfter\n',
    );
  });
});

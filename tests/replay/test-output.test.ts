// What Jest prints is the same on every run of a page.
import { describe, expect, it } from '@jest/globals';
import { stableTestOutput } from '../../course/replay/test-output';

const printed = `
PASS tests/b.test.ts (5.12 s)
PASS tests/c.test.ts
FAIL tests/a.test.ts
  ● adds

    Expected: 3
    Received: 4

    > 7 |   expect(add(1, 2)).toBe(3);
        |                     ^

      at Object.toBe (tests/a.test.ts:7:21)
      at new Promise (<anonymous>)

Test Suites: 1 failed, 2 passed, 3 total
Tests:       1 failed, 2 passed, 3 total
Snapshots:   0 total
Time:        2.437 s, estimated 3 s
Ran all test suites.
`;

describe('stableTestOutput', () => {
  it('sorts the files, and leaves times and stacks out', () => {
    expect(stableTestOutput(printed)).toBe(`FAIL tests/a.test.ts
  ● adds

    Expected: 3
    Received: 4

    > 7 |   expect(add(1, 2)).toBe(3);
        |                     ^

PASS tests/b.test.ts
PASS tests/c.test.ts

Test Suites: 1 failed, 2 passed, 3 total
Tests:       1 failed, 2 passed, 3 total
Snapshots:   0 total`);
  });

  it('leaves the time of each test out', () => {
    const lines = ['PASS a', '  ✓ adds (3 ms)', '  ✓ waits (1.2 s)', '', ''];
    expect(stableTestOutput([...lines, 'Test Suites: 1'].join('\n'))).toBe(
      'PASS a\n  ✓ adds\n  ✓ waits\n\nTest Suites: 1',
    );
  });

  it('keeps what was printed where no test ran', () => {
    expect(stableTestOutput('No tests found\n')).toBe('No tests found');
  });
});

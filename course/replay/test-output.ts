// What `npm test` prints in a step, as it is the same on every run.

/**
 * Without times and stacks, and the test files in the order of their names:
 * Jest takes first what failed or was slow before.
 * @example
 * 'PASS tests/b.test.ts (5.1 s)\n  ✓ adds (3 ms)\n\nPASS tests/a.test.ts\n'
 *  → 'PASS tests/a.test.ts\nPASS tests/b.test.ts\n  ✓ adds\n'
 */
export function stableTestOutput(text: string): string {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s+at |^Time: |^Ran all test suites/.test(line))
    .map((line) => line.replace(/ \(\d+(\.\d+)? m?s\)$/, '').trimEnd());
  const start = lines.findIndex(isFile);
  const end = lines.findIndex((line) => line.startsWith('Test Suites: '));
  if (start < 0 || end < 0) return squeezed(lines);
  const files: string[][] = [];
  for (const line of lines.slice(start, end)) {
    if (isFile(line)) files.push([]);
    files.at(-1)!.push(line);
  }
  const nameOf = ([first]: string[]) => first.slice('PASS '.length);
  files.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return squeezed([
    ...lines.slice(0, start),
    ...files.flatMap((file) => [...file, '']),
    ...lines.slice(end),
  ]);
}

function isFile(line: string): boolean {
  return /^(PASS|FAIL) \S/.test(line);
}

/** One empty line where there were several, and none between files that pass. */
function squeezed(lines: string[]): string {
  return lines
    .join('\n')
    .trim()
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(PASS .*)\n\n(?=PASS )/gm, '$1\n');
}

// What changed in a step: a file that went and one that came with most of its
// lines are one that was renamed.
import type { Change } from './carry';

export function changesBetween(
  files: readonly string[],
  before: (file: string) => string | undefined,
  after: (file: string) => string | undefined,
): Change[] {
  const changes = files
    .map((file): Change => ({ file, before: before(file), after: after(file) }))
    .filter((one) => one.before !== one.after);
  const gone = changes.filter((one) => one.after === undefined);
  const renames = changes
    .filter((one) => one.before === undefined)
    .flatMap((added) => {
      const from = gone.find((one) => areAlike(one.before!, added.after!));
      return from
        ? [{ ...added, renamedFrom: from.file, before: from.before }]
        : [];
    });
  const used = new Set(renames.flatMap((one) => [one.file, one.renamedFrom]));
  return [...changes.filter(({ file }) => !used.has(file)), ...renames];
}

function areAlike(a: string, b: string): boolean {
  const lines = new Set(a.split('\n'));
  const others = b.split('\n');
  const shared = others.filter((line) => lines.has(line)).length;
  return shared * 2 > Math.max(lines.size, others.length);
}

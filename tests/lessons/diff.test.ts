// Differences as tables: which line became which, and which letters changed.
import { describe, expect, it } from '@jest/globals';
import { renderDiff } from '../../course/lessons';
import { diffRows } from '../../course/lessons/diff-rows';
import type { FileDiff } from '../../course/steps';

function diffOf(before: string, after: string, file = 'app.ts'): FileDiff {
  const kind = before === '' ? 'added' : after === '' ? 'removed' : 'changed';
  return { file, kind, before, after, added: 1, removed: 1 };
}

const changes = (before: string[], after: string[]) =>
  diffRows(before.join('\n') + '\n', after.join('\n') + '\n')
    .filter(({ kind }) => kind === 'change')
    .map((row) =>
      row.kind === 'change'
        ? [row.before?.number ?? '-', row.after?.number ?? '-']
        : [],
    );

describe('the rows of a difference', () => {
  it('put lines beside each other that share words', () => {
    const before = ['start(port, host);'];
    const after = ['// a new line', 'const x = 1;', 'start(port, name);'];
    expect(changes(before, after)).toEqual([
      ['-', 1],
      ['-', 2],
      [1, 3],
    ]);
  });

  it('mark the words that changed', () => {
    const [row] = diffRows('listen(3000, done);\n', 'listen(4000, done);\n');
    expect(row).toMatchObject({
      before: { marks: [[7, 11]] },
      after: { marks: [[7, 11]] },
    });
  });

  it('mark of a deeper indent only what came', () => {
    const [row] = diffRows('  if (a) go();\n', '    if (a) go();\n');
    expect(row).toMatchObject({
      before: { marks: [] },
      after: { marks: [[2, 4]] },
    });
  });

  it('mark nothing where most of a line changed', () => {
    const [row] = diffRows(
      'get(one, two, three);\n',
      'get(one, somethingVeryLongIndeed, andAnotherOfThose);\n',
    );
    // They are one line, changed: both sides are there.
    expect(row).toMatchObject({
      before: { number: 1, marks: [] },
      after: { number: 1, marks: [] },
    });
  });

  it('fold unchanged lines, but for three beside a change', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
    const after = [...lines];
    after[10] = 'other';
    const rows = diffRows(lines.join('\n') + '\n', after.join('\n') + '\n');
    expect(rows[0]).toEqual({ kind: 'fold', lines: 7 });
    expect(rows.at(-1)).toEqual({ kind: 'fold', lines: 6 });
    expect(rows).toHaveLength(1 + 3 + 1 + 3 + 1);
  });

  it('do not fold what takes as little room as the fold', () => {
    const rows = diffRows('a\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n');
    expect(rows.some(({ kind }) => kind === 'fold')).toBe(false);
  });

  it('number every line of both sides once, in order', () => {
    const before = 'a\nb\nc\nd\n';
    const after = 'b\nx\nd\ny\nz\n';
    const rows = diffRows(before, after);
    const numbers = (side: 'before' | 'after') =>
      rows.flatMap((row) =>
        row.kind === 'fold' ? [] : (row[side]?.number ?? []),
      );
    expect(numbers('before')).toEqual([1, 2, 3, 4]);
    expect(numbers('after')).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a rendered difference', () => {
  const diff = diffOf('const a = 1;\nb();\n', 'const a = 2;\nb();\n');

  it.each(['split', 'unified'] as const)(
    'says it without colours: %s',
    async (look) => {
      const html = await renderDiff([diff], look);
      expect(html).toContain(`<table class="code diff diff-${look}">`);
      expect(html).toContain('<span class="unseen">removed: </span>');
      expect(html).toContain('<span class="unseen">added: </span>');
      expect(html).toMatch(/<mark><span class="[^"]+">1<\/span><\/mark>/);
      expect(html).toContain('tabindex="0" role="group"');
      expect(html).not.toContain('style=');
    },
  );

  it('shows all that goes above all that comes, in one column', async () => {
    const two = diffOf('aa bb cc\ndd ee ff\n', 'aa bb xx\ndd ee yy\n');
    const html = await renderDiff([two], 'unified');
    const looks = [...html.matchAll(/<td class="text (\w+)"/g)];
    expect(looks.map(([, look]) => look)).toEqual([
      'removed',
      'removed',
      'added',
      'added',
    ]);
  });

  it('shows a new file whole, without an empty column', async () => {
    const html = await renderDiff([diffOf('', 'one();\ntwo();\n')], 'split');
    expect(html).toContain('diff-one');
    expect(html).not.toContain('empty');
    expect(html.match(/<tr>/g)).toHaveLength(2);
  });

  it('escapes what a file holds', async () => {
    const html = await renderDiff(
      [diffOf('<b>"x"</b>\n', '<i>"x"</i>\n', 'a"<b>.txt')],
      'split',
    );
    expect(html).not.toMatch(/<b>|<i>|a"</);
  });

  it('says when only the last line end differs', async () => {
    const html = await renderDiff([diffOf('a\nb', 'a\nb\n')], 'unified');
    expect(html).toContain('The last line now has a line end.');
  });

  it('says why a file is not shown', async () => {
    const hidden = { ...diffOf('', '', 'x.png'), hidden: 'binary' as const };
    const html = await renderDiff([hidden], 'split');
    expect(html).toContain('This file is not text');
  });
});

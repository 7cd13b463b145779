// Three-way merging that a step's small changes survive.
import { describe, expect, it } from '@jest/globals';
import { mergeFile } from '../../course/steps/carry';
import { merge } from '../../course/steps/merge';

const base = `import express from 'express';
import { a } from './a';

const app = express();

app.listen(3000, () => {
  console.log('listening');
});
`;

function textOf(ours: string, theirs: string, from = base): string {
  const result = merge(from, ours, theirs);
  if (!result.clean) throw new Error(JSON.stringify(result.clashes));
  return result.text;
}

describe('merge', () => {
  it('takes a change that only touches a neighbouring one', () => {
    const ours = base.replace(
      "import { a } from './a';",
      "import { b } from './b';",
    );
    const theirs = base.replace("'express';\n", "'express'; // ours\n");
    const text = textOf(ours, theirs);
    expect(text).toContain("'express'; // ours\nimport { b } from './b';\n");
  });

  it('keeps both of two lines added at one place, the earlier first', () => {
    const ours = base.replace("'./a';\n", "'./a';\nimport { b } from './b';\n");
    const theirs = base.replace(
      "'./a';\n",
      "'./a';\nimport { c } from './c';\n",
    );
    const [, , c, b] = textOf(ours, theirs).split('\n');
    expect([c, b]).toEqual([
      "import { c } from './c';",
      "import { b } from './b';",
    ]);
  });

  it('keeps both of two names added to one import', () => {
    const ours = base.replace('{ a }', '{ a, b }');
    const theirs = base.replace('{ a }', '{ a, c }');
    expect(textOf(ours, theirs)).toContain("import { a, c, b } from './a';");
  });

  it('merges two changes of different words of a line', () => {
    const ours = base.replace('3000, ()', 'env.port, ()');
    const theirs = base.replace('3000, ()', '3000, (err)');
    expect(textOf(ours, theirs)).toContain('app.listen(env.port, (err) => {');
  });

  it('follows lines that went deeper as a block', () => {
    const ours = base.replace(
      /app\.listen[^]*$/,
      (block) =>
        `async function start() {\n${block.trimEnd().replace(/^/gm, '  ')}\n}\n`,
    );
    const theirs = base.replace("('listening')", "('listening on 3000')");
    const text = textOf(ours, theirs);
    expect(text).toContain("\n    console.log('listening on 3000');\n");
  });

  it('puts a new line where its neighbours have moved to', () => {
    const ours = `${base.replace(/app\.listen[^]*$/, '')}\nfunction start() {\n  app.listen(3000, () => {\n    console.log('listening');\n  });\n}\n`;
    const theirs = base.replace('  console.log', '  // Once.\n  console.log');
    expect(textOf(ours, theirs)).toContain('    // Once.\n    console.log');
  });

  it('reports two changes of the same words', () => {
    const ours = base.replace('3000', '4000');
    const theirs = base.replace('3000', '5000');
    const result = merge(base, ours, theirs);
    expect(result).toMatchObject({ clean: false, clashes: [{ line: 6 }] });
  });

  it('reports a change of a line that the later step took away', () => {
    const ours = base.replace("  console.log('listening');\n", '');
    const theirs = base.replace('listening', 'ready');
    expect(merge(base, ours, theirs).clean).toBe(false);
  });
});

describe('mergeFile', () => {
  it('merges JSON by key, where lines would clash on a comma', async () => {
    const json = (more: object) =>
      `${JSON.stringify({ a: 1, ...more }, null, 2)}\n`;
    const result = await mergeFile(
      'package.json',
      json({}),
      json({ b: 2 }),
      json({ c: 3 }),
    );
    expect(result.clean).toBe(true);
    if (!result.clean) return;
    expect(JSON.parse(result.text)).toEqual({ a: 1, b: 2, c: 3 });
  });

  it('calls nothing clean that cannot be read', async () => {
    const from = 'f(\n  1,\n  2,\n);\n';
    const ours = 'f(\n  1,\n';
    const theirs = 'f(\n  1,\n  2,\n);\ng();\n';
    expect((await mergeFile('a.ts', from, ours, theirs)).clean).toBe(false);
  });
});

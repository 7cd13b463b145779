// Three-way merging that a step's small changes survive, and never doubles.
import { describe, expect, it } from '@jest/globals';
import { isAccounted } from '../../course/steps/account';
import { mergeFile } from '../../course/steps/merge';

const base = `import express from 'express';
import { a } from './a';

const app = express();

app.listen(3000, () => {
  console.log('listening');
});
`;

type Edit = (text: string) => string;

const replacing =
  (from: string | RegExp, to: string): Edit =>
  (text) =>
    text.replace(from, () => to);

/** The merged text, or undefined for a conflict. */
async function merged(
  ours: Edit | string,
  theirs: Edit | string,
  { from = base, file = 'a.ts' } = {},
): Promise<string | undefined> {
  const [mine, wanted] = [ours, theirs].map((side) =>
    typeof side === 'string' ? side : side(from),
  );
  const sides = { base: from, ours: mine, theirs: wanted };
  const result = await mergeFile(file, sides);
  return result.clean ? result.text : undefined;
}

describe('mergeFile', () => {
  it('takes a change that only touches a neighbouring one', async () => {
    const text = await merged(
      replacing("{ a } from './a'", "{ b } from './b'"),
      replacing("'express';\n", "'express'; // ours\n"),
    );
    expect(text).toContain("'express'; // ours\nimport { b } from './b';\n");
  });

  it('keeps both of two imports added at one place, the earlier first', async () => {
    const text = await merged(
      replacing("'./a';\n", "'./a';\nimport { b } from './b';\n"),
      replacing("'./a';\n", "'./a';\nimport { c } from './c';\n"),
    );
    expect(text).toContain(
      "import { c } from './c';\nimport { b } from './b';\n",
    );
  });

  it('keeps both of two names added to one import', async () => {
    const text = await merged(
      replacing('{ a }', '{ a, b }'),
      replacing('{ a }', '{ a, c }'),
    );
    expect(text).toContain("import { a, c, b } from './a';");
  });

  it('merges two changes of different words of a line', async () => {
    const text = await merged(
      replacing('3000, ()', 'env.port, ()'),
      replacing('3000, ()', '3000, (err)'),
    );
    expect(text).toContain('app.listen(env.port, (err) => {');
  });

  it('follows lines that went deeper as a block', async () => {
    const wrap: Edit = (text) =>
      text.replace(
        /app\.listen[^]*$/,
        (block) =>
          `async function start() {\n${block.trimEnd().replace(/^/gm, '  ')}\n}\n`,
      );
    const text = await merged(wrap, replacing("'listening'", "'ready'"));
    expect(text).toContain("\n    console.log('ready');\n");
    expect(await merged(replacing("'listening'", "'ready'"), wrap)).toBe(text);
    const gone = await merged(wrap, (all) => all.replace(/\napp\.l[^]*$/, ''));
    expect(gone).toBeUndefined();
  });

  it('keeps JSON in its form and order, comments too', async () => {
    const from =
      '{\n  "a": { "b": 1 },\n  // Why.\n  "c": { "d": true, "e": [1] }\n}\n';
    const text = await merged(
      replacing('"d": true', '"d": true, "f": 2'),
      replacing('"b": 1', '"b": 2'),
      { from, file: 'tsconfig.json' },
    );
    expect(text).toBe(
      from.replace('"b": 1', '"b": 2').replace('true', 'true, "f": 2'),
    );
  });

  it('puts statements in another order in a later version of them', async () => {
    const moved = "import { a } from './a';\nimport express from 'express';\n";
    const later = replacing("'./a';\n", "'./a';\nimport { b } from './b';\n");
    const order = replacing(/import[^]*'.\/a';\n/, moved);
    expect(await merged(later, order)).toBe(order(later(base)));
    const apart = base.replace('import { a }', "import b from './b';\n$&");
    expect(await merged(apart, order)).toBeUndefined();
  });

  it('puts a line at the nearest that the later step has', async () => {
    const route = (name: string) =>
      `x.get('/${name}', (req, res) => {\n  res.send('${name}');\n});\n`;
    const from = `const x = y();\n\n${route('a')}\n${route('b')}`;
    const ours = `const x = y();\n\n${route('c')}`;
    const theirs = from.replace(route('b'), `${route('d')}\n${route('b')}`);
    const text = await merged(ours, theirs, { from });
    expect(text).toBe(`const x = y();\n\n${route('d')}\n${route('c')}`);
  });

  it.each([
    ['etag', 'app.use(b);\n'],
    ['strict routing', undefined],
  ])('merges the setting %s with what is mounted', async (name, mounted) => {
    const adding = (line: string) =>
      replacing('express();\n', `express();\n${line}\n`);
    const text = await merged(
      adding('app.use(b);'),
      adding(`app.set('${name}', true);`),
    );
    const both = `app.set('${name}', true);\n${mounted}`;
    if (mounted) expect(text).toContain(both);
    else expect(text).toBeUndefined();
  });

  it.each<[string, Edit, Edit]>([
    ['of the same words', replacing('3000', '4000'), replacing('3000', '5000')],
    [
      'of a line that the later step took away',
      replacing("  console.log('listening');\n", ''),
      replacing("'listening'", "'ready'"),
    ],
    [
      'that cannot be read together',
      replacing('3000', '(3000'),
      replacing("'listening'", "'ready'"),
    ],
  ])('reports changes %s', async (_, ours, theirs) => {
    const text = await merged(ours, theirs).catch(() => undefined);
    expect(text).toBeUndefined();
  });

  it('reports two comments on one statement that both add', async () => {
    const telling = (comment: string) =>
      replacing('express();\n', `express();\n// ${comment}\napp.use(b);\n`);
    const same = await merged(telling('Reads.'), telling('Reads.'));
    expect(same).toContain('// Reads.\napp.use(b);\n');
    expect(await merged(telling('Reads.'), telling('Sees.'))).toBeUndefined();
  });

  it('reports a change of a route that is another there', async () => {
    const from = "x.get('/', (req, res) => {\n  res.send('Hey');\n});\n";
    const text = await merged(
      replacing("get('/'", "post('/one'"),
      replacing('(req', 'async (req'),
      { from },
    );
    expect(text).toBeUndefined();
  });

  it.each([
    ['a();\nb();\nc();\n', true],
    ['a();\nb();\n', false],
    ['a();\nb();\nc();\nd(c);\n', false],
  ])('counts the words of both changes: %j', (merged, holds) => {
    const base = 'a();\n';
    const sides = { base, ours: `${base}b();\n`, theirs: `${base}c();\n` };
    expect(isAccounted(sides, merged)).toBe(holds);
  });

  it('never merges what is no text', async () => {
    expect(await merged('\0b', '\0c', { from: '\0a' })).toBeUndefined();
  });
});

// The rows of what carry once got wrong: what the later step has, the edit,
// and what must come of it; undefined: a conflict.
const four = "one();\ntwo();\nthree();\nfour('a');\n";
const routes =
  "import x from 'x';\n\nx.get('/', (req, res) => {\n  res.send('Hey');\n});\n";
const about = (text: string) =>
  `\nx.get('/about', (req, res) => {\n  res.send('${text}');\n});\n`;
const later = "x.get('/one', (req, res) => {\n  res.send('One');\n});\n";
const list = '{\n  "dependencies": {\n    "express": "1"\n  }\n}\n';
const dotenv = (version: string) =>
  list.replace('{\n    ', `{\n    "dotenv": "${version}",\n    `);

describe('a merge of', () => {
  it('1: a moved line that the later step changed', async () => {
    const moved = "four('a');\none();\ntwo();\nthree();\n";
    const how = { from: four };
    const text = await merged(replacing("'a'", "'b'"), moved, how);
    expect(text).toBeUndefined();
  });

  it('6: one key with two values', async () => {
    const how = { from: list, file: 'package.json' };
    expect(await merged(dotenv('18'), dotenv('17'), how)).toBeUndefined();
  });

  it.each(['', "const y = 'y';\n"])(
    '7: one statement that both add',
    async (between) => {
      const from = `const app = express();\n${between}app.use('/test', test);\n`;
      const use = 'app.use(express.json());\n';
      const bare = from.replace("app.use('", `${use}app.use('`);
      const told = from.replace('express();\n', `express();\n// Read.\n${use}`);
      const text = await merged(told, bare, { from });
      expect(text).toBe(between ? undefined : told);
    },
  );

  it('8: one path with two texts', async () => {
    const sides = [routes + about('a'), routes + about('b')] as const;
    expect(await merged(...sides, { from: routes })).toBeUndefined();
    expect(await merged(sides[0], sides[0], { from: routes })).toBe(sides[0]);
  });

  it('9: two arguments at one place', async () => {
    const sides = ['f(a, b);\n', 'f(a, c);\n'] as const;
    expect(await merged(...sides, { from: 'f(a);\n' })).toBeUndefined();
  });

  it('10: two lines, one without its end', async () => {
    const text = await merged('a();\nb();\n', 'a();\nc();', { from: 'a();\n' });
    expect(text).toBe('a();\nc();\nb();\n');
  });

  it('11: a line above a block that is gone', async () => {
    const block = 'if (b) {\n  c();\n}\n';
    const from = `a();\n${block}`;
    expect(await merged('a();\n', `a();\nd();\n${block}`, { from })).toBe(
      undefined,
    );
  });

  it('12: a route that is gone, with another there', async () => {
    const ours = routes.replace(/x\.get[^]*/, later);
    const theirs = replacing("'Hey'", "'Hello'");
    expect(await merged(ours, theirs, { from: routes })).toBeUndefined();
    const both = `${routes}\n${later}`;
    expect(await merged(both, theirs, { from: routes })).toBe(theirs(both));
  });
});

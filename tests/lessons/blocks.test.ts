// Reading a page: front matter, blocks, and putting new bodies into them.
import { describe, expect, it } from '@jest/globals';
import { lessonById } from '../../course/find-lesson';
import { parsePage, replaceBlocks } from '../../course/lessons';
import { fence, pageOf } from './page-of';

describe('front matter', () => {
  const lesson = lessonById('03.02');
  const read = (top: string) =>
    parsePage(lesson, 'docs/page.md', `---\n${top}\n---\n\n# T\n`);

  it('gives title and goals, quotes taken off', () => {
    const page = read("id: 03.02\ntitle: 'a: b'\ngoals:\n  - one\n  - two");
    expect(page.title).toBe('a: b');
    expect(page.goals).toEqual(['one', 'two']);
  });

  it.each([
    [
      'title: T\ngoals:\n  - one',
      'docs/page.md:1 The front matter lacks an id.',
    ],
    ['id: 03.02\ntitle: T', 'docs/page.md:1 The front matter lacks goals.'],
    ['id: 03.02\nauthor: me', 'docs/page.md:3 There is no key "author"'],
    ['id: 03.02\nid: 03.02', 'docs/page.md:3 The key "id" is there twice.'],
    [
      'id: 03.03\ntitle: T\ngoals:\n  - one',
      'docs/page.md:2 The id is "03.03"',
    ],
  ])('refuses %j', (top, sentence) => {
    expect(() => read(top)).toThrow(sentence);
  });
});

describe('blocks', () => {
  it.each([
    ['ts app.ts', { kind: 'code', source: { file: 'app.ts' } }],
    [
      "ts 02.03:app.ts#app.get('/x y')",
      {
        kind: 'code',
        source: { lesson: '02.03', file: 'app.ts', symbol: "app.get('/x y')" },
      },
    ],
    ['text .gitignore', { kind: 'code', source: { file: '.gitignore' } }],
    ['ts example', { kind: 'example' }],
    ['sh', { kind: 'commands' }],
    [
      'http 03.02/test try=no-mount',
      { kind: 'http', target: '03.02/test', options: { try: 'no-mount' } },
    ],
    [
      'text log after=a/b try=c',
      { kind: 'log', options: { after: 'a/b', try: 'c' } },
    ],
    ['text types try=c', { kind: 'types', options: { try: 'c' } }],
    ['text of npm run list 03', { kind: 'console', target: 'npm run list 03' }],
    ['text schema', { kind: 'schema' }],
    [
      'http 05.03.07/seven from=12.00',
      { kind: 'http', options: { from: '12.00' } },
    ],
    ['diff try=c', { kind: 'diff', options: { try: 'c' } }],
    ['mermaid', { kind: 'mermaid', target: '' }],
    ['mermaid walk', { kind: 'mermaid', target: 'walk' }],
    [
      'token 06.03.02:controllers/usercontroller.ts#secret',
      {
        kind: 'token',
        source: {
          lesson: '06.03.02',
          file: 'controllers/usercontroller.ts',
          symbol: 'secret',
        },
      },
    ],
    ['text', { kind: 'text' }],
  ])('reads "%s"', (info, wanted) => {
    expect(pageOf(fence(info, 'x\n')).blocks).toMatchObject([wanted]);
  });

  it.each([
    ['', 'Say what this block is'],
    ['ts', 'Name the file, "ts app.ts", or say "ts example".'],
    ['http test', 'Name the request as "http 03.02/test".'],
    ['diff', 'Name the edit, "diff try=no-mount"'],
    ['ts app.ts try=x', '"try=" and "after=" are for'],
    ['sh bash', 'has nothing called "bash"'],
    ['mermaid run', 'has nothing called "run"'],
    ['token', 'Name what the token is signed with'],
    ['token app.ts', 'Name what the token is signed with'],
  ])('refuses "%s", and says where', (info, sentence) => {
    const read = () => pageOf(fence(info, 'x\n'));
    expect(read).toThrow('docs/page.md:10');
    expect(read).toThrow(sentence);
  });

  it('refuses one that is never closed', () => {
    expect(() => pageOf('```text\nx\n')).toThrow('This block is never closed.');
  });

  it('finds those inside lists and folded answers', () => {
    const body = `1. one\n\n   ${fence('text', '   a\n   ').trim()}\n\n<details><summary>Answer</summary>\n\n${fence('sh', 'npm start\n')}\n</details>\n`;
    expect(pageOf(body).blocks.map(({ body }) => body)).toEqual([
      'a\n',
      'npm start\n',
    ]);
  });

  it('puts new bodies in, at the block’s own indent, and changes nothing else', () => {
    const body = `1. one\n\n   ${fence('text', '   old\n   ').trim()}\n\n${fence('sh')}\nend\n`;
    const page = pageOf(body);
    const [first, second] = page.blocks;
    const text = replaceBlocks(
      page.text,
      new Map([
        [first, 'a\n\nb\n'],
        [second, 'npm start\n'],
      ]),
    );
    expect(text).toContain('   ```text\n   a\n\n   b\n   ```\n');
    expect(text).toContain('```sh\nnpm start\n```\n\nend\n');
    expect(text.split('\n').slice(0, 10)).toEqual(
      page.text.split('\n').slice(0, 10),
    );
  });
});

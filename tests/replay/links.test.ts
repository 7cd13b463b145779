// Links and anchors that lead nowhere are found, wherever they stand.
import { describe, expect, it } from '@jest/globals';
import { linkProblems } from '../../course/replay';
import { makeFolder } from '../folders';

function problems(files: Record<string, string>): string[] {
  const target = '# Two\n\n## Why `x`?\n\n## Same\n\n## Same\n';
  const root = makeFolder({ 'docs/two.md': target, ...files });
  return linkProblems(root).map(
    ({ file, line, message }) => `${file}:${line} ${message}`,
  );
}

describe('links', () => {
  it('hold where file and heading are there', () => {
    const text =
      '---\nid: x\n---\n\n# One\n\n[a](two.md#why-x) [b](#one) [c](two.md#same-1) [d](../README.md) [e](https://a.example/x#y)\n';
    const readme =
      '# Top\n\n<a href="docs/one.md"><img src="docs/p.svg"></a>\n';
    const files = { 'docs/one.md': text, 'README.md': readme };
    expect(problems({ ...files, 'docs/p.svg': '' })).toEqual([]);
  });

  it.each([
    ['[a](three.md)', 'there is no docs/three.md'],
    ['[a](two.md#how)', 'has no heading #how. It has #two, #why-x, #same, '],
    ['[a](#how)', 'has no heading #how'],
    ['[a](../../x.md)', 'leads out of the repository'],
    ['[a](/docs/two.md)', 'leads out of the repository'],
    ['[a](http://a.example)', 'must begin with https'],
    ['![a](pictures/a.png)', 'there is no docs/pictures/a.png'],
    ['<img src="a.png">', 'there is no docs/a.png'],
  ])('do not hold: %s', (link, sentence) => {
    const [found] = problems({ 'docs/one.md': `# One\n\n${link}\n` });
    expect(found).toMatch(/^docs\/one\.md:3 /);
    expect(found).toContain(sentence);
  });

  it('are found in tables and in instructors’ pages, on their line', () => {
    const text = '# I\n\n| a |\n| --- |\n| ok |\n| [x](../three.md) |\n';
    const [found] = problems({ 'docs/instructors/03.md': text });
    expect(found).toMatch(/^docs\/instructors\/03\.md:6 .*no docs\/three\.md/);
  });

  it('in code are no links', () => {
    const text = '# One\n\n`[a](x.md)`\n\n```text\n[a](x.md)\n```\n';
    expect(problems({ 'docs/one.md': text })).toEqual([]);
  });
});

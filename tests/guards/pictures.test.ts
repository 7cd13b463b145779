// The guard that holds diagrams and their pictures together.
import { describe, expect, it } from '@jest/globals';
import { lessonById } from '../../course/find-lesson';
import { pictureProblems, sourceMark } from '../../course/guards/pictures';
import { parsePage } from '../../course/lessons';
import { diagramsOf } from '../../course/lessons/diagrams';
import { makeFolder } from '../folders';
import { shown } from './repository';

const text = `---
id: 03.02
title: Express Router() intro
goals:
  - Draw a line
---

# Express Router() intro

\`\`\`mermaid
flowchart LR
  accTitle: A line
  accDescr: From a to b.
  a --> b
\`\`\`
`;
const page = parsePage(lessonById('03.02'), 'docs/page.md', text);
const [diagram] = diagramsOf(page);
const picture = `${sourceMark(diagram)}\n<svg xmlns="http://www.w3.org/2000/svg"></svg>`;

function problemsWith(files: Record<string, string>): string[] {
  const inDocs = Object.entries(files).map(([name, svg]) => [
    `docs/pictures/${name}`,
    svg,
  ]);
  const root = makeFolder(Object.fromEntries(inDocs));
  return shown(pictureProblems(root, [page]));
}

describe('the guard "pictures"', () => {
  it('finds nothing where the picture is current', () => {
    expect(problemsWith({ '03.02-1.svg': picture })).toEqual([]);
  });

  it('finds a diagram without a picture', () => {
    const [found] = problemsWith({});
    expect(found).toMatch(
      /^docs\/page\.md:10 has no picture docs\/pictures\/03/,
    );
  });

  it('finds a picture of an earlier diagram', () => {
    const old = picture.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"');
    const [found] = problemsWith({ '03.02-1.svg': old });
    expect(found).toContain('is not made from the diagram as it is now');
  });

  it('finds a picture that belongs to no diagram', () => {
    const found = problemsWith({ '03.02-1.svg': picture, '03.02-2.svg': '' });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('03.02-2.svg belongs to no diagram');
  });

  it.each([
    '<script>1</script>',
    '<style>@import "x.css";</style>',
    '<image href="https://a.example/x.png"/>',
  ])('finds %s in a picture', (bad) => {
    const found = problemsWith({ '03.02-1.svg': picture + bad });
    expect(found).toHaveLength(1);
  });
});

// A page as HTML: safe, linked, and in the form that suits each block.
import { describe, expect, it } from '@jest/globals';
import { lessonById } from '../../course/find-lesson';
import {
  codeCss,
  lessonsWithPages,
  readPage,
  renderPage,
} from '../../course/lessons';
import { fence, pageOf } from './page-of';

const render = (body: string) => renderPage(pageOf(body));
const plain = (html: string) => html.replace(/<[^>]*>/g, '');

describe('the text of a page', () => {
  it('gives headings the anchors that GitHub gives', async () => {
    const html = await render('## Why `a.b` & not?\n\n## Same\n\n## Same\n');
    const ids = [...html.matchAll(/<h2 id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['why-ab--not', 'same', 'same-1']);
    expect(html).toContain('href="#same-1" aria-label="Link to “Same”"');
    expect(html).toMatch(/^<h1 id="express-router-intro">Express Router/);
  });

  it('turns links to pages into addresses of the site', async () => {
    const html = await render(
      '[a](03.03-challenge-1.md#why) [b](#here) [c](https://example.com) [d](instructors/03.md)\n',
    );
    expect(html).toContain('href="/lessons/03.03-challenge-1/#why"');
    expect(html).toContain('href="#here"');
    expect(html).toContain('href="https://example.com" rel="noreferrer"');
    // The site has no such page: the words stay.
    expect(html).toContain('<a>d</a>');
  });

  it.each([
    ['Note.', 'note'],
    ['Careful.', 'careful'],
  ])('makes a box of > **%s**', async (name, look) => {
    const html = await render(`> **${name}** Words.\n\n> A quotation.\n`);
    expect(html).toContain(`<div class="box box-${look}" role="note">`);
    expect(html).toContain(`<strong class="box-name">${name}</strong>`);
    expect(html).toContain('<blockquote>\n<p>A quotation.</p>');
  });

  it('lets a table scroll by keyboard, and uses no style attribute', async () => {
    const html = await render('| a | b |\n| --- | ---: |\n| 1 | 2 |\n');
    expect(html).toContain(
      '<div class="table" tabindex="0" role="group" aria-label="Table: a, b">',
    );
    expect(html).toContain('<th scope="col" class="right">b</th>');
    expect(html).toContain('<td class="right">2</td>');
    expect(html).not.toContain('style=');
  });

  it('keeps folded answers, with blocks inside', async () => {
    const html = await render(
      `<details><summary>Answer</summary>\n\n${fence('text', 'x\n')}\n</details>\n`,
    );
    expect(html).toMatch(/<details><summary>[^]*<figure[^]*<\/details>/);
  });

  it.each(lessonsWithPages().map(readPage))(
    'closes each fold of $file, with empty lines around its text',
    (page) => {
      const lines = page.body.split('\n');
      let open = 0;
      lines.forEach((line, i) => {
        if (line.startsWith('<details')) {
          expect(line).toMatch(/^<details><summary>.+<\/summary>$/);
          expect(lines[i + 1]).toBe('');
          open++;
        } else if (line === '</details>') {
          expect(lines[i - 1]).toBe('');
          open--;
        } else if (/^## /.test(line)) expect([line, open]).toEqual([line, 0]);
        expect(open).toBeGreaterThanOrEqual(0);
      });
      expect(open).toBe(0);
    },
  );

  it('gives “Then and now” a look of its own', async () => {
    const html = await render(
      '<details><summary>Then and now: a</summary>\n\nWords.\n\n</details>\n',
    );
    expect(html).toContain('<details class="then"><summary>Then and now: a<');
  });
});

describe('the blocks of a page', () => {
  it('show the step’s code of now, whatever the page holds', async () => {
    const html = await render(fence('ts app.ts', 'old\n'));
    expect(plain(html)).toContain("app.use('/test', test);");
    expect(html).toContain('<code class="file">app.ts</code>');
    expect(html).toContain('aria-label="Copy app.ts"');
  });

  it('mark the lines that this step adds to a file shown whole', async () => {
    const marked = async (info: string) => {
      const html = await render(fence(info));
      return [...html.matchAll(/<ins>([^]*?)<\/ins>/g)].map(([, inside]) =>
        plain(inside).trim(),
      );
    };
    expect(await marked('ts app.ts')).toEqual([
      "import { test } from './controllers/testcontroller';",
      "app.use('/test', test);",
    ]);
    expect(await marked('ts 02.03:app.ts')).toEqual([]);
    expect(await marked('ts app.ts#imports')).toEqual([]);
    // A file that was not there is new as a whole.
    expect(await marked('ts controllers/testcontroller.ts')).toEqual([]);
  });

  it('say of which step the code is, where it is another', async () => {
    const html = await render(fence('ts 02.03:app.ts'));
    expect(html).toContain(
      '<a class="step" href="/lessons/02.03-postman-set-up/#changes">as of 02.03</a>',
    );
  });

  it('escape what they show', async () => {
    const evil = '<script>alert("1")</script> & more\n';
    for (const info of ['text', 'html', 'ts example', 'text of x']) {
      const html = await render(fence(info, evil));
      expect(html).not.toContain('<script>');
      expect(html).toContain('&lt;');
    }
  });

  it('let each command be copied alone', async () => {
    const html = await render(fence('sh', 'npm start\nnpm run list "a b"\n'));
    expect(html.match(/<li data-copied>/g)).toHaveLength(2);
    expect(html).toContain('<code>npm run list &quot;a b&quot;</code>');
  });

  it('show a request and its answer apart', async () => {
    const body =
      'POST /a\nContent-Type: application/json\n\n{\n  "b": 1\n}\n\nHTTP/1.1 201 Created\nLocation: /a/1\n\n{\n\n}\n';
    const html = await render(fence('http 03.02/test', body));
    expect(html).toContain('<b class="method method-post">POST</b>');
    expect(html).toContain('<b class="status status-2">201</b> Created');
    expect(html).toContain('<dt>Location</dt><dd>/a/1</dd>');
    expect(html).toContain('data-request="03.02/test"');
  });

  it('offer no request to send that an edit would answer', async () => {
    const html = await render(
      fence(
        'http 03.02/test try=no-mount',
        'GET /\n\nHTTP/1.1 404 Not Found\n',
      ),
    );
    expect(html).not.toContain('data-request');
    expect(html).toContain('After the change');
  });

  it('say "added" and "removed" in a difference', async () => {
    const html = await render(fence('diff try=x', ' a\n-b\n+c\n'));
    expect(html).toContain('<span class="unseen">removed: </span>');
    expect(html).toContain('<span class="unseen">added: </span>');
  });

  it('show nothing of one that is not filled yet', async () => {
    const html = await render(fence('text log') + fence('http 03.02/test'));
    expect(html).not.toContain('figure');
  });

  it('show a diagram’s picture with its words, or its text', async () => {
    const html = await renderPage(readPage(lessonById('03.02')));
    expect(html).toMatch(
      /<img src="\/pictures\/03\.02-1\.svg" alt="A request passes [^"]+" width="\d+" height="\d+"/,
    );
    const text = fence('mermaid', 'flowchart LR\n  accTitle: A\n  a --> b\n');
    const page = pageOf(text, '15.09');
    expect(await renderPage(page)).toContain('<figcaption>A</figcaption>');
  });
});

describe('code.css', () => {
  it('has every class that a page uses', async () => {
    const css = await codeCss();
    const html = await renderPage(readPage(lessonById('03.02')));
    const names = [...html.matchAll(/<span class="([^"]*)"/g)]
      .flatMap(([, list]) => list.split(' '))
      .filter((name) => /^[ld][0-9a-f]{6}$/.test(name));
    expect(names.length).toBeGreaterThan(20);
    for (const name of new Set(names)) expect(css).toContain(`.${name} {`);
  });
});

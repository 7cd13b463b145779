// Executed prose: what a page shows of a run is run again. Real servers; each
// fault is planted and must be named.
import { describe, expect, it, jest } from '@jest/globals';
import type { Page } from '../../course/lessons';
import { checkPages, readPages, renewPages } from '../../course/replay';
import { lessonById } from '../../course/find-lesson';
import { fence, pageOf } from '../lessons/page-of';

jest.setTimeout(60_000);

async function problems(page: Page): Promise<string[]> {
  const found = await checkPages([page]);
  return found.map(({ line, message }) => `${line} ${message}`);
}

/** The page with its blocks filled, and what could not be. */
async function fill(page: Page) {
  const [renewed] = await renewPages([page]);
  return {
    page: renewed.page,
    bodies: renewed.page.blocks.map(({ body }) => body),
    failures: renewed.problems.map(({ message }) => message),
  };
}

const answer =
  'GET /test\n\nHTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\nHey!!! This is a test route!\n';

const second = " app.use('/test', test);\n+app.use('/hello', test);\n";

describe('the blocks of a page that are run', () => {
  it('are filled with what comes', async () => {
    const infos = [
      'text log',
      'http 03.02/test',
      'http 03.02/test try=no-mount',
      'text log try=no-export',
      'text types try=no-export',
      'diff try=second-mount',
      'text of npm run list 03',
    ];
    const { bodies, failures } = await fill(
      pageOf(infos.map((info) => fence(info)).join('\n')),
    );
    expect(failures).toEqual([]);
    const [log, ok, missing, died, types, diff, list] = bodies;
    expect(log).toBe('App is listening on 3000.\n');
    expect(ok).toBe(answer);
    expect(missing).toContain('HTTP/1.1 404 Not Found');
    expect(missing).toContain('<pre>Cannot GET /test</pre>');
    expect(died).toBe('TypeError: argument handler must be a function\n');
    expect(types).toMatch(/^app\.ts:3 - error TS2459: Module '".\/contr/);
    expect(diff).toBe(second);
    expect(list).toMatch(/^03 Routes Intro\n {4}03\.01 +Routes intro\n/m);
  });

  // All on one page: its blocks share a server, and run side by side.
  it('hold, or do not where they say something else, and say what', async () => {
    const right: [info: string, body: string][] = [
      ['http 03.02/test', answer],
      ['text log', 'App is listening on 3000.\n'],
      ['diff try=second-mount', second],
    ];
    const planted: [info: string, body: string, sentence: string][] = [
      [
        'http 03.02/test',
        answer.replace('200 OK', '201 Created'),
        'says "HTTP/1.1 201 Created" where it is now "HTTP/1.1 200 OK"',
      ],
      ['http 03.02/test', '\n', 'is empty: "npm run pages fix" mends it'],
      ['http 03.02/tset', '', 'There is no request "03.02/tset"'],
      ['http 03.02/test try=none', answer, 'has no edit "none". It has: '],
      [
        'http 03.02/test try=no-export',
        answer,
        'The server does not start here: app.ts:',
      ],
      [
        'text log',
        'App is listening on 4000.\n',
        'says "App is listening on 4000." where',
      ],
      ['text types', 'app.ts\n', 'The type check finds nothing here.'],
      ['text of npm run start', 'x\n', 'is not run for a page'],
      ['text of npm run db reset', 'x\n', 'is not run for a page'],
      ['diff try=second-mount', '+x\n', 'says "+x" where it is now'],
    ];
    const page = pageOf(
      [...planted, ...right]
        .map(([info, body]) => fence(info, body))
        .join('\n'),
    );
    const found = await checkPages([page]);
    expect(found.map(({ line }) => line)).toEqual(
      page.blocks.slice(0, planted.length).map(({ line }) => line),
    );
    planted.forEach(([, , sentence], i) => {
      expect(found[i].message).toContain(sentence);
    });
  });

  it('show what a request makes the server print, without its start', async () => {
    const page = pageOf(
      fence('text log after=03.04/contact try=send-twice'),
      '03.04',
    );
    const { bodies } = await fill(page);
    expect(bodies).toEqual([
      'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client\n',
    ]);
  });

  it('run on a database of their own, empty', async () => {
    const { bodies } = await fill(pageOf(fence('text log'), '04.01.02'));
    expect(bodies[0]).toContain('Connected to workoutlog postgres database\n');
  });

  it('say so where there is no step yet', async () => {
    const [found] = await problems(pageOf(fence('text log'), '15.10'));
    expect(found).toContain('There is no step yet that this could run on.');
  });
});

describe('what reading a page finds', () => {
  it('names commands that are none, in blocks and in sentences', async () => {
    const body = `Type \`npm run chekc 03.02\`.\n\n${fence('sh', 'npm run list\nnpm run lits\n')}`;
    expect(await problems(pageOf(body))).toEqual([
      expect.stringMatching(/^10 "npm run chekc 03\.02"/),
      expect.stringMatching(/^14 "npm run lits"/),
    ]);
  });

  it('wants one title, that of the front matter', async () => {
    const page = pageOf('# Another\n');
    expect(await problems(page)).toEqual([
      expect.stringContaining('The page must have one "# Express Router()'),
    ]);
  });

  it('refuses a heading whose anchor the workbench has', async () => {
    expect(await problems(pageOf('## Requests\n'))).toEqual([
      expect.stringMatching(/^10 The workbench has a "#requests" of its own/),
    ]);
  });

  it('tells of a page that can’t be read, and reads the others', () => {
    const { pages, problems } = readPages(['03.02', '15.10'].map(lessonById));
    expect(pages.map(({ lesson }) => lesson.id)).toEqual(['03.02']);
    expect(problems[0].message).toContain('is not written yet');
  });
});

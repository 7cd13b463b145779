// What the browser's console prints, as a block of a page: run again.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ClientPage, LessonChecks } from '../../checks/define';
import { whyNoBrowser } from '../../course/browser';
import { checksOf } from '../../course/checking';
import { lessonById } from '../../course/find-lesson';
import { checkPages, renewPages } from '../../course/replay';
import { fence, pageOf } from '../lessons/page-of';
import { rows, script } from './client-server';

const why = whyNoBrowser();
const title = `a block of the console${why ? ` (skipped: ${why})` : ''}`;
jest.setTimeout(60_000);

// The page is an edit of a step, as long as no step has one of its own.
const checks = checksOf(lessonById('03.02')) as {
  -readonly [name in keyof LessonChecks]: LessonChecks[name];
};
const { acts, edits } = checks;
beforeAll(() => {
  checks.acts = {
    test: (page: ClientPage) => page.press('GET /test'),
    lost: (page: ClientPage) => page.press('GET /nowhere'),
  };
  const page = [
    {
      file: 'client/index.html',
      write: rows.replace('GET /hello', 'GET /test'),
    },
    { file: 'client/script.js', write: script.replace("'/hello'", "'/test'") },
  ];
  const allowed = `app.use((_req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  next();
});
app.use('/test', test);`;
  const cure = {
    file: 'app.ts',
    find: "app.use('/test', test);",
    replace: allowed,
  };
  checks.edits = { ...edits, page, cured: [...page, cure] };
});
afterAll(() => void Object.assign(checks, { acts, edits }));

const infos = [
  'text console act=test try=page',
  'text console act=test try=cured',
  'text console act=lost try=page',
  'text console act=unknown try=page',
];
const page = (bodies: string[] = []) =>
  pageOf(infos.map((info, at) => fence(info, bodies[at])).join('\n'));

// skipped because no browser is installed: the title says so
(why ? describe.skip : describe)(title, () => {
  it('is filled as a person sees it, and compared', async () => {
    const [renewed] = await renewPages([page()]);
    const bodies = renewed.page.blocks.map(({ body }) => body);
    expect(bodies[0].split('\n')).toEqual([
      "✖ Access to fetch at 'http://localhost:3000/test' from origin 'http://localhost:8080' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
      '✖ GET http://localhost:3000/test net::ERR_FAILED 200 (OK)',
      '✖ Uncaught (in promise) TypeError: Failed to fetch',
      '',
    ]);
    expect(bodies[1]).toMatch(
      /^Response \{type: 'cors', url: 'http:\/\/localhost:3000\/test', .*\}\nHey!!! This is a test route!\n$/,
    );
    const failures = renewed.problems.map(({ message }) => message);
    expect(failures).toEqual([
      'The block "text console act=lost try=page": No button of the page sends GET /nowhere.',
      'The block "text console act=unknown try=page": checks/03.02-express-router-intro.ts has no act "unknown". It has: test, lost.',
    ]);
    const wrong = [bodies[0], 'Something else\n'];
    const problems = await checkPages([page(wrong)]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'act=test try=cured" says "Something else" where',
      ),
      ...failures,
    ]);
  });
});

it('of a console is not run where there is no browser, and stays', async () => {
  const { BROWSER_PATH, REQUIRE_BROWSER } = process.env;
  process.env.BROWSER_PATH = '/nowhere';
  delete process.env.REQUIRE_BROWSER;
  const before = page(['Hello\n', 'Hello\n']);
  const [renewed] = await renewPages([before]);
  expect(renewed.page.text).toBe(before.text);
  expect(renewed.problems).toEqual([]);
  process.env.REQUIRE_BROWSER = '1';
  const problems = await checkPages([before]);
  expect(problems[0].message).toContain('REQUIRE_BROWSER is 1, but no browser');
  delete process.env.BROWSER_PATH;
  delete process.env.REQUIRE_BROWSER;
  Object.assign(process.env, BROWSER_PATH && { BROWSER_PATH });
  Object.assign(process.env, REQUIRE_BROWSER && { REQUIRE_BROWSER });
});

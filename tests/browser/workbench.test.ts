// A person's way through lesson 03.02, in a real browser.
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { spawn } from 'node:child_process';
import { root } from '../../course/find-lesson';
import {
  axeSource,
  openPage,
  startCourse,
  whyNot,
  type Opened,
  type Started,
} from './open';

const title = `the workbench in a browser${whyNot ? ` (skipped: ${whyNot})` : ''}`;
// One machine is slower than another; no test waits without need.
jest.setTimeout(60_000);

const lesson = 'lessons/03.02-express-router-intro/';

// skipped because no browser is installed: the title says so
(whyNot ? describe.skip : describe)(title, () => {
  let course: Started;
  let opened: Opened;

  beforeAll(async () => {
    // One after the other: what has begun is ended, whichever of them fails.
    opened = await openPage();
    course = await startCourse();
  });

  afterAll(async () => {
    await opened?.close();
    await course?.stop();
  });

  /** Goes to a page from elsewhere, so that a `#tab` is opened anew. */
  async function goTo(address: string) {
    await opened.page.goto('about:blank');
    await opened.page.goto(course.url + address);
  }

  const see = (selector: string, hasText?: string | RegExp) =>
    opened.page.locator(selector, hasText ? { hasText } : undefined);

  test('read, look at the changes, run, send, check, stop', async () => {
    await goTo('');
    await see('.card a', 'Express Router() intro').click();
    await see('h1', 'Express Router() intro').waitFor();

    await see('.tabs a', 'Changes').click();
    await see('.look:visible .added', "app.use('/test', test);").waitFor();
    expect(await see('article').isVisible()).toBe(false);

    await see('.tabs a', 'Run').click();
    await see('.panel-run button', 'Start').click();
    await see('.panel-run .log', 'App is listening on 3000.').waitFor();
    await see('.top .pill', '03.02').waitFor();

    await see('.tabs a', 'Requests').click();
    await see('.editor button', 'Send').first().click();
    await see('.answer-line', '200 OK').waitFor();
    await see('.editor .log', 'Hey!!! This is a test route!').first().waitFor();
    await opened.page.evaluate(axeSource());
    expect(await faults('.panel-requests')).toEqual([]);

    await see('.tabs a', 'Checks').click();
    await see('.panel-checks button', 'Check').click();
    await see('.panel-checks b', /* all of them */ 'checks hold.').waitFor();
    expect(await see('.verdicts .good').count()).toBeGreaterThan(0);
    expect(await see('.verdicts .bad').count()).toBe(0);

    await see('.tabs a', 'Run').click();
    await see('.received tr', /^GET \/test200/).waitFor();
    await see('.panel-run button', 'Stop').click();
    await see('.panel-run .state', 'Not running.').waitFor();
    expect(await see('.top .pill').count()).toBe(0);
  });

  test('a page that is loaded anew still knows the running server', async () => {
    await goTo(`${lesson}#run`);
    await see('.panel-run button', 'Start').click();
    await see('.panel-run .state', 'Running at').waitFor();
    await goTo(`${lesson}#run`);
    await see('.panel-run .state', 'Running at').waitFor();
    await see('.panel-run .log', 'App is listening').waitFor();
    await see('.panel-run button', 'Stop').click();
    await see('.panel-run .state', 'Not running.').waitFor();
  });

  test('a server in a terminal is shown as that, and gets the requests', async () => {
    const terminal = spawn(process.execPath, ['course', 'step', '03.02'], {
      cwd: root,
      env: { ...process.env, COURSE_STATE: course.state },
    });
    await goTo(`${lesson}#run`);
    await see('.panel-run .state', 'npm run step 03.02').waitFor();
    expect(await see('.panel-run button', 'Stop').count()).toBe(0);
    await see('.panel-run a', 'Send requests').click();
    await see('.editor .hint', 'in a terminal (npm run step 03.02)').waitFor();
    await see('.editor button', 'Send').first().click();
    await see('.answer-line', '200 OK').waitFor();
    terminal.kill('SIGINT');
    await see('.editor .hint', 'The server is not running.').waitFor();
  });

  test('"Send it yourself" on the page opens its request', async () => {
    await goTo(lesson);
    await see('[data-request="03.02/test"]').first().click();
    await see('.request[aria-current]', '/test').waitFor();
    await see('.editor .hint', 'The server is not running.').waitFor();
  });

  test('folds are closed; a link into one opens it, and so does paper', async () => {
    const { page } = opened;
    const open = () => see('.prose > details[open]').count();
    const model = 'lessons/05.02.02-test-model/';
    await goTo(model);
    expect(await open()).toBe(0);
    expect(await see('#when-the-model-changes').isVisible()).toBe(false);
    await goTo(`${model}#when-the-model-changes`);
    expect(await see('#when-the-model-changes').isVisible()).toBe(true);
    await goTo(model);
    await see('.prose .anchor[href="#try-next"]').click();
    expect(await open()).toBe(1);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await see('.prose details:not([open])').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await open()).toBe(1);
  });

  test('search finds a lesson, by keyboard alone', async () => {
    await goTo('');
    await opened.page.keyboard.press('/');
    await opened.page.keyboard.type('mount router');
    await see('#search-results [aria-selected="true"]', '03.02').waitFor();
    await opened.page.keyboard.press('Enter');
    await opened.page.waitForURL(/03\.02-express-router-intro/);
  });

  test('keys move between lessons, but not while somebody types', async () => {
    const { page } = opened;
    await goTo(lesson);
    await page.keyboard.press(']');
    await page.waitForURL(/03\.03-/);
    await page.keyboard.press('k');
    await page.waitForURL(/03\.02-/);
    await page.keyboard.press('?');
    await see('dialog[open]', 'Next lesson').waitFor();
    await page.keyboard.press('Escape');
    await see('#search-box').click();
    await page.keyboard.type('c?]');
    expect(await see('dialog[open]').count()).toBe(0);
    expect(page.url()).toMatch(/03\.02-express-router-intro\/$/);
  });

  test('what was read is marked, and stays marked', async () => {
    await goTo(lesson);
    await see('[data-read]').click();
    await see('[data-read]', '✓ Read').waitFor();
    await goTo('');
    await see('.card .is-read', 'Express Router() intro').waitFor();
    await see('[data-resume]', 'Continue with lesson 03.03').waitFor();
  });

  /** What axe finds wrong in a part of the page, one line each. */
  function faults(part: string, options = '{}') {
    return opened.page.evaluate<string[]>(
      `axe.run('${part}', ${options}).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) =>
            id + ' at ' + target + ' ' + failureSummary)))`,
    );
  }

  const kinds = {
    'the map': '',
    'a lesson': lesson,
    'its changes': `${lesson}#changes`,
    'a page of ideas': 'lessons/04.00.00-db-intro/',
  };

  test('on a phone nothing scrolls sideways, and the outline opens', async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [kind, address] of Object.entries(kinds)) {
      await goTo(address);
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      );
      expect([kind, over]).toEqual([kind, 0]);
    }
    await goTo(lesson);
    expect(await see('#outline').isVisible()).toBe(false);
    await see('#open-outline').click();
    await see('#outline [aria-current]', 'Express Router').waitFor();
    await page.evaluate(axeSource());
    expect(await faults('#outline')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('axe finds nothing, in light and in dark', async () => {
    const { page } = opened;
    const axe = axeSource();
    const found: string[] = [];
    for (const [kind, address] of Object.entries(kinds)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await goTo(address);
      // What is folded is looked at too.
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.evaluate(axe);
      // The frame is the same on every lesson's page: it is looked at once.
      const part = address === '' || address === lesson ? 'html' : 'main';
      const light = await faults(part);
      await page.emulateMedia({ colorScheme: 'dark' });
      // Only the colours are others.
      const dark = await faults(part, "{ runOnly: ['color-contrast'] }");
      found.push(...[...light, ...dark].map((one) => `${kind}: ${one}`));
    }
    expect(found).toEqual([]);
  });

  test('axe would find a fault', async () => {
    const { page } = opened;
    const fault = `document.querySelector('.goals p').style.color = '#555'`;
    await page.evaluate(fault);
    expect((await faults('main')).join()).toContain(
      'color-contrast at .goals > p',
    );
  });

  test('no page complained, and no request left this machine', () => {
    expect(opened.complaints).toEqual([]);
  });
});

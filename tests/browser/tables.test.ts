// The panel Tables in a real browser, on a database of its own.
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { query, stepDatabase } from '../../course/database';
import { lessonById } from '../../course/find-lesson';
import { lesserRole, sharedServer } from '../database/private-cluster';
import {
  axeSource,
  openPage,
  startCourse,
  whyNot,
  type Opened,
  type Started,
} from './open';

const title = `the panel Tables${whyNot ? ` (skipped: ${whyNot})` : ''}`;
// One machine is slower than another; no test waits without need.
jest.setTimeout(120_000);

const before = process.env.DATABASE_URL;

// skipped because no browser is installed: the title says so
(whyNot ? describe.skip : describe)(title, () => {
  let lesser: Awaited<ReturnType<typeof lesserRole>>;
  let course: Started;
  let opened: Opened;
  let url: string;

  beforeAll(async () => {
    lesser = await lesserRole(await sharedServer());
    process.env.DATABASE_URL = lesser.url;
    url = (await stepDatabase(lessonById('05.03.07'))).url;
    await query(
      url,
      `create table users (id int primary key, name text);
       insert into users select n, 'user ' || n from generate_series(1, 30) n`,
    );
    opened = await openPage();
    // The first page of all waits for the highlighter.
    opened.page.setDefaultTimeout(30_000);
    course = await startCourse();
  });

  afterAll(async () => {
    await opened?.close();
    await course?.stop();
    await lesser.remove();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });

  const see = (selector: string, hasText?: string | RegExp) =>
    opened.page.locator(selector, hasText ? { hasText } : undefined);

  test('rows are turned page by page, by keyboard alone', async () => {
    const { page } = opened;
    await page.goto(`${course.url}lessons/05.03.07-error-handling/`);
    await page.keyboard.press('t');
    await see('.pages', 'Rows 1 to 25 of 30').waitFor();
    await see('.pages button', 'After').focus();
    await page.keyboard.press('Enter');
    await see('.pages', 'Rows 26 to 30 of 30').waitFor();
    expect(await see('.pages button', 'After').isDisabled()).toBe(true);
    await see('.tables td', 'user 30').waitFor();
  });

  test('what a migration changed is shown, and what it drew together', async () => {
    await query(
      url,
      `create table logs (id int primary key,
         owner int not null references users on delete cascade);
       alter table users add "firstName" varchar(255)`,
    );
    await see('.tables button', 'Look again').click();
    const added = '+ users.firstName character varying(255)';
    await see('.changed .added', added).waitFor();
    await see('.relations li', 'Each row of logs belongs').waitFor();
    expect(await see('svg.entities .entity').count()).toBe(2);
    // The table that was chosen stays chosen, at its page.
    await see('.pages', 'Rows 26 to 30 of 30').waitFor();
    await see('.tables .chip', 'logs').click();
    await see('.tables .hint', 'logs has no rows.').waitFor();
  });

  test('axe finds nothing, and a phone scrolls nothing sideways', async () => {
    const { page } = opened;
    await see('.tables .chip', 'users').click();
    await see('.pages').waitFor();
    await see('.named summary').click();
    await page.evaluate(axeSource());
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(
        ...(await page.evaluate<string[]>(
          `axe.run('.panel-tables').then(({ violations }) =>
            violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target }) => id + ' at ' + target)))`,
        )),
      );
    }
    expect(found).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const over = 'document.documentElement.scrollWidth - innerWidth';
    expect(await page.evaluate(over)).toBe(0);
  });

  test('no page complained, and no request left this machine', () => {
    expect(opened.complaints).toEqual([]);
  });
});

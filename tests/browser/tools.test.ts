// What a reader does with the tools inside a page, in a real browser.
import {
  afterAll,
  beforeAll,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import jwt from 'jsonwebtoken';
import { renderPage } from '../../course/lessons';
import { fence, pageOf } from '../lessons/page-of';
import {
  axeSource,
  openPage,
  startCourse,
  whyNot,
  type Opened,
  type Started,
} from './open';

const title = `the tools inside a page${whyNot ? ` (skipped: ${whyNot})` : ''}`;
jest.setTimeout(60_000);

// skipped because no browser is installed: the title says so
(whyNot ? describe.skip : describe)(title, () => {
  let course: Started;
  let opened: Opened;

  beforeAll(async () => {
    opened = await openPage();
    course = await startCourse();
  });

  afterAll(async () => {
    await opened?.close();
    await course?.stop();
  });

  const see = (selector: string, hasText?: string) =>
    opened.page.locator(selector, hasText ? { hasText } : undefined);

  const faults = async () => {
    await opened.page.evaluate(axeSource());
    return opened.page.evaluate<string[]>(
      `axe.run('.prose').then(({ violations }) => violations.map(({ id, nodes }) => id + ' at ' + nodes[0].target))`,
    );
  };

  const secret = 'everybody who reads this code knows it';
  const area = () => see('.token-tool textarea');
  const verdict = (sentence: string) =>
    see('.token-verdict', sentence).waitFor();

  test('a token is taken apart, and a changed letter is seen', async () => {
    await opened.page.goto(`${course.url}lessons/06.01.01-jwt-intro/`);
    await verdict('✔ The signature fits');
    await verdict('✖ It expired');
    await see('dd', 'expired 16 January 2026 at 09:30:00 UTC, ').waitFor();
    expect(await see('.block-token > pre').isVisible()).toBe(false);
    const token = await opened.page.evaluate<string>(
      `document.querySelector('.token-tool textarea').value`,
    );
    await area().fill(token.replace('6MSwi', '6Miwi'));
    await see('.part-2 pre', '"id": 2').waitFor();
    await verdict('✖ The signature does not fit.');
    await see('[data-sample]').click();
    await verdict('✔ The signature fits');
    expect(await see('[data-kept]').isVisible()).toBe(true);
  });

  test.each([
    [
      'a good one',
      jwt.sign({ id: 1, exp: 9e9 }, secret),
      '✔ The signature fits',
    ],
    ['an endless one', jwt.sign({ id: 1 }, secret), 'it never expires'],
    ['its header before it', `"Bearer ${jwt.sign({}, secret)}"`, '✔ The sig'],
    ['another secret', jwt.sign({}, 'x'), '✖ The signature does not fit.'],
    ['none', jwt.sign({}, '', { algorithm: 'none' }), '✖ Not signed'],
    ['HS512', jwt.sign({}, secret, { algorithm: 'HS512' }), 'not say HS256'],
    ['one cut short', 'eyJhbGciOi…', 'Here they are 1.'],
    [
      'an exp of words',
      jwt.sign('{"exp":"a"}', secret),
      '✖ Its exp is no time',
    ],
    ['nonsense', '..', 'not say HS256'],
    ['nothing', '', 'Here they are 1.'],
  ])('%s is told', async (_name, token, sentence) => {
    // What the one before was told is gone.
    await area().fill('.');
    await verdict('Here they are 2.');
    await area().fill(token);
    await verdict(sentence);
  });

  test('claims are told in words, those of its maker as that', async () => {
    const hours = Math.floor(Date.now() / 1000) + 23.5 * 3600;
    const claims = { jti: 'a', role: 'x', exp: hours, toString: 1 };
    await area().fill(jwt.sign(JSON.stringify(claims), secret));
    const words = await see('.part-2 dl').innerText();
    expect(words).toMatch(/exp\s+expires .* UTC, in 23 hours/);
    expect(words).toMatch(/jti\s+the name of this one token/);
    expect(words).toMatch(/role\s+yours/);
    expect(words).toMatch(/toString\s+yours/);
  });

  test('the token that Requests keeps is taken', async () => {
    await opened.page.goto(`${course.url}lessons/08.03-sign-in-jwt/`);
    await see('[data-kept]').click();
    await see('#toast', 'keeps no token yet').waitFor();
    await see('[data-request="08.03/signin"]').first().click();
    await see('.editor .hint button', 'Start it').click();
    await see('.top .pill', '08.03').waitFor();
    await see('.editor button', 'Send').first().click();
    await see('.answer-line', '200 OK').waitFor();
    await see('.tabs a', 'Read').click();
    await see('[data-kept]').click();
    await see('.part-2 dd', ', in 23 hours').waitFor();
    // This machine's secret signed it.
    await verdict('✖ The signature does not fit.');
    await see('.tabs a', 'Run').click();
    await see('.panel-run button', 'Stop').click();
    await see('.panel-run .state', 'Not running.').waitFor();
  });

  test('pictures are stepped through, by buttons and by arrows', async () => {
    const { page } = opened;
    const body = ['One', 'Two', 'Three']
      .map((title) => `flowchart LR\n  accTitle: ${title}\n  a --> b\n`)
      .map((text) => fence('mermaid walk', text))
      .join('\n');
    const html = await renderPage(pageOf(body, '15.09'));
    await page.goto(`${course.url}lessons/03.01-routes-intro/`);
    await page.evaluate(`
      document.querySelector('.prose').innerHTML = ${JSON.stringify(html)};
      for (const [tag, rest] of [
        ['link', { rel: 'stylesheet', href: '/assets/walk.css' }],
        ['script', { src: '/assets/walk.js' }],
      ]) document.head.append(Object.assign(document.createElement(tag), rest));
    `);
    const words = (text: string) => see('.walk [role=status]', text).waitFor();
    const shown = () => see('.walk figure:not(.is-away)').innerText();
    await words('1 of 3: One');
    await see('.walk button', 'Next').click();
    await words('2 of 3: Two');
    expect(await see('.walk figure', 'Three').isVisible()).toBe(false);
    await page.keyboard.press('ArrowRight');
    await words('3 of 3: Three');
    await page.keyboard.press('ArrowRight');
    await words('3 of 3: Three');
    await page.keyboard.press('ArrowLeft');
    await see('.walk button', 'Back').click();
    await words('1 of 3: One');
    expect(await shown()).toContain('One');
    expect(await faults()).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s',
    async (scheme) => {
      const { page } = opened;
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${course.url}lessons/06.03.02-adding-jwt/`);
      await verdict('✔ The signature fits');
      expect(await faults()).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const over = 'document.documentElement.scrollWidth - innerWidth';
      expect(await page.evaluate(over)).toBe(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  );

  test('nothing was sent elsewhere, and no page complained', () => {
    expect(opened.complaints).toEqual([]);
  });
});

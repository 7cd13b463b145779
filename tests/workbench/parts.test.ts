// The small parts of the workbench: events, escaping, links, the browser.
import './own-state';
import { describe, expect, test } from '@jest/globals';
import { relativeLinks } from '../../course/workbench/addresses';
import { createEvents } from '../../course/workbench/events';
import { html } from '../../course/workbench/html';
import { whyNoBrowser } from '../../course/workbench/open-browser';
import { noteProgress } from '../../course/workbench/progress';
import { attach } from './listener';

describe('events', () => {
  test('a page that comes back gets what it missed, once', () => {
    const events = createEvents();
    events.send('log', 'one');
    const since = events.last();
    events.send('log', 'two');
    events.send('log', 'three');
    const page = attach(events, since);
    expect(page.text.match(/^data: .*$/gm)).toEqual([
      'data: "two"',
      'data: "three"',
    ]);
    events.close();
  });

  test('one from another start, or too old, is told to begin anew', () => {
    const events = createEvents(2);
    const since = events.last();
    for (const word of ['a', 'b', 'c']) events.send('log', word);
    for (const after of ['0000.1', since]) {
      const page = attach(events, after);
      expect(page.text).toContain('event: reset');
      page.end();
    }
    expect(events.listeners()).toBe(0);
  });
});

test('what passed once has passed; what was read can be taken back', () => {
  noteProgress('03.02', 'read', true);
  expect(noteProgress('03.02', 'passed', false)['03.02'].passed).toBe(
    undefined,
  );
  noteProgress('03.02', 'passed', true);
  noteProgress('03.02', 'passed', false);
  const all = noteProgress('03.02', 'read', false);
  expect(all['03.02']).toEqual({ passed: true });
});

test('a value in a template is escaped, HTML is not', () => {
  const page = html`<p title="${'"<&'}">${html`<b>${'</b>'}</b>`}</p>`;
  expect(page.text).toBe('<p title="&quot;&lt;&amp;"><b>&lt;/b&gt;</b></p>');
});

test('links become relative to the page', () => {
  const page = '<a href="/"></a><img src="/a/b.svg"><a href="#x"></a>';
  expect(relativeLinks(page, '/lessons/x/')).toBe(
    '<a href="../../index.html"></a><img src="../../a/b.svg"><a href="#x"></a>',
  );
});

test.each([
  [{ COURSE_BROWSER: 'none', DISPLAY: ':0' }, true, 'linux', 'COURSE_BROWSER'],
  [{ CI: '1', DISPLAY: ':0' }, true, 'linux', 'CI'],
  [{ DISPLAY: ':0' }, false, 'linux', 'terminal'],
  [{}, true, 'linux', 'screen'],
] as const)('no browser is opened: %j', (env, terminal, system, why) => {
  expect(whyNoBrowser(env, terminal, system)).toContain(why);
});

test('a browser is opened where a person sits', () => {
  expect(whyNoBrowser({}, true, 'darwin')).toBeUndefined();
  expect(whyNoBrowser({ DISPLAY: ':0' }, true, 'linux')).toBeUndefined();
});

// Every way in which a check can end, told apart.
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  checksFor,
  fail,
  refuses,
  sendItem,
  shouldAnswer,
  type Check,
  type Subject,
} from '../../checks/define';
import { checksOf, judge } from '../../course/checking';
import { lessonById } from '../../course/find-lesson';
import { createSilence } from '../../course/checking/silence';
import {
  exitCodeOf,
  nothingTold,
  verdictLines,
} from '../../course/checking/tell';
import { PlainError } from '../../course/plain-error';
import {
  aCheck,
  folderWith,
  lesson,
  oddServer,
  removeFolders,
} from './folders';

afterAll(removeFolders);

async function verdictsOf(checks: Check[], app = oddServer) {
  const folder = folderWith({ 'app.js': app });
  const report = await judge({ lesson, folder, checks });
  const kinds = report.verdicts.map(({ title, kind }) => [title, kind]);
  const messages = report.verdicts.map(({ message }) => message);
  return { ...report, kinds: Object.fromEntries(kinds), messages };
}

const asks = (name: string, more?: Partial<Check>) =>
  aCheck(name, ({ ask }) => ask.get(`/${name}`), more);

describe('a check', () => {
  it('passes, or fails with what was asked, expected and given', async () => {
    const { kinds, messages, holds } = await verdictsOf([
      aCheck('good', async ({ ask }) => {
        shouldAnswer(await ask.get('/json'), { json: { user: 'ada' } });
      }),
      aCheck('bad', async ({ ask }) => {
        shouldAnswer(await ask.get('/nowhere'), { text: 'Hey' });
      }),
    ]);
    expect(kinds).toEqual({ good: 'pass', bad: 'fail' });
    expect(messages[1]).toBe(
      'GET /nowhere answered 404 with the text "nothing here", but this lesson asks for success (200, or another 2xx) with "Hey".',
    );
    expect(holds).toBe(false);
  });

  it('that builds on an earlier one is failed by its name, once for all', async () => {
    const needs = async ({ ask }: Subject) =>
      shouldAnswer(await ask.get('/json'), {
        status: 201,
        of: '02.03/api-test',
      });
    const readIn = (id: string) => ({
      rung: 'read',
      page: lessonById(id).name,
    });
    const other = (name: string, run: Check['run']) =>
      aCheck(name, run, { key: `02.01/${name}` });
    const { verdicts, holds } = await verdictsOf([
      other('first', needs),
      other('second', needs),
      aCheck('own', () => fail('No.')),
    ]);
    expect(holds).toBe(false);
    expect(verdicts.map(({ key, sameAs }) => [key, sameAs])).toEqual([
      ['02.01/first', undefined],
      ['02.01/second', '02.01/first'],
      ['03.02/own', undefined],
    ]);
    expect(verdicts[0].message).toContain('but lesson 02.03 asks for 201.');
    expect(verdicts[0].hints[1]).toMatchObject(readIn('02.03'));
    expect(verdicts[1].hints).toEqual([]);
    expect(verdicts[2].hints[1]).toMatchObject(readIn('03.02'));
    const told = nothingTold();
    const lines = verdicts.flatMap((one) => verdictLines(one, [], told));
    expect(lines.filter((line) => /asks for 201/.test(line))).toHaveLength(1);
    expect(lines).toContain('    For the same reason.');
  });

  it('of the lesson asked keeps its own question, and then no earlier one asks', async () => {
    const needs = async ({ ask }: Subject) =>
      shouldAnswer(await ask.get('/json'), {
        status: 201,
        of: '02.03/api-test',
      });
    const own = aCheck('own', needs);
    const earlier = [
      aCheck('file', () => fail('No.'), { key: '02.03/file', kind: 'files' }),
      aCheck('same', needs, { key: '02.03/same' }),
      aCheck('other', () => fail('Not so.'), { key: '02.03/other' }),
    ];
    const folder = folderWith({ 'app.js': oddServer });
    const questions = async (checks: Check[]) => {
      const report = await judge({ lesson, folder, checks, earlier });
      return report.verdicts.map(({ key, message, hints: [ask], sameAs }) => [
        key,
        sameAs ?? message.slice(0, 9),
        ask && 'question' in ask ? ask.question : 'none',
      ]);
    };
    const mine = 'GET /json';
    expect(await questions([own])).toEqual([
      ['03.02/own', mine, own.hints.nudge],
      ['02.03/file', 'No.', 'none'],
      ['02.03/same', '03.02/own', 'none'],
      ['02.03/other', 'Not so.', 'none'],
    ]);
    const advice = aCheck('advice', () => fail('Hm.'), { advice: true });
    const [, file, same, other] = await questions([advice]);
    expect(file).toEqual(['02.03/file', 'No.', 'Why?']);
    expect(same[2]).not.toBe('none');
    expect(other[2]).toBe('Why?');
  });

  it('finds no route, or no body read: each one sentence with its own question', async () => {
    const express = `const app = require('express')();
      app.post('/mine', (req, res) => res.status(400).json({ error: 'No.' }));
      app.listen(3000);`;
    const posts = (key: string, path: string, advice?: true) =>
      aCheck(
        key,
        async ({ ask }) => {
          shouldAnswer(await sendItem(ask, path, key), { text: key });
        },
        { advice },
      );
    const { verdicts } = await verdictsOf(
      [
        posts('one', '/gone'),
        posts('two', '/gone'),
        posts('three', '/mine'),
        posts('advice', '/mine', true),
      ],
      express,
    );
    const told = verdicts.filter(({ sameAs }) => !sameAs);
    expect(told.map(({ key, message }) => [key, message])).toEqual([
      ['03.02/one', expect.stringContaining('no route POST /gone')],
      ['03.02/three', expect.stringContaining('not to read the body')],
    ]);
    expect(told.map(({ hints }) => hints[0])).toEqual([
      { rung: 'ask', question: expect.stringContaining('at this path') },
      { rung: 'ask', question: expect.stringContaining('reads the JSON') },
    ]);
  });

  it('blames no unread body where the server reads JSON', async () => {
    const express = `const express = require('express');
      const app = express();
      app.use(express.json());
      app.post('/mine', (req, res) => { throw new Error('Mine'); });
      app.use((err, req, res, next) => res.status(500).json({ error: 'Sorry.' }));
      app.listen(3000);`;
    const { messages } = await verdictsOf(
      [
        aCheck('mine', async ({ ask }) => {
          shouldAnswer(await sendItem(ask, '/mine', 'x'), {});
        }),
      ],
      express,
    );
    expect(messages[0]).toMatch(/^POST \/mine answered 500 with the JSON/);
  });

  it('that asks for a real hash waits for it', async () => {
    const slow = `require('node:http').createServer((req, res) => {
      setTimeout(() => res.end('done'), 2300);
    }).listen(3000);`;
    const { kinds } = await verdictsOf(
      [asks('hash', { realHash: true })],
      slow,
    );
    expect(kinds).toEqual({ hash: 'pass' });
  });

  it('refuses bodies, or names the one that was let in', async () => {
    const { messages } = await verdictsOf([
      aCheck('none', ({ ask }) =>
        refuses(ask, 'POST /json', [undefined, { a: 1 }], 400),
      ),
      aCheck('other', ({ ask }) =>
        refuses(ask, 'PUT /nowhere', [{ a: 1 }], 404),
      ),
    ]);
    const error = '{ "error": "<a sentence>" } as JSON.';
    expect(messages).toEqual([
      `POST /json with no body answered 200 with the JSON {"user":"ada"}, but this lesson asks for 400 with ${error}`,
      `PUT /nowhere with {"a":1} answered 404 with the text "nothing here", but this lesson asks for 404 with ${error}`,
    ]);
  });

  it('gets no answer, and the server goes on', async () => {
    const pids = new Set<string>();
    const pid = aCheck('pid', async ({ ask }) => {
      pids.add((await ask.get('/pid')).text);
    });
    const { kinds, messages, verdicts } = await verdictsOf([
      pid,
      asks('hang'),
      pid,
    ]);
    expect(verdicts[1].hints[0]).toEqual({
      rung: 'ask',
      question: expect.stringContaining('sends the answer'),
    });
    expect(kinds).toEqual({ pid: 'pass', hang: 'no answer' });
    expect(messages[1]).toMatch(/^GET \/hang got no answer within 2 seconds/);
    expect(pids.size).toBe(1);
  });

  it('kills the server, and the next ones get a new one', async () => {
    const { kinds, messages } = await verdictsOf([
      asks('json'),
      asks('die'),
      asks('pid'),
    ]);
    expect(kinds).toEqual({ json: 'pass', die: 'server died', pid: 'pass' });
    expect(messages[1]).toBe(
      'GET /die ended the server: Error: I was not ready',
    );
  });

  it.each([['before another'], ['as the last']])(
    'is blamed for a server that dies after its answer, %s',
    async (place) => {
      const after = place === 'as the last' ? [] : [asks('pid'), asks('more')];
      const { kinds, messages } = await verdictsOf([
        asks('json'),
        asks('late'),
        ...after,
      ]);
      expect(kinds).toMatchObject({ json: 'pass', late: 'server died' });
      expect(messages[1]).toMatch(/a moment after.*It came later/);
      if (after.length > 0) expect(kinds.pid).toBe('pass');
    },
  );

  it('fails where the server closes the connection and lives', async () => {
    const { kinds } = await verdictsOf([asks('close'), asks('pid')]);
    expect(kinds).toEqual({ close: 'fail', pid: 'pass' });
  });

  it('says why the server did not start; files are judged all the same', async () => {
    const broken = 'const app = ;';
    const file = aCheck('file', ({ file }) => file('app.js') ?? fail('none'), {
      kind: 'files',
    });
    const report = await verdictsOf([asks('pid'), file, asks('json')], broken);
    expect(report.kinds).toEqual({
      file: 'pass',
      pid: 'did not start',
      json: 'did not start',
    });
    expect(report.summary.cause).toMatch(/app\.js/);
  });

  it('is not run where the tools themselves can’t go on', async () => {
    const noDatabase = aCheck('rows', () => {
      throw new PlainError('The database could not be started.');
    });
    const { kinds, messages } = await verdictsOf([noDatabase]);
    expect(kinds).toEqual({ rows: 'not run' });
    expect(messages).toEqual(['The database could not be started.']);
  });

  it('is not run where no server is there, whatever it asks for', async () => {
    const lesson = lessonById('04.01.02');
    const { checks } = checksOf(lesson);
    const folder = folderWith({ 'app.js': "require('pg');" });
    const first = checks.filter(({ key }) => key.endsWith('connects-first'));
    const { verdicts } = await judge({ lesson, folder, checks: first });
    expect(verdicts).toMatchObject([{ kind: 'did not start' }]);
  });

  it('says in words which table is not there', async () => {
    const refusal = Object.assign(
      new Error('relation "tests" does not exist'),
      { code: '42P01' },
    );
    const { kinds, messages } = await verdictsOf([
      aCheck('rows', () => Promise.reject(refusal)),
    ]);
    expect(kinds).toEqual({ rows: 'fail' });
    expect(messages).toEqual(['There is no table "tests" in the database.']);
  });

  it('stops asking a server that answers nothing', async () => {
    const deaf = `require('node:http').createServer(() => {}).listen(3000);`;
    const { kinds, messages } = await verdictsOf(
      ['a', 'b', 'c', 'd', 'e'].map((name) => asks(name)),
      deaf,
    );
    expect(Object.values(kinds)).toEqual([
      'no answer',
      ...Array(4).fill('not run'),
    ]);
    expect(messages[0]).toMatch(
      /^GET \/a got no answer .*app\.use.*next\(\)\?$/,
    );
    expect(messages[4]).toMatch(/answers no request at all/);
  });

  it('goes on asking one that hangs in some handlers only', async () => {
    const lives = http.createServer((_req, res) => res.end()).listen(0);
    const { port } = lives.address() as AddressInfo;
    const silence = createSilence();
    for (const one of ['GET /a', 'GET /b', 'GET /c']) {
      const url = `http://127.0.0.1:${port}`;
      expect(await silence.unheard(one, url)).toBeUndefined();
    }
    expect(() => silence.goOn()).not.toThrow();
    lives.close();
  });

  it('that is advice fails nobody', async () => {
    const unsafe = aCheck('unsafe', () => fail('Not safe.'), { advice: true });
    const { holds, verdicts } = await verdictsOf([unsafe, asks('pid')]);
    expect(holds).toBe(true);
    expect(verdicts[0]).toMatchObject({ kind: 'fail', advice: true });
  });
});

describe('a class', () => {
  it('is judged side by side, each server by its own answers', async () => {
    const names = ['ada', 'grace', 'linus', 'margaret', 'alan'];
    const says = (name: string) => `
      require('node:http').createServer((req, res) => res.end('${name}')).listen(3000);`;
    const isAda = aCheck('is ada', async ({ ask }) => {
      shouldAnswer(await ask.get('/'), { text: 'ada' });
    });
    const all = await Promise.all(
      names.map((name) => verdictsOf([isAda], says(name))),
    );
    expect(all.map(({ holds }) => holds)).toEqual(
      names.map((name) => name === 'ada'),
    );
    expect(all[1].messages[0]).toContain('with the text "grace"');
  });
});

describe('a check of the kind browser', () => {
  const looks = aCheck('page', ({ page }) => page(), {
    kind: 'browser',
    dependsOn: ['client/index.html'],
  });
  const { BROWSER_PATH } = process.env;
  afterEach(() => {
    if (BROWSER_PATH) process.env.BROWSER_PATH = BROWSER_PATH;
    else delete process.env.BROWSER_PATH;
  });

  it('fails where there is no page', async () => {
    const { kinds, messages } = await verdictsOf([looks]);
    expect(kinds.page).toBe('fail');
    expect(messages[0]).toBe('There is no page yet: no client/index.html.');
  });

  it('is not run, and says why, where there is no browser', async () => {
    process.env.BROWSER_PATH = '/nowhere';
    const files = { 'app.js': oddServer, 'client/index.html': '<h1>Page</h1>' };
    const folder = folderWith(files);
    const { REQUIRE_BROWSER } = process.env;
    delete process.env.REQUIRE_BROWSER;
    const report = await judge({ lesson, folder, checks: [looks, looks] });
    for (const { kind, message } of report.verdicts) {
      expect(kind).toBe('not run');
      expect(message).toMatch(
        /^No Chrome, .* install one, or let BROWSER_PATH/,
      );
    }
    expect(exitCodeOf(report)).toBe(2);
    process.env.REQUIRE_BROWSER = '1';
    const required = await judge({ lesson, folder, checks: [looks] });
    expect(required.verdicts[0].kind).toBe('fail');
    if (REQUIRE_BROWSER === undefined) delete process.env.REQUIRE_BROWSER;
  });

  it('must name its files, and no other kind gets the page', async () => {
    expect(() =>
      checksFor('03.02', { checks: [{ ...looks, dependsOn: undefined }] }),
    ).toThrow('The check 03.02/page opens a browser: it must name the files');
    const other = aCheck('other', ({ page }) => page());
    const { messages } = await verdictsOf([other]);
    expect(messages[0]).toContain('it must be of the kind "browser"');
  });
});

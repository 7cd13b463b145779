// A folder's own tests are judged whatever they are called, in JavaScript too:
// by what they ask, and by what they notice.
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { OwnTestsOptions } from '../../checks/define';
import { isRed, passing, shouldNotice } from '../../checks/own-tests';
import { judge } from '../../course/checking';
import { aCheck, folderWith, lesson, removeFolders } from './folders';

jest.setTimeout(240_000);
afterAll(removeFolders);

/** Items of one's own, without Express, Sequelize or a database. */
const app = `
const http = require('node:http');
const items = [];
exports.handle = (req, res) => {
  const answer = (status, body) => {
    res.statusCode = status;
    res.end(JSON.stringify(body));
  };
  const owner = req.headers.authorization;
  if (!owner) return answer(401, { error: 'Please sign in' });
  if (req.method === 'POST') {
    const id = items.push(owner);
    return answer(201, { authtestdata: { id } });
  }
  const id = Number(req.url.split('/').at(-1));
  if (items[id - 1] !== owner) return answer(404, { error: 'Not there' });
  answer(200, { id });
};
if (require.main === module) http.createServer(exports.handle).listen(3000);
`;

const head = `
const http = require('node:http');
const ask = require('supertest');
const { handle } = require('../app');
const server = () => ask(http.createServer(handle));
const as = (who, question) => question.set('authorization', who);
`;

const strict = `${head}
test('strangers stay out', async () => {
  const path = '/authtest/' + JSON.parse(
    (await as('ada', server().post('/authtest/create'))).text,
  ).authtestdata.id;
  await as('ada', server().get(path)).expect(200);
  await as('eve', server().get(path)).expect(404);
  await server().get(path).expect(401);
});
`;

function folderTesting(test: string, script = 'jest --verbose'): string {
  return folderWith({
    'package.json': JSON.stringify({ scripts: { test: script } }),
    'app.js': app,
    '__tests__/strangers.js': test,
  });
}

/** What a check in this folder finds: its verdict's sentence; '' where it holds. */
async function messageOf(
  folder: string,
  run: Parameters<typeof aCheck>[1],
): Promise<string> {
  const check = aCheck('x', run, { kind: 'own tests', dependsOn: ['app.js'] });
  const { verdicts } = await judge({ lesson, folder, checks: [check] });
  return verdicts[0].message;
}

const stranger = { 'a GET': (one: { stranger: boolean }) => one.stranger };
const owner = {
  fault: 'owner',
  asked: stranger,
  when: 'all are let in',
} as const;

describe("a folder's own tests", () => {
  it('are run, and heard', async () => {
    const said = await messageOf(folderTesting(strict), async (subject) => {
      const run = await passing(subject);
      expect(run.ends).toBe(true);
      expect(run.listens).toEqual([]);
      expect(run.tests.map(({ name }) => name)).toEqual(['strangers stay out']);
      const sent = run.requests.map(
        ({ method, status, stranger }) => `${method} ${status} ${stranger}`,
      );
      expect(sent).toEqual([
        'POST 201 false',
        'GET 200 false',
        'GET 404 true',
        'GET 401 false',
      ]);
      expect(run.requests[0].file).toMatch(/strangers\.js$/);
      await shouldNotice(subject, owner);
      const faults: OwnTestsOptions[] = [
        { fault: 'success' },
        { overlay: { file: 'app.js', text: app.replaceAll('401', '403') } },
      ];
      for (const fault of faults) {
        expect(isRed(await subject.ownTests(fault))).toBe(true);
      }
    });
    expect(said).toBe('');
  });

  it('are told where they notice nothing', async () => {
    const lax = strict.replaceAll(/\.expect\(\d+\)/g, '');
    const said = await messageOf(folderTesting(lax), (subject) =>
      shouldNotice(subject, owner),
    );
    expect(said).toMatch(/all are let in\. All tests stay green/);
  });

  it('are told what none of them asks', async () => {
    const shy = strict.replace(/.*'eve'.*/, '');
    const said = await messageOf(folderTesting(shy), (subject) =>
      shouldNotice(subject, owner),
    );
    expect(said).toBe('No test of yours sends a GET.');
  });

  it.each([
    [
      'a red test',
      "test('adds', () => expect(3).toBe(4));",
      /^1 of 1 tests fail, first "adds": .*Received: 3/,
    ],
    [
      'a file that cannot be loaded',
      "require('./nothing');",
      /^"npm test" cannot run __tests__\/strangers\.js: Cannot find module/,
    ],
    [
      'no test at all',
      "describe('later', () => {});",
      /^"npm test" (cannot run|finds no test)/,
    ],
    [
      'an end in the middle',
      'process.exit(3);',
      /^"npm test" broke off\. It printed: /,
    ],
  ])('are told of %s', async (_what, test, sentence) => {
    const said = await messageOf(folderTesting(test), async (subject) => {
      await passing(subject);
    });
    expect(said).toMatch(sentence);
  });

  it('are ended where they do not end', async () => {
    const open = `${strict}\nsetInterval(() => {}, 1000);`;
    const said = await messageOf(folderTesting(open), async ({ ownTests }) => {
      expect((await ownTests()).ends).toBe(false);
    });
    expect(said).toBe('');
  });

  it.each([
    ['', 'package.json has no script "test".'],
    ['node --test', 'The script "test" runs no Jest: it is "node --test".'],
    ['jest --watchAll', '"npm test" never ends: its script says --watchAll.'],
  ])('are not run by the script "%s"', async (script, sentence) => {
    const said = await messageOf(
      folderTesting(strict, script),
      async (subject) => {
        await passing(subject);
      },
    );
    expect(said).toBe(sentence);
  });
});

// A server that does not start says why, in one sentence; one that goes wrong
// later takes nothing with it.
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import type { LogLine } from '../../course/servers';
import { makeFolder } from '../folders';
import { failureOf, get, plainServer, startFiles, until } from './servers';

describe('a server that does not start', () => {
  it.each<[string, string, string, Record<string, string>]>([
    ['an empty folder', 'no-entry', 'There is no server in ', {}],
    [
      'a syntax error in TypeScript',
      'syntax',
      "app.ts:2 has a syntax error: ')' expected.",
      {
        'app.ts': "import http from 'node:http';\nhttp.get('/', (req res) => {",
      },
    ],
    [
      'a syntax error in a file of JavaScript',
      'syntax',
      "routes/log.js:2 has a syntax error: Unexpected identifier 'res'",
      {
        'app.js': "require('./routes/log');",
        'routes/log.js': "\nget('/', (req res) => {",
      },
    ],
    [
      'a text that is no JSON',
      'died',
      'app.js ended before it listened (exit code 1): SyntaxError: ',
      { 'app.js': 'JSON.parse("{");' },
    ],
    [
      'a package.json with a comma too many',
      'syntax',
      'package.json is not valid JSON: Expected double-quoted property name',
      {
        'app.js': "require('node:http');",
        'package.json': '{\n  "private": true,\n}\n',
      },
    ],
    [
      'a package that is missing',
      'missing-package',
      'The package "@nobody/nothing" is not installed: type "npm install @nobody/nothing" in ',
      { 'app.ts': "import x from '@nobody/nothing/deep';\nx();" },
    ],
    [
      'a package that is missing, in an ES module',
      'missing-package',
      'The package "nobody-has-this" is not installed',
      { 'app.mjs': "import x from 'nobody-has-this';" },
    ],
    [
      'a file that is missing',
      'died',
      'app.ts imports "./controllers/no", but there is no such file.',
      { 'app.ts': "import x from './controllers/no';\nx();" },
    ],
    [
      'an empty file',
      'never-listened',
      'app.ts ended without listening: nothing keeps it running.',
      { 'app.ts': '' },
    ],
    [
      'a secret that is missing',
      'secret',
      'app.js does not start for want of a secret: JWT_SECRET is not set.',
      {
        'app.js':
          "if (!process.env.JWT_SECRET) { console.error('JWT_SECRET is not set.'); process.exit(1); }",
      },
    ],
    [
      'a port that is none',
      'died',
      'app.js ended before it listened (exit code 1): RangeError [ERR_SOCKET_BAD_PORT]: ',
      { 'app.js': plainServer('', 99999) },
    ],
  ])('%s', async (_title, reason, sentence, files) => {
    const failure = await failureOf(makeFolder(files));
    expect(failure.message).toContain(sentence);
    expect(failure.reason).toBe(reason);
  });

  it('is a folder that is not there', async () => {
    const folder = path.join(makeFolder(), 'nothing');
    const { reason, message } = await failureOf(folder);
    expect(reason).toBe('no-entry');
    expect(message).toBe(`There is no folder ${folder}.`);
  });

  it('waits for a database that does not answer', async () => {
    const failure = await failureOf(
      makeFolder({
        'app.ts': `import { Client } from 'pg';
          new Client({ host: 'elsewhere' }).connect();`,
      }),
      { databaseUrl: 'postgres://ada:quite-secret@127.0.0.1:1/ada' },
    );
    expect(failure.message).toBe(
      'The database does not answer. Type "npm run db" to start it.',
    );
    expect(failure.reason).toBe('database');
  });

  it('has a pg too old for this Node', async () => {
    const { message, reason } = await failureOf(
      makeFolder({
        'node_modules/pg/package.json': '{ "version": "7.18.2" }',
        'node_modules/pg/index.js': '',
        'app.js': "require('pg');",
      }),
    );
    expect(message).toContain('The package pg 7.18.2');
    expect(message).toContain('type "npm install pg@8"');
    expect(reason).toBe('database');
  });

  it('runs in an endless loop', async () => {
    const folder = makeFolder({ 'app.js': "console.log('in'); for (;;);" });
    const failure = await failureOf(folder, { timeoutMs: 800 });
    expect(failure.message).toBe(
      'app.js did not listen within 0.8 seconds: it is busy without an end, as in an endless loop.',
    );
    expect(failure.log).toBe('in');
  });
});

describe('a server that goes wrong later', () => {
  it('dies at a request: its end is told, its log kept', async () => {
    const server = await startFiles({
      'app.js': plainServer("throw new Error('no such user')"),
    });
    expect(server.alive()).toBe(true);
    await expect(get(server)).rejects.toThrow();
    expect(await server.exited).toEqual({ code: 1, signal: null });
    expect(server.alive()).toBe(false);
    expect(server.log()).toContain('Error: no such user');
    await server.stop();
  });

  it('floods its log: the last lines stay, and the rest is counted', async () => {
    const lines: LogLine[] = [];
    const server = await startFiles(
      {
        'app.js':
          "for (let i = 1; i <= 30000; i += 1) console.log('line ' + i + 'é'.repeat(50));" +
          "process.stdout.write('x'.repeat(100000));" +
          plainServer("res.end('still here')"),
      },
      { onLog: (line) => lines.push(line) },
    );
    expect(await get(server)).toBe('still here');
    await until(() => /x{2000} …$/.test(server.log()));
    const kept = server.log().split('\n');
    expect(kept[0]).toMatch(
      /^… \d{5} lines dropped: the server prints too much …$/,
    );
    expect(kept).toHaveLength(501);
    expect(kept.every((line) => line.length <= 2_002)).toBe(true);
    await until(() => lines.some(({ text }) => /lines dropped/.test(text)));
    expect(lines.length).toBeLessThan(5_000);
  });

  it('prints colours, half lines and odd ends: the lines are whole', async () => {
    const lines: LogLine[] = [];
    const server = await startFiles(
      {
        'app.js':
          "process.stdout.write('\\u001b[32mgre'); process.stdout.write('en\\u001b[0m\\r\\nlast');" +
          plainServer('process.exit(0)'),
      },
      { onLog: (line) => lines.push(line) },
    );
    await get(server).catch(() => {});
    await server.exited;
    expect(lines).toEqual([
      { stream: 'out', text: 'green' },
      { stream: 'out', text: 'last' },
    ]);
  });
});

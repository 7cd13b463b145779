// A server that does not start says why, in one sentence.
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { makeFolder } from '../folders';
import { failureOf, plainServer } from './servers';

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
      'app.js:1: SyntaxError: ',
      { 'app.js': 'JSON.parse("{");' },
    ],
    [
      'a package.json with a comma too many',
      'syntax',
      'package.json:2 is not valid JSON: a comma too many stands before the }.',
      {
        'app.js': "require('node:http');",
        'package.json': '{\n  "private": true,\n}\n',
      },
    ],
    [
      'a package that is missing',
      'missing-package',
      'app.ts:1 imports "@nobody/nothing", but no package of that name is installed. If you know it and want it, type "npm install @nobody/nothing" in ',
      { 'app.ts': "import x from '@nobody/nothing/deep';\nx();" },
    ],
    [
      'a package that is missing, in an ES module',
      'missing-package',
      'app.mjs:1 imports "nobody-has-this", but no package of that name is installed. ',
      { 'app.mjs': "import x from 'nobody-has-this';" },
    ],
    [
      'a file that is missing',
      'died',
      'app.ts:1 imports "./controllers/no", but there is no such file.',
      { 'app.ts': "import x from './controllers/no';\nx();" },
    ],
    [
      'a package.json that lacks a comma',
      'syntax',
      'package.json:5 is not valid JSON: a comma is missing before "main".',
      {
        'app.ts': '',
        'package.json':
          '{\n  "scripts": {\n    "start": "tsx app"\n  }\n  "main": "app.ts"\n}\n',
      },
    ],
    [
      'a package whose name is misspelled',
      'missing-package',
      'app.ts:2 imports "expres", but there is no such package here. Did you mean "express"?',
      { 'app.ts': "// A server.\nimport express from 'expres';\nexpress();" },
    ],
    [
      'a part of Node whose name is misspelled',
      'missing-package',
      'The code imports "node:crytpo", but there is no such package here. Did you mean "crypto"?',
      { 'app.js': "require('node:crytpo');" },
    ],
    [
      'a folder of its own that is named like a package',
      'missing-package',
      'app.ts:1 imports "controllers/testcontroller" like a package, but it is a file of your own: write "./controllers/testcontroller".',
      {
        'app.ts': "import { a } from 'controllers/testcontroller';\na();",
        'controllers/testcontroller.ts': 'export const a = () => {};',
      },
    ],
    [
      'a file of the top folder that is named like a package, below',
      'missing-package',
      'models/test.ts:1 imports "db" like a package, but it is a file of your own: write "../db".',
      {
        'app.ts': "import './models/test';",
        'models/test.ts': "import { a } from 'db';\na();",
        'db.ts': 'export const a = () => {};',
      },
    ],
    [
      'a file whose name has capital letters',
      'died',
      'app.ts:1 imports "./controllers/TestController", but there is no such file. Did you mean "./controllers/testcontroller"? Capital',
      {
        'app.ts': "import { a } from './controllers/TestController';\na();",
        'controllers/testcontroller.ts': 'export const a = () => {};',
      },
    ],
    [
      'a file that is looked for in the wrong folder',
      'died',
      'models/test.ts:1 imports "./db", but there is no such file. Did you mean "../db"?',
      {
        'app.ts': "import './models/test';",
        'models/test.ts': "import { a } from './db';\na();",
        'db.ts': 'export const a = () => {};',
      },
    ],
    [
      'a package that is listed and only looks like another',
      'missing-package',
      'The package "expres" stands in package.json, but is not installed: type "npm install" in ',
      {
        'app.ts': "import express from 'expres';\nexpress();",
        'package.json': '{ "dependencies": { "expres": "1" } }',
      },
    ],
    [
      'an error in a file that it imports',
      'died',
      'models/test.ts:2: ReferenceError: STRING is not defined. So app.ts ended before it listened.',
      {
        'app.ts': "import './models/test';",
        'models/test.ts': '\nconsole.log(STRING);\nexport {};',
      },
    ],
    [
      'an empty file',
      'never-listened',
      'app.ts is empty: nothing starts a server yet.',
      { 'app.ts': '\n' },
    ],
    [
      'a file that only says something',
      'never-listened',
      'app.ts ended without listening: nothing keeps it running.',
      { 'app.ts': "console.log('Hello');" },
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
      'app.js:2: RangeError [ERR_SOCKET_BAD_PORT]: ',
      { 'app.js': plainServer('', 99999) },
    ],
  ])('%s', async (_title, reason, sentence, files) => {
    const failure = await failureOf(makeFolder(files));
    expect(failure.message).toContain(sentence);
    expect(failure.reason).toBe(reason);
  });

  it('shows nothing of our own code', async () => {
    const { log } = await failureOf(
      makeFolder({ 'app.ts': "import x from './no';\nx();" }),
    );
    expect(log).toContain("Error: Cannot find module './no'");
    expect(log).toMatch(/at Module\._load/);
    expect(log).not.toContain('preload');
    expect(log).not.toContain('throw error');
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

// Any server folder starts: on a port of ours, with a database of ours.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type Database } from '../../course/database';
import type { LogLine } from '../../course/servers';
import { freePort } from '../../course/servers/free-port';
import { listFiles } from '../../course/steps';
import { makeFolder } from '../folders';
import {
  failureOf,
  fixture,
  get,
  plainServer,
  start,
  startFiles,
} from './servers';

let db: Database;
beforeAll(async () => {
  db = await throwawayDatabase('servers');
});
afterAll(() => db?.drop());

describe('two of four folders at once', () => {
  it('serves TypeScript and JavaScript whose port and database are fixed', async () => {
    const databaseUrl = db.url;
    const [ts, js] = await Promise.all([
      start(fixture('typescript'), { databaseUrl }),
      start(fixture('javascript'), { databaseUrl }),
    ]);
    expect(ts.port).not.toBe(js.port);
    expect(await get(ts, '/note')).toBe(
      '{"text":"+a type error stops no server"}',
    );
    expect(JSON.parse(await get(js, '/database'))).toEqual({ name: db.name });
    await Promise.all([ts.stop(), js.stop()]);
  });

  it('says why the other two do not start', async () => {
    const [never, dies] = await Promise.all([
      failureOf(fixture('never-listens'), { timeoutMs: 600 }),
      failureOf(fixture('dies')),
    ]);
    expect(never.reason).toBe('never-listened');
    expect(never.message).toBe(
      'index.ts runs, but did not listen within 0.6 seconds: it never gets as far as app.listen.',
    );
    expect(never.log).toBe('still here');
    expect(dies.reason).toBe('died');
    expect(dies.message).toBe(
      "app.js:5: TypeError: Cannot read properties of undefined (reading 'port'). " +
        'So app.js ended before it listened.',
    );
  });
});

describe('startServer', () => {
  it('names the line of the source in a stack', async () => {
    const server = await start(fixture('typescript'), { databaseUrl: db.url });
    expect(await get(server, '/stack')).toMatch(/line 21.*\n.*app\.ts:21:/);
  });

  it('never shows the address of the database', async () => {
    const lines: LogLine[] = [];
    const server = await startFiles(
      {
        'app.js': `console.log('at ' + process.env.DATABASE_URL);
          ${plainServer("res.end(String('COURSE_SERVER' in process.env))")}`,
      },
      {
        databaseUrl: db.url,
        env: { DATABASE_URL: db.url },
        onLog: (line) => lines.push(line),
      },
    );
    expect(await get(server)).toBe('false');
    expect(lines).toEqual([{ stream: 'out', text: 'at (secret)' }]);
    expect(server.log()).toBe('at (secret)');
  });

  it('finds the packages of the course from a folder outside', async () => {
    const server = await startFiles({
      'src/index.ts': `import express from 'express';
        import { word } from './words/word.js';
        express().get('/', (req, res) => void res.send(word)).listen(80);`,
      'src/words/word.ts': `export const word: string = 'found';`,
    });
    expect(await get(server)).toBe('found');
  });

  it('serves an ES module, its database too', async () => {
    const server = await start(fixture('module'), { databaseUrl: db.url });
    expect(await get(server)).toBe(db.name);
  });

  it('writes nothing into the folder', async () => {
    const folder = makeFolder({ 'app.ts': plainServer("res.end('hi')") });
    await start(folder);
    expect(listFiles(folder)).toEqual(['app.ts']);
  });

  it('takes the first of two listens for the server', async () => {
    const port = await freePort(3100);
    const server = await startFiles(
      {
        'app.js':
          plainServer("res.end('first')") +
          `http.createServer((req, res) => res.end('second')).listen(8080);
           http.createServer((req, res) => res.end('third')).listen(3000);`,
      },
      { port },
    );
    expect(server.port).toBe(port);
    expect(await get(server)).toBe('first');
  });

  it('takes the wanted port, or says that it is taken', async () => {
    const folder = makeFolder({ 'app.js': plainServer("res.end('hi')") });
    const first = await start(folder);
    const { port } = first;
    const failure = await failureOf(folder, { port });
    expect(failure.reason).toBe('port');
    expect(failure.message).toContain(`Port ${port} is taken`);
    await first.stop();
    const second = await start(folder, { port });
    expect(second.url).toBe(`http://127.0.0.1:${port}`);
  });

  it('lets no .env undo the settings that it gives', async () => {
    const server = await startFiles(
      {
        '.env': 'JWT_SECRET=theirs\nMORE=theirs\n',
        'app.ts': `import 'dotenv/config';
          import http from 'node:http';
          const { JWT_SECRET, MORE } = process.env;
          http.createServer((req, res) => res.end(JWT_SECRET + ' ' + MORE))
            .listen(process.env.PORT);`,
      },
      { env: { JWT_SECRET: 'ours' } },
    );
    expect(await get(server)).toBe('ours theirs');
  });

  it('makes a hash cheap where it is asked to', async () => {
    const files = {
      'app.ts': `import bcrypt from 'bcryptjs';
        import http from 'node:http';
        http.createServer(async (req, res) => {
          const hash = await bcrypt.hash('secret', 10);
          const salt = bcrypt.genSaltSync(10);
          res.end([hash.slice(0, 7), salt.slice(0, 7),
            await bcrypt.compare('secret', hash),
            await bcrypt.compare('other', hash)].join(' '));
        }).listen(3000);`,
    };
    const cheap = await startFiles(files, { cheapHash: true });
    expect(await get(cheap)).toBe('$2b$04$ $2b$04$ true false');
    const dear = await startFiles(files);
    expect(await get(dear)).toBe('$2b$10$ $2b$10$ true false');
  });
});

// What a server folder runs in: its database, its secret, its port.
import { afterEach, describe, expect, it } from '@jest/globals';
import net from 'node:net';
import { query } from '../../course/database';
import {
  lessonById,
  stepFolder,
  writtenCheckpoints,
} from '../../course/find-lesson';
import {
  openRuntime,
  usesDatabase,
  type Runtime,
  type RuntimeOptions,
} from '../../course/runtime';
import { freePort } from '../../course/servers/free-port';
import { machineSecret } from '../../course/state';
import { applyEdits, copyStep } from '../../course/steps';
import { makeFolder } from '../folders';
import { get, isThere, plainServer, until } from '../servers/servers';

const opened: Runtime[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.end()));
});

function open(
  files: Record<string, string> | string,
  options: Partial<RuntimeOptions> = {},
) {
  const folder = typeof files === 'string' ? files : makeFolder(files);
  const database = { throwaway: 'runtime' };
  const runtime = openRuntime({ folder, database, ...options });
  opened.push(runtime);
  return runtime;
}

const manifest = (lists: object) => JSON.stringify(lists);
const hello = plainServer("res.end('hello')");

describe('a database', () => {
  it('is there for the steps whose package.json names pg or sequelize', () => {
    const without = writtenCheckpoints.filter(
      (one) => !usesDatabase(stepFolder(one)),
    );
    expect(without.at(-1)?.id).toBe('03.04');
    expect(without).toHaveLength(8);
  });

  it.each([
    [{ dependencies: { pg: '^8' } }, true],
    [{ devDependencies: { sequelize: '^6' } }, true],
    [{ optionalDependencies: { pg: '^8' } }, true],
    [{ dependencies: { express: '^5' } }, false],
  ])('for %j: %p', async (lists, needed) => {
    const runtime = open({ 'package.json': manifest(lists), 'app.js': hello });
    expect((await runtime.database()) !== undefined).toBe(needed);
  });

  it('is there for code that package.json forgot, and below the folder', () => {
    const code = { 'app.js': "require('pg')" };
    expect(usesDatabase(makeFolder(code))).toBe(true);
    const below = { 'server/package.json': '{"dependencies":{"pg":"8"}}' };
    expect(usesDatabase(makeFolder(below))).toBe(true);
  });

  it('is gone with its runtime, where it is for this run alone', async () => {
    const lists = { dependencies: { pg: '^8' } };
    const runtime = open({ 'package.json': manifest(lists), 'app.js': hello });
    const { url } = (await runtime.database())!;
    await query(url, 'create table t (id serial, x int)');
    const rows = 'insert into t (x) values (1) returning id';
    await query(url, rows);
    await runtime.empty();
    expect(await query(url, rows)).toEqual([{ id: 1 }]);
    await runtime.end();
    await expect(query(url, 'select 1')).rejects.toThrow();
  });

  it('is never emptied where it is kept', async () => {
    const kept = lessonById('05.02.02');
    const runtime = open(stepFolder(kept), { database: { kept } });
    const { url } = (await runtime.database())!;
    await query(url, 'create table if not exists keep (x int)');
    await expect(runtime.empty()).rejects.toThrow('never emptied');
    await runtime.end();
    expect(await query(url, 'select * from keep')).toEqual([]);
    await query(url, 'drop table keep');
  });
});

describe('the secret', () => {
  const app = `require('dotenv').config({ quiet: true });
    ${plainServer('res.end(process.env.JWT_SECRET)')}`;

  it("is the folder's own, else this machine's", async () => {
    const own = open({ '.env': 'JWT_SECRET="of the folder"', 'app.js': app });
    expect(await get(await own.start())).toBe('of the folder');
    const blank = open({ '.env': 'JWT_SECRET=\n', 'app.js': app });
    expect(await get(await blank.start())).toBe(machineSecret());
  });
});

describe('the port', () => {
  it('is the next one, where it is taken at the last moment', async () => {
    const port = await freePort(3200);
    const runtime = open(
      { 'app.js': `console.log('soon'); setTimeout(() => {${hello}}, 300);` },
      { port },
    );
    const other = net.createServer().unref();
    const server = await runtime.start({
      onLog: () => void (other.listening || other.listen(port, '127.0.0.1')),
    });
    other.close();
    expect(await get(server)).toBe('hello');
    expect(server.port).toBeGreaterThan(port);
  });

  it('stays the same when the server starts again', async () => {
    const other = await open({ 'app.js': hello }).start();
    const runtime = open({ 'app.js': hello }, { port: other.port });
    const first = await runtime.start();
    await Promise.all([first.stop(), other.stop()]);
    expect((await runtime.start()).port).toBe(first.port);
  });
});

describe('listeners', () => {
  it('are all told: what the code asked for, and what it got', async () => {
    const runtime = open({
      'app.js': `${hello}
        http.createServer((req, res) => res.end('page')).listen({ port: 8080 });
        require('node:net').createServer().listen();`,
    });
    const told: number[] = [];
    const server = await runtime.start({
      onListener: ({ port }) => told.push(port),
    });
    await until(() => told.length === 3);
    const { listeners } = server;
    expect(listeners.map(({ asked, main }) => ({ asked, main }))).toEqual([
      { asked: 3000, main: true },
      { asked: 8080, main: false },
      { main: false },
    ]);
    const page = await fetch(`http://127.0.0.1:${listeners[1].port}`);
    expect(await page.text()).toBe('page');
    expect(listeners[0].port).toBe(server.port);
  });
});

describe('a copy of a step', () => {
  it('is shown by the paths of the step', async () => {
    const lesson = lessonById('03.02');
    const copy = copyStep(lesson);
    const write = `console.log(__filename); console.log(require('node:url').pathToFileURL(__filename).href); throw new Error(__filename);`;
    applyEdits(copy.path, { file: 'app.ts', write });
    const lines: string[] = [];
    const onLog = ({ text }: { text: string }) => lines.push(text);
    const failure = await open(copy.path)
      .start({ onLog })
      .catch((e) => e);
    copy.remove();
    const all = [failure.message, failure.log, ...lines].join('\n');
    expect(all).not.toContain(copy.path);
    expect(all).not.toContain('.course/work');
    expect(lines[0]).toBe(`${stepFolder(lesson)}/app.ts`);
    expect(failure.reason).toBe('died');
    expect(failure.message).toContain('app.ts');
  });
});

describe('a start under way', () => {
  it('is called off by the end', async () => {
    const lines: string[] = [];
    const runtime = open({ 'app.js': 'console.log(process.pid); for (;;);' });
    const starting = runtime
      .start({ onLog: ({ text }) => lines.push(text) })
      .catch((error) => error.message);
    await until(() => lines.length > 0);
    await runtime.end();
    expect(await starting).toBe('The start was called off.');
    expect(isThere(Number(lines[0]))).toBe(false);
  });
});

// The page of a folder, served beside its server.
import { stateFolder } from '../workbench/own-state';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import {
  forgetServer,
  hasPage,
  keepRunning,
  noteServer,
  openRuntime,
  portTrouble,
  servePage,
  type PageServer,
} from '../../course/runtime';
import { freePort } from '../../course/servers/free-port';
import { makeFolder, writeFiles } from '../folders';
import { plainServer, until } from '../servers/servers';

const opened: PageServer[] = [];

afterEach(() => opened.splice(0).forEach((page) => page.close()));
afterAll(() => fs.rmSync(stateFolder, { recursive: true, force: true }));

async function serve(folder: string, wanted?: number) {
  const page = await servePage(folder, wanted);
  opened.push(page);
  return page;
}

const files = {
  'app.js': plainServer("res.end('server')"),
  'client/index.html': '<h1>Page</h1>',
  'client/01-scripts.js': 'one()',
};

describe('the page server', () => {
  it('gives what lies in client/ as it is now, and nothing else', async () => {
    const folder = makeFolder(files);
    const { url } = await serve(folder);
    const text = async (name: string) => (await fetch(url + name)).text();
    expect(await text('/')).toBe('<h1>Page</h1>');
    writeFiles(folder, { 'client/01-scripts.js': 'two()' });
    const script = await fetch(`${url}/01-scripts.js`);
    expect(await script.text()).toBe('two()');
    expect(script.headers.get('cache-control')).toBe('no-store');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    writeFiles(folder, { 'client/pictures/a.txt': 'a' });
    for (const none of ['/nothing', '/pictures', '/%2e%2e/app.js']) {
      expect((await fetch(url + none)).status).toBe(404);
    }
  });

  it('takes the next port where the wanted one has another page', async () => {
    const wanted = await freePort(18080);
    const first = await serve(makeFolder(files), wanted);
    expect(first).toMatchObject({ port: wanted, byOther: false });
    const other = makeFolder({ ...files, 'client/01-scripts.js': 'other()' });
    const second = await serve(other, wanted);
    expect(second.port).toBeGreaterThan(wanted);
    expect(second.byOther).toBe(false);
  });

  it('leaves a page to the one who serves it, unless that is of another folder', async () => {
    const folder = makeFolder(files);
    const wanted = await freePort(18180);
    await serve(folder, wanted);
    const again = await serve(folder, wanted);
    expect(again).toMatchObject({ port: wanted, byOther: true });
    const note = { pid: process.pid, port: wanted, folder, page: wanted };
    noteServer(note, 'terminal');
    expect((await serve(folder, wanted)).byOther).toBe(true);
    expect((await serve(makeFolder(files), wanted)).byOther).toBe(false);
    forgetServer(note);
  });

  it('says who has the ports that a page counts on', async () => {
    expect(await portTrouble({ port: 8080 }, 3000)).toEqual([]);
    expect(await portTrouble(undefined, 3001)).toEqual([
      expect.stringMatching(
        /^Port 3000 is taken.*this server gets port 3001\.$/,
      ),
    ]);
    expect(await portTrouble({ port: 8081 }, 3001)).toEqual([
      expect.stringMatching(/The page asks http:\/\/localhost:3000, not this/),
      expect.stringMatching(/^Port 8080 is taken.*the page gets port 8081\.$/),
    ]);
  });
});

it('comes with a save, and its own saves start no server again', async () => {
  const { 'app.js': app, ...client } = files;
  const folder = makeFolder({ 'app.js': app });
  const runtime = openRuntime({ folder, database: { throwaway: 'page' } });
  const pages: (PageServer | undefined)[] = [];
  let saves = 0;
  const stop = keepRunning(
    runtime,
    { by: 'terminal' },
    {
      saved: () => (saves += 1),
      listening: (_server, _ms, page) => pages.push(page),
      failed: () => undefined,
      ended: () => undefined,
    },
  );
  await until(() => pages.length === 1);
  expect(hasPage(folder)).toBe(false);
  writeFiles(folder, client);
  await until(() => pages.length === 2);
  expect(pages[0]).toBeUndefined();
  const { url } = pages[1]!;
  writeFiles(folder, { 'client/index.html': '<h1>New</h1>' });
  const text = async () => (await fetch(url)).text();
  await until(async () => (await text()) === '<h1>New</h1>');
  // The watcher has told of it by now.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(saves).toBe(1);
  fs.appendFileSync(path.join(folder, 'app.js'), '// more');
  await until(() => pages.length === 3);
  expect(pages[2]?.url).toBe(url);
  await stop();
  await expect(fetch(url)).rejects.toThrow();
});

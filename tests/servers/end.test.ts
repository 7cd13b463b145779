// Nothing is left running: not after a stop, not after a killed parent.
import { describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import path from 'node:path';
import { makeFolder } from '../folders';
import { get, isThere, plainServer, startFiles, until } from './servers';

describe('stop', () => {
  it('ends a server with an open connection, and twice is once', async () => {
    const server = await startFiles({
      'app.js': plainServer("res.write('…')"),
    });
    const open = await fetch(server.url);
    await Promise.all([server.stop(), server.stop()]);
    expect(server.alive()).toBe(false);
    expect(isThere(server.pid)).toBe(false);
    await expect(open.text()).rejects.toThrow();
  });

  it("goes the server's own way to end", async () => {
    const server = await startFiles({
      'app.js': `process.on('SIGTERM', () => {
          setTimeout(() => { console.log('bye'); process.exit(7); }, 20);
        });
        ${plainServer("res.end('hi')")}`,
    });
    await server.stop();
    expect(await server.exited).toEqual({ code: 7, signal: null });
    expect(server.log()).toBe('bye');
  });

  it('kills one that ignores SIGTERM', async () => {
    const server = await startFiles({
      'app.js': `process.on('SIGTERM', () => console.log('no'));
        ${plainServer("res.end('hi')")}`,
    });
    await server.stop();
    expect(server.log()).toBe('no');
    expect((await server.exited).signal).toBe('SIGKILL');
  });

  it('kills one that is in an endless loop', async () => {
    const server = await startFiles({ 'app.js': plainServer('for (;;);') });
    get(server).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.stop();
    expect(isThere(server.pid)).toBe(false);
  });

  const isWindows = process.platform === 'win32';
  const onPosix = isWindows ? it.skip : it; // skipped because Windows has no groups of processes
  onPosix('ends what the server started itself', async () => {
    const server = await startFiles({
      'app.js': `const { spawn } = require('node:child_process');
        const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
        ${plainServer('res.end(String(pid))')}`,
    });
    const pid = Number(await get(server));
    expect(isThere(pid)).toBe(true);
    await server.stop();
    await until(() => !isThere(pid));
  });
});

describe('when the parent is killed', () => {
  it.each([
    ['a server ends', plainServer("res.end('hi')")],
    ['an endless loop at its start ends', 'for (;;);'],
    [
      'a server that ignores signals ends',
      `process.on('SIGTERM', () => {}); ${plainServer('')}`,
    ],
  ])('%s', async (_title, code) => {
    const folder = makeFolder({
      'app.js': `console.log(process.pid); ${code}`,
    });
    const script = path.join(
      __dirname,
      '..',
      'fixtures',
      'servers',
      'parent.ts',
    );
    const parent = fork(script, [folder], { execArgv: ['-r', 'tsx/cjs'] });
    const pid = await new Promise<number>((resolve) => {
      parent.once('message', (text) => resolve(Number(text)));
    });
    expect(isThere(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isThere(pid));
  });
});

// A server that starts again at every save, and leaves nothing behind.
import { stateFolder } from '../workbench/own-state';
import { afterAll, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import {
  holderOf,
  keepRunning,
  openRuntime,
  runningServers,
} from '../../course/runtime';
import { makeFolder, writeFiles } from '../folders';
import { isThere, plainServer, until } from '../servers/servers';

afterAll(() => fs.rmSync(stateFolder, { recursive: true, force: true }));

const sayPid = (word: string) =>
  plainServer(`res.end('${word} ' + process.pid)`);

/** Keeps a folder running, and collects all that is told of it. */
function keep(files: Record<string, string>) {
  const folder = makeFolder(files);
  const database = { throwaway: 'keep' };
  const runtime = openRuntime({ folder, database });
  const said: string[] = [];
  const pids: number[] = [];
  const told = (text: string) =>
    until(() => said.at(-1) === text).catch(() => expect(said).toBe(text));
  const onLog = ({ text }: { text: string }) => said.push(text);
  const stop = keepRunning(
    runtime,
    { by: 'terminal', onLog },
    {
      saved: () => said.push('saved'),
      listening(server) {
        pids.push(server.pid);
        void fetch(server.url)
          .then((answer) => answer.text())
          .then((text) => said.push(text.split(' ')[0]))
          .catch((error) => said.push(String(error)));
      },
      failed: ({ message }) => said.push(message),
      ended: ({ code }) => said.push(`ended ${code}`),
    },
  );
  return { folder, said, pids, told, stop };
}

describe('keepRunning', () => {
  it('starts again at a save, after a failure too', async () => {
    const { folder, pids, told, stop } = keep({ 'app.js': sayPid('one') });
    await told('one');
    writeFiles(folder, { 'app.js': sayPid('two') });
    await told('two');
    expect(isThere(pids[0])).toBe(false);
    writeFiles(folder, { 'app.js': 'const (;' });
    await told("app.js:1 has a syntax error: Unexpected token '('");
    // A start that would take its time is called off by the next save.
    writeFiles(folder, {
      'app.js': "setInterval(() => {}, 1000); console.log('waits');",
    });
    await told('waits');
    writeFiles(folder, { 'app.js': sayPid('three') });
    await told('three');
    process.kill(pids.at(-1)!, 'SIGKILL');
    await told('ended null');
    writeFiles(folder, { 'app.js': sayPid('four') });
    await told('four');
    await stop();
    expect(isThere(pids.at(-1)!)).toBe(false);
  });

  it('leaves no child of a server that spins, saved five times', async () => {
    const spins = (n: number) =>
      `console.log('pid ' + process.pid); for (;;); // ${n}`;
    const { folder, said, stop } = keep({ 'app.ts': spins(0) });
    for (let n = 1; n <= 5; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      writeFiles(folder, { 'app.ts': spins(n) });
    }
    const started = () =>
      said.filter((line) => /^pid/.test(line)).map((line) => line.slice(4));
    await until(() => started().length > 1);
    await stop();
    expect(started().map(Number).filter(isThere)).toEqual([]);
  });
});

describe('what is noted of a server that runs', () => {
  const place = `${stateFolder}/servers`;

  it('is where it is, as long as it is there', async () => {
    const { folder, pids, told, stop } = keep({ 'app.js': sayPid('one') });
    await told('one');
    const [note, ...others] = await runningServers();
    expect(note).toMatchObject({ pid: pids[0], folder, by: 'terminal' });
    expect(others).toEqual([]);
    expect(await holderOf(note.port)).toMatch(
      /^"npm run step" in another terminal \(course test é-.+\)$/,
    );
    expect(await holderOf(1)).toBeUndefined();
    await stop();
    await until(() => fs.readdirSync(place).length === 0);
    expect(await runningServers()).toEqual([]);
  });

  it('is not believed of a process that is gone, or a port that is closed', async () => {
    const note = { port: 1, folder: '/x', by: 'tab' };
    const dead = 2 ** 22 - 1;
    for (const pid of [dead, process.pid]) {
      const text = JSON.stringify({ ...note, pid });
      fs.writeFileSync(`${place}/${pid}-1.json`, text);
    }
    fs.writeFileSync(`${place}/broken.json`, '{');
    expect(await runningServers()).toEqual([]);
    expect(fs.existsSync(`${place}/${dead}-1.json`)).toBe(false);
  });
});

// `npm run step`, and the server that starts again at every save.
import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import net from 'node:net';
import { command } from '../../course/commands/step';
import { root } from '../../course/find-lesson';
import { lessons } from '../../course/outline';
import { makeFolder } from '../folders';
import { isThere, plainServer, until } from './servers';

/** What a test began: it ends with it, where an expectation failed too. */
const ends: (() => unknown)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

/** Somebody else's server at port 3000, if nobody has it yet. */
async function takePort3000(): Promise<void> {
  const other = net.createServer();
  await new Promise<void>((resolve) => {
    other.once('error', () => resolve());
    other.listen(3000, '127.0.0.1', resolve);
  });
  ends.push(() => other.close());
}

/** Types a command, and collects what it prints. */
function typed(words: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['course', 'step', ...words], {
    cwd: root,
    env: { ...process.env, COURSE_STATE: makeFolder(), INIT_CWD: root, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  }
  const code = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  ends.push(() => child.kill('SIGINT'));
  return { child, code, text: () => text };
}

const urlIn = (text: string) => /^http:\/\/localhost:\d+/m.exec(text)?.[0];
const sayPid = (word: string) =>
  plainServer(`res.end('${word} ' + process.pid)`);

describe('npm run step', () => {
  it('runs a lesson until Ctrl+C, on the next free port', async () => {
    await takePort3000();
    // As the workbench notes it.
    const { pid } = process;
    const note = { pid, port: 3000, folder: 'steps/03.04-x', by: 'tab' };
    const state = makeFolder({
      [`servers/${pid}.json`]: JSON.stringify(note),
    });
    const { child, code, text } = typed(['03.02'], { COURSE_STATE: state });
    await until(() => urlIn(text()) !== undefined);
    expect(text()).toContain(
      'Port 3000 is taken by the tab Run of the course in the browser (03.04-x); this server gets port 30',
    );
    expect(text()).not.toContain('Database');
    const answer = await fetch(`${urlIn(text())}/test`);
    expect(await answer.text()).toBe('Hey!!! This is a test route!');
    child.kill('SIGINT');
    expect(await code).toBe(process.platform === 'win32' ? null : 0);
    await expect(fetch(urlIn(text())!)).rejects.toThrow();
  });

  it('says nothing of the port where nobody here is known to have it', async () => {
    await takePort3000();
    const { child, code, text } = typed(['03.02']);
    await until(() => urlIn(text()) !== undefined);
    expect(text()).toContain('Port 3000 is taken; this server gets port 30');
    child.kill('SIGINT');
    await code;
  });

  it('ends at Ctrl+C while a server that never listens starts', async () => {
    const folder = makeFolder({
      'app.ts': 'console.log(`pid ${process.pid}`); for (;;);',
    });
    const { child, code, text } = typed([folder]);
    await until(() => /pid \d+/.test(text()));
    child.kill('SIGINT');
    expect(await code).toBe(process.platform === 'win32' ? null : 0);
    const pid = Number(/pid (\d+)/.exec(text())![1]);
    await until(() => !isThere(pid));
  });

  it('serves the page of a folder beside its server', async () => {
    const folder = makeFolder({
      'app.js': sayPid('one'),
      'client/index.html': '<title>My page</title>',
    });
    const { child, code, text } = typed([folder]);
    const page = /^The page: (http:\/\/localhost:80\d\d)$/m;
    await until(() => page.test(text()));
    const [, url] = page.exec(text())!;
    const answer = await fetch(url);
    expect(await answer.text()).toBe('<title>My page</title>');
    // Who has other ports than the page asks is told what to do.
    const asks = !/^http:\/\/localhost:3000 /m.test(text());
    expect(/The page asks http:\/\/localhost:3000, not/.test(text())).toBe(
      asks,
    );
    child.kill('SIGINT');
    await code;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('tells of a page server beside the server', async () => {
    const folder = makeFolder({
      'app.js': `${sayPid('one')}
        http.createServer((req, res) => res.end('page')).listen(8080);`,
    });
    const { child, code, text } = typed([folder]);
    const page =
      /^It listens here too: (http:\/\/localhost:\d+) \(the code asks for 8080\)$/m;
    await until(() => page.test(text()) && urlIn(text()) !== undefined);
    const answer = await fetch(page.exec(text())![1]);
    expect(await answer.text()).toBe('page');
    child.kill('SIGINT');
    await code;
  });

  it('names the database of a folder that wants one, and takes it away', async () => {
    const folder = makeFolder({
      'app.js': `const { Client } = require('pg');
        const client = new Client({ database: 'nowhere' });
        client.connect().then(() => console.log('connected'));
        ${sayPid('one')}`,
    });
    const { child, code, text } = typed([folder]);
    await until(() => /connected/.test(text()));
    expect(text()).toMatch(/^Database course_tmp_\S+ at [\w.]+:\d+ /m);
    expect(text()).not.toContain('postgres://');
    child.kill('SIGINT');
    await code;
  });

  const coming = lessons.find((one) => !one.written);
  it.each([
    [['99.99'], 'There is no lesson "99.99". Did you mean '],
    [['00.01'], 'There is no server yet at lesson 00.01'],
    [['./nowhere'], 'There is no folder '],
    [[], 'Type which server to run'],
    ...(coming ? [[[coming.id], `Lesson ${coming.id} (`] as const] : []),
  ])('ends at %j with a sentence', async (words, sentence) => {
    await expect(command.run([...words], {})).rejects.toThrow(sentence);
  });

  it("says how to get a server of one's own", async () => {
    const { code, text } = typed(['mine']);
    expect(await code).toBe(2);
    expect(text()).toMatch(
      /^You have no server yet: .* "npm run begin 00\.02".*\n$/,
    );
  });

  it('ends where a server does not start and nobody watches', async () => {
    const folder = makeFolder({ 'app.js': 'console.log(nothing);' });
    const { code, text } = typed([folder]);
    expect(await code).toBe(2);
    expect(text()).toContain(
      'app.js:1: ReferenceError: nothing is not defined. So app.js ended before it listened.',
    );
  });
});

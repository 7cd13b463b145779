// What the pages do through the live server: run, send, check, follow events.
import { stateFolder } from './own-state';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lessonById, root } from '../../course/find-lesson';
import { holderOf } from '../../course/runtime';
import { copyStep } from '../../course/steps';
import { rememberStudentFolder } from '../../course/state';
import { startWorkbench, type Workbench } from '../../course/workbench';
import { isThere } from '../servers/servers';

let workbench: Workbench;
let token: string;
const mine = copyStep(lessonById('03.02'));

beforeAll(async () => {
  rememberStudentFolder(mine.path);
  workbench = await startWorkbench(0);
  const page = await (await fetch(workbench.url)).text();
  token = /name="course-token" content="([^"]+)"/.exec(page)![1];
});

afterAll(async () => {
  await workbench.stop();
  mine.remove();
  fs.rmSync(stateFolder, { recursive: true, force: true });
});

async function post(what: string, body: unknown) {
  const res = await fetch(`${workbench.url}api/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Course-Token': token },
    body: JSON.stringify(body),
  });
  return { status: res.status, body: await res.json() };
}

async function state() {
  return (await fetch(`${workbench.url}api/state`)).json();
}

async function until<T>(look: () => Promise<T | undefined | false>) {
  for (let i = 0; i < 200; i++) {
    const found = await look();
    if (found) return found;
    await wait(50);
  }
  throw new Error('it never came');
}

const ask = { key: '03.02/test', method: 'GET', path: '/test' };

test('a server that does not run gets no request, but a sentence', async () => {
  const { status, body } = await post('request', { which: 'step', ...ask });
  expect(status).toBe(400);
  expect(body.error).toContain('Start it first');
});

test('a checkpoint runs, answers, tells its log, and stops', async () => {
  const run = await post('run', { which: 'step', lesson: '03.02' });
  expect(run.body).toMatchObject({ state: 'running', lesson: '03.02' });
  const sent = await post('request', { which: 'step', ...ask });
  expect(sent.body.response).toMatchObject({
    status: 200,
    body: 'Hey!!! This is a test route!',
  });
  const log = await until(async () => {
    const { logs } = await state();
    return logs.step.length > 0 && logs.step;
  });
  expect(log[0].text).toBe('App is listening on 3000.');
  const { url } = run.body;
  await post('stop', { which: 'step' });
  await expect(fetch(`${url}/test`)).rejects.toThrow();
});

test('the requests that a server got are told, without their queries', async () => {
  const run = await post('run', { which: 'step', lesson: '03.02' });
  const { url } = run.body;
  const headers = { origin: 'http://localhost:8080' };
  await fetch(`${url}/test?token=secret`, { headers });
  const got = await until(async () => {
    const { step } = (await state()).requests;
    return step[1]?.status && step;
  });
  const asked = { number: 1, method: 'GET', path: '/test', status: 200 };
  const port = Number(new URL(url).port);
  expect(got).toEqual({ 1: { ...asked, ...headers, port, ms: got[1].ms } });
  for (let i = 0; i < 40; i++) await fetch(`${url}/test`);
  // No more than 50 of a second are reported.
  await wait(1000);
  for (let i = 0; i < 20; i++) await fetch(`${url}/test`);
  const newest = await until(async () => {
    const { step } = (await state()).requests;
    return step[61] && Object.keys(step);
  });
  expect(newest).toHaveLength(50);
  await post('run', { which: 'step', lesson: '03.02' });
  expect((await state()).requests.step).toEqual({});
  await post('stop', { which: 'step' });
});

test('no path leads a request to another host', async () => {
  await post('run', { which: 'step', lesson: '03.02' });
  for (const path of [
    'http://127.0.0.1:1/',
    '//127.0.0.1:1/',
    '/\\127.0.0.1:1/',
    'test',
    '@127.0.0.1/',
  ]) {
    const { status, body } = await post('request', {
      which: 'step',
      ...ask,
      path,
    });
    expect([path, status]).toEqual([path, 400]);
    expect(body.error).toContain('A path begins with one slash');
  }
  await post('stop', { which: 'step' });
});

test('a failed start says why, and mends itself with the next save', async () => {
  const app = path.join(mine.path, 'app.ts');
  const good = fs.readFileSync(app, 'utf8');
  fs.writeFileSync(app, good.replace("'/test', test", "'/test', test("));
  const { body } = await post('run', { which: 'mine', lesson: '03.02' });
  expect(body.state).toBe('failed');
  expect(body.message).toMatch(/app\.ts/);
  const sent = await post('request', { which: 'mine', ...ask });
  expect(sent.body.error).toBe(body.message);
  // The watcher must be there before the save.
  await wait(300);
  fs.writeFileSync(app, good);
  await until(async () => (await state()).servers[1].state === 'running');
  await post('stop', { which: 'mine' });
});

test('a server that ends by itself is told, its log kept', async () => {
  const app = path.join(mine.path, 'app.ts');
  const good = fs.readFileSync(app, 'utf8');
  const dies = "\nsetTimeout(() => { throw new Error('I am done'); }, 300);\n";
  fs.writeFileSync(app, good + dies);
  await post('run', { which: 'mine', lesson: '03.02' });
  const ended = await until(async () => {
    const { servers, logs } = await state();
    return servers[1].state === 'failed' && { server: servers[1], logs };
  });
  expect(ended.server.message).toContain('ended by itself');
  expect(JSON.stringify(ended.logs.mine)).toContain('I am done');
  const sent = await post('request', { which: 'mine', ...ask });
  expect(sent.body.error).toContain('ended by itself');
  await post('stop', { which: 'mine' });
  fs.writeFileSync(app, good);
});

test('a stop calls a start off, and leaves no child', async () => {
  const app = path.join(mine.path, 'app.ts');
  const good = fs.readFileSync(app, 'utf8');
  const spins = "console.log('pid ' + process.pid); for (;;);";
  fs.writeFileSync(app, spins);
  const pids = async () => {
    const { logs } = await state();
    const lines = logs.mine.map(({ text }: { text: string }) => text);
    return lines.flatMap((line: string) => /^pid (\d+)/.exec(line)?.[1] ?? []);
  };
  const starting = post('run', { which: 'mine', lesson: '03.02' });
  const [first] = await until(async () => {
    const found = await pids();
    return found.length > 0 && found;
  });
  const again = post('run', { which: 'mine', lesson: '03.02' });
  const second = await until(async () =>
    (await pids()).find((pid: string) => pid !== first),
  );
  const began = performance.now();
  await post('stop', { which: 'mine' });
  expect([first, second].map(Number).filter(isThere)).toEqual([]);
  await Promise.all([starting, again]);
  // Without waiting until the time of the start was over.
  expect(performance.now() - began).toBeLessThan(8000);
  expect((await state()).servers[1]).toMatchObject({ state: 'stopped' });
  fs.writeFileSync(app, good);
});

test('a server that runs in a terminal gets the requests', async () => {
  const terminal = spawn(process.execPath, ['course', 'step', 'mine'], {
    cwd: root,
    env: { ...process.env, COURSE_STATE: stateFolder, INIT_CWD: root },
  });
  const server = await until(async () => {
    // As an open page does, every second.
    await post('request', { which: 'mine', ...ask });
    const { servers } = await state();
    return servers[1].state === 'running' && servers[1];
  });
  expect(server).toMatchObject({ terminal: 'npm run step mine' });
  const sent = await post('request', { which: 'mine', ...ask });
  expect(sent.body.response.body).toBe('Hey!!! This is a test route!');
  const other = await post('request', { which: 'step', ...ask });
  expect(other.body.error).toContain('Start it first');
  terminal.kill('SIGINT');
  await new Promise((resolve) => terminal.once('close', resolve));
  const gone = await post('request', { which: 'mine', ...ask });
  expect(gone.body.error).toContain('Start it first');
  expect((await state()).servers[1].state).toBe('stopped');
});

test('who holds the port of the tab Run can be told', async () => {
  const run = await post('run', { which: 'step', lesson: '03.02' });
  const port = Number(new URL(run.body.url).port);
  expect(await holderOf(port)).toBe(
    'the tab Run of the course in the browser (03.02-express-router-intro)',
  );
  await post('stop', { which: 'step' });
  expect(await holderOf(port)).toBeUndefined();
});

test('a page beside the server is served, and said', async () => {
  const client = path.join(mine.path, 'client');
  fs.mkdirSync(client);
  fs.writeFileSync(path.join(client, 'index.html'), '<h1>My page</h1>');
  const { body } = await post('run', { which: 'mine', lesson: '03.02' });
  expect(body.page).toMatch(/^http:\/\/localhost:80\d\d$/);
  expect(await (await fetch(body.page)).text()).toBe('<h1>My page</h1>');
  const trouble = [body.url, body.page].filter(
    (url) => !/:(3000|8080)$/.test(url),
  );
  expect(body.trouble).toHaveLength(trouble.length);
  await post('stop', { which: 'mine' });
  await expect(fetch(body.page)).rejects.toThrow();
  fs.rmSync(client, { recursive: true });
});

test('checks of my server count as progress', async () => {
  await post('check', { which: 'mine', lesson: '03.02' });
  const again = await post('check', { which: 'mine', lesson: '03.02' });
  expect(again.body.error).toContain('Checks are running');
  const done = await until(async () => {
    const all = await state();
    return all.checks.state !== 'running' && all;
  });
  expect(done.checks).toMatchObject({ state: 'done', holds: true });
  expect(done.progress['03.02']).toEqual({ passed: true });
}, 20_000);

test('progress that cannot be kept is told, and spoils no verdict', async () => {
  const file = path.join(stateFolder, 'progress.json');
  fs.rmSync(file, { force: true });
  // Not even root may put a file where a folder is.
  fs.mkdirSync(file);
  const read = await post('progress', { lesson: '03.02', read: true });
  expect(read.body.error).toContain('progress.json');
  expect(read.status).toBe(400);
  await post('check', { which: 'mine', lesson: '03.02' });
  const done = await until(async () => {
    const { checks } = await state();
    return checks.state !== 'running' && checks;
  });
  expect(done).toMatchObject({ state: 'done', holds: true });
  expect(done.message).toContain('progress.json');
  fs.rmSync(file, { recursive: true });
});

test('the changes against my own server', async () => {
  const app = path.join(mine.path, 'app.ts');
  const good = fs.readFileSync(app, 'utf8');
  const at = `${workbench.url}api/mine?lesson=03.02`;
  const { html } = await (await fetch(at)).json();
  expect(html).toContain('No file differs');
  fs.writeFileSync(app, good.replace("app.use('/test', test);\n", ''));
  const differs = await (await fetch(at)).json();
  expect(differs.html).toContain('class="kind kind-changed"');
  fs.writeFileSync(app, good);
});

test('the requests of a lesson come first, then earlier ones', async () => {
  const at = `${workbench.url}api/requests?lesson=03.03`;
  const { groups } = await (await fetch(at)).json();
  expect(groups[0]).toMatchObject({ title: 'This lesson' });
  expect(groups[0].requests[0].key).toBe('03.03/about');
  expect(JSON.stringify(groups)).toContain('02.03/api-test');
  expect(JSON.stringify(groups)).not.toContain('03.04/');
});

test('a page says by its stamp whether it is old', async () => {
  const at = `${workbench.url}api/stamp?lesson=03.02`;
  const { stamp } = await (await fetch(at)).json();
  const page = await fetch(
    `${workbench.url}lessons/03.02-express-router-intro/`,
  );
  expect(await page.text()).toContain(`data-stamp="${stamp}"`);
});

test('a page that is saved is told', async () => {
  const abort = new AbortController();
  const stream = await fetch(`${workbench.url}api/events`, {
    signal: abort.signal,
  });
  const page = path.join(root, 'docs', '03.02-express-router-intro.md');
  const reader = stream.body!.getReader();
  let text = '';
  const read = (async () => {
    while (!text.includes('event: changed')) {
      const { value, done } = await reader.read();
      if (done) return;
      text += Buffer.from(value).toString();
    }
  })();
  // Saved as it is, and again: the watcher may be looking at the folder first.
  const save = setInterval(() => {
    const now = new Date();
    fs.utimesSync(page, now, now);
  }, 200);
  await read;
  clearInterval(save);
  abort.abort();
  expect(text).toMatch(/docs.*03\.02-express-router-intro\.md/);
}, 15_000);

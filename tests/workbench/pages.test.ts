// The live server over HTTP: its pages, and what it refuses.
import { stateFolder } from './own-state';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runningInstance, startWorkbench } from '../../course/workbench';
import type { Workbench } from '../../course/workbench';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await startWorkbench(0);
});

afterAll(async () => {
  await workbench.stop();
  fs.rmSync(stateFolder, { recursive: true, force: true });
});

function get(address: string, init?: RequestInit) {
  return fetch(new URL(address, workbench.url), {
    redirect: 'manual',
    ...init,
  });
}

async function token(): Promise<string> {
  const page = await (await get('/')).text();
  return /name="course-token" content="([^"]+)"/.exec(page)![1];
}

async function post(what: string, body: unknown, given?: string) {
  return get(`/api/${what}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Course-Token': given ?? (await token()),
    },
    body: JSON.stringify(body),
  });
}

describe('pages', () => {
  test('the map names every lesson and links the written ones', async () => {
    const page = await (await get('/')).text();
    expect(page).toContain('href="/lessons/03.02-express-router-intro/"');
    expect(page).toContain('Model View Controller');
    expect(page).not.toContain('href="/lessons/15.10');
  });

  test('a challenge covers its solution', async () => {
    const covered = /<details class="cover">[^]*diff-split[^]*<\/details>/;
    const page = await (await get('/lessons/03.04-challenge-2/')).text();
    expect(page).toMatch(covered);
    const other = await (
      await get('/lessons/03.02-express-router-intro/')
    ).text();
    expect(other).not.toContain('class="cover"');
  });

  test('a lesson shows its article, its code and its changes', async () => {
    const res = await get('/lessons/03.02-express-router-intro/');
    const page = await res.text();
    expect(res.status).toBe(200);
    expect(page).toContain('<h1 id="express-router-intro"');
    expect(page).toContain('class="block block-code"');
    expect(page).toContain('diff-split');
    expect(page).toContain('diff-unified');
  });

  test('a lesson without its last slash is led there', async () => {
    const res = await get('/lessons/03.02-express-router-intro');
    expect(res.status).toBe(301);
    expect(res.headers.get('Location')).toBe(
      '/lessons/03.02-express-router-intro/',
    );
  });

  test('a coming lesson and an unknown address say so', async () => {
    const coming = await get('/lessons/15.10-one-command/');
    const unknown = await get('/nowhere');
    expect(coming.status).toBe(404);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('none of the course');
  });

  test('a page cannot leave its folder', async () => {
    for (const address of [
      '/assets/..%2fserver.ts',
      '/lessons/..%2f..%2fpackage.json/',
      '/pictures/..%2f..%2fpackage.json',
    ]) {
      expect((await get(address)).status).toBeGreaterThanOrEqual(400);
    }
  });

  test('every file that a page loads is there', async () => {
    const page = await (
      await get('/lessons/03.02-express-router-intro/')
    ).text();
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)];
    expect(files.length).toBeGreaterThan(8);
    for (const [, address] of files) {
      expect([address, (await get(address)).status]).toEqual([address, 200]);
    }
  });
});

describe('refusals', () => {
  test('another Host is refused', async () => {
    const status = await new Promise((resolve) => {
      const { port } = workbench;
      http.get(
        { host: '127.0.0.1', port, headers: { Host: 'evil.example' } },
        (res) => resolve(res.resume().statusCode),
      );
    });
    expect(status).toBe(421);
  });

  test('a write without the token, or with another, is refused', async () => {
    const body = { which: 'step', lesson: '03.02' };
    expect((await post('run', body, '')).status).toBe(403);
    expect((await post('run', body, 'x'.repeat(32))).status).toBe(403);
    const state = await (await get('/api/state')).json();
    expect(state.servers[0].state).toBe('stopped');
  });

  test('nothing inline may run, and nothing from elsewhere', async () => {
    const policy = (await get('/')).headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await get('/')).headers.get('Access-Control-Allow-Origin')).toBe(
      null,
    );
  });

  test('only a lesson of the outline is one', async () => {
    for (const lesson of ['../..', '15.10', undefined]) {
      const res = await post('run', { which: 'step', lesson });
      expect(res.status).toBe(400);
      expect((await res.json()).error).toMatch(/lesson/i);
    }
  });

  test('broken JSON gets a sentence', async () => {
    const res = await get('/api/run', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Course-Token': await token(),
      },
      body: '{',
    });
    expect(res.status).toBe(400);
    expect((await res.json()).error).toContain('could not read');
  });
});

describe('one workbench a clone', () => {
  test('a second start finds the first', async () => {
    expect(await runningInstance()).toBe(workbench.url);
  });

  test('a note of one that was killed is not believed', async () => {
    const folder = path.join(stateFolder, 'servers');
    const [name] = fs.readdirSync(folder);
    const file = path.join(folder, name);
    const note = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, note.replace(/"port":\d+/, '"port":1'));
    expect(await runningInstance()).toBeUndefined();
    fs.writeFileSync(file, '{ broken');
    expect(await runningInstance()).toBeUndefined();
    fs.writeFileSync(file, note);
  });

  test('where the port is taken, the next one is used', async () => {
    const second = await startWorkbench(workbench.port);
    try {
      expect(second.port).toBeGreaterThan(workbench.port);
    } finally {
      await second.stop();
    }
  });
});

describe('progress', () => {
  test('it is kept in a file, also after the file was damaged', async () => {
    const file = path.join(stateFolder, 'progress.json');
    fs.writeFileSync(file, '{ broken');
    const answer = await post('progress', { lesson: '00.01', read: true });
    expect(await answer.json()).toEqual({ '00.01': { read: true } });
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({
      '00.01': { read: true },
    });
    const page = await (await get('/')).text();
    expect(page).toContain('{&quot;00.01&quot;:{&quot;read&quot;:true}}');
  });
});

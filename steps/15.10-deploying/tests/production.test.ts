// What goes to production: the compiled server, as the Dockerfile starts it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { password } from './accounts';
import { useDatabase } from './database';
import { startServer } from './running-server';

useDatabase();

const folder = path.join(__dirname, '..');
const run = (...words: string[]) =>
  execFileSync(process.execPath, words, {
    cwd: folder,
    // The settings of this test, not those of the shell.
    env: process.env,
    encoding: 'utf8',
  });

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  const tsc = require.resolve('typescript/bin/tsc');
  run(tsc, '--project', 'tsconfig.build.json');
  const production = { NODE_ENV: 'production' };
  server = await startServer(production, 'dist/server.js');
}, 180_000);
afterAll(() => {
  server.child.kill('SIGKILL');
  fs.rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
});

const user = { username: 'ada', password };
const post = (route: string) => request(server.url).post(route);

describe('the compiled server', () => {
  it('signs people up and in, its thread for passwords too', async () => {
    await post('/api/user/createuser').send({ user }).expect(201);
    const { body } = await post('/api/user/signin').send({ user }).expect(200);
    await request(server.url)
      .get('/api/log')
      .auth(body.sessionToken, { type: 'bearer' })
      .expect(200);
  });

  it('has no routes to practise with', async () => {
    for (const route of ['/test/one', '/authtest/getall']) {
      const res = await request(server.url).get(route);
      expect(res.status).toBe(404);
      expect(res.body).toEqual({ error: `There is no GET ${route}` });
    }
  });

  it('H5: does not take pages of its own computer for friends', async () => {
    const origin = 'http://localhost:8080';
    const res = await request(server.url).get('/').set('Origin', origin);
    expect(res.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('knows the migrations by their names as TypeScript', () => {
    const text = run('dist/scripts/migrate.js');
    expect(text).toBe('No migrations were pending\n');
  });
});

describe('the image', () => {
  it('gets no secret', () => {
    const ignored = fs.readFileSync(path.join(folder, '.dockerignore'), 'utf8');
    expect(ignored.split('\n')).toContain('.env');
  });
});

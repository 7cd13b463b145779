// What the log of a running server says, and what it never says.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { password } from './accounts';
import { useDatabase } from './database';
import { startServer } from './running-server';

useDatabase();

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ LOG_LEVEL: 'debug' });
}, 60_000);
afterAll(() => {
  server.child.kill('SIGKILL');
});

const ask = () => request(server.url);

// The lines about requests with this id: they come after the answer.
async function linesOf(id: string, count = 1) {
  for (let left = 100; left > 0; left -= 1) {
    const lines = server.lines().map((line) => JSON.parse(line));
    const found = lines.filter((line) => line.method && line.id === id);
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The log has no line of ${id}`);
}

async function signUp() {
  const user = { username: 'ada', password };
  const res = await ask().post('/api/user/createuser').send({ user });
  return res.body.sessionToken as string;
}

describe('the log', () => {
  it('R13: has one line a request: what, who, how it went', async () => {
    const token = await signUp();
    const own = await ask()
      .get('/api/log?search=mine')
      .auth(token, { type: 'bearer' });
    const id = own.headers['x-request-id'];
    expect(await linesOf(id)).toEqual([
      expect.objectContaining({
        time: expect.any(Number),
        method: 'GET',
        path: '/api/log',
        status: 200,
        ms: expect.any(Number),
        user: 1,
      }),
    ]);
    const none = await ask().get('/nowhere');
    const [line] = await linesOf(none.headers['x-request-id']);
    expect(line).toMatchObject({ path: '/nowhere', status: 404 });
    expect(line).not.toHaveProperty('user');
  });

  it('R13: has no password, no hash, no token', async () => {
    const token = await signUp();
    await ask().get('/api/log').auth(token, { type: 'bearer' });
    await ask().get('/api/log').set('Authorization', token);
    await ask().post('/api/user/signout').auth(token, { type: 'bearer' });
    await ask().post('/api/user/signin').send(`{"password":"${password}"`);
    const text = server.lines().join('\n');
    expect(text).toContain('INSERT INTO');
    expect(text).not.toContain(password);
    expect(text).not.toMatch(/\$2[aby]\$|eyJ|bearer /i);
  });

  it('R13: can not be forged by a line break in a path', async () => {
    const before = server.lines().length;
    const res = await ask().get('/a%0A{"level":30}');
    await linesOf(res.headers['x-request-id']);
    expect(server.lines()).toHaveLength(before + 1);
  });
});

describe('the id of a request', () => {
  it('H6: can be given, by a proxy', async () => {
    const id = 'proxy-12345678';
    const res = await ask().get('/').set('X-Request-Id', id);
    expect(res.headers['x-request-id']).toBe(id);
    await linesOf(id);
  });

  it.each(['short', 'x'.repeat(65), 'a"b:c,d.e;f', 'x'.repeat(10_000)])(
    'H6: can not be any text (%#)',
    async (given) => {
      const res = await ask().get('/').set('X-Request-Id', given);
      expect(res.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    },
  );
});

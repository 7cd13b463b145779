// Several processes of the server behave as one.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { password } from './accounts';
import { useDatabase } from './database';
import { startServer } from './running-server';

useDatabase();

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer({ PROCESSES: '2' }, 'cluster.ts');
  // The first listens; so will the second in a moment.
  while (listening().length < 2) await sleep(100);
}, 60_000);
afterAll(() => {
  server.child.kill('SIGKILL');
});

const linesOf = (what: string) =>
  server
    .lines()
    .filter((line) => line.includes(what))
    .map((line) => JSON.parse(line));
const listening = () => linesOf('App is listening');

// Each on a connection of its own: they are dealt out in turn.
const post = (path: string) =>
  request(server.url).post(path).set('Connection', 'close');
const get = (path: string) =>
  request(server.url).get(path).set('Connection', 'close');

const user = { username: 'ada', password };

describe('two processes', () => {
  it('answer in turn', async () => {
    for (let left = 6; left > 0; left -= 1) await get('/turn').expect(404);
    await sleep(200);
    const pids = new Set(linesOf('"/turn"').map(({ pid }) => pid));
    expect(pids.size).toBe(2);
  });

  it('T14: both refuse a token that one of them was told to', async () => {
    const { body } = await post('/api/user/createuser').send({ user });
    const token = `Bearer ${body.sessionToken}`;
    for (let left = 4; left > 0; left -= 1) {
      await get('/api/log').set('Authorization', token).expect(200);
    }
    await post('/api/user/signout').set('Authorization', token).expect(204);
    for (let left = 4; left > 0; left -= 1) {
      await get('/api/log').set('Authorization', token).expect(401);
    }
  });

  it('P12: count guesses together', async () => {
    const statuses = [];
    for (let left = 12; left > 0; left -= 1) {
      const guess = { username: 'ada', password: `guess ${left}` };
      const res = await post('/api/user/signin').send({ user: guess });
      statuses.push(res.status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });
});

// Windows knows no signals.
const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('a process that ends', () => {
  it('is replaced, and its work done by the other', async () => {
    const [{ pid }] = listening();
    process.kill(pid, 'SIGKILL');
    await sleep(300);
    for (let left = 4; left > 0; left -= 1) await get('/health').expect(200);
    while (listening().length < 3) await sleep(100);
    await get('/health').expect(200);
  });

  it('R8: takes the others along where SIGTERM asks for it', async () => {
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(linesOf('"Ended"')).toHaveLength(2);
  });
});

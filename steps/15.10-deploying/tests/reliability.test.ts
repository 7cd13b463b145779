// What a running server does when something around it fails, or when it is
// asked to end. Slow: it waits for real time-outs.
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { sequelize } from '../db';
import { password } from './accounts';
import { fromOutside, useDatabase } from './database';
import { startServer } from './running-server';

useDatabase();

let server: Awaited<ReturnType<typeof startServer>>;
afterEach(() => {
  server.child.kill('SIGKILL');
});

const ask = (path: string) => request(server.url).get(path);

// Holds a table until the work is done: whoever asks for it waits.
async function locked<T>(work: () => Promise<T>) {
  return sequelize.transaction(async (transaction) => {
    await sequelize.query('LOCK tests', { transaction });
    return work();
  });
}

// A connection of our own, and when the server closed it.
async function connect(text: string) {
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {}).resume();
  socket.write(text);
  const began = Date.now();
  const closed = once(socket, 'close').then(() => Date.now() - began);
  return { socket, closed };
}

const halfBody =
  'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
  'Content-Length: 1000\r\n\r\n{';

const name = sequelize.getDatabaseName();

// Renames the database while nobody is connected: it is away.
async function rename(from: string, to: string) {
  await fromOutside(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${from}'`,
  );
  await fromOutside(`ALTER DATABASE "${from}" RENAME TO "${to}"`);
}

describe('the database', () => {
  it('R1: can end all idle connections', async () => {
    server = await startServer();
    await ask('/test/one').expect(200);
    await fromOutside(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    await sleep(200);
    await ask('/test/one').expect(200);
  });

  it('R2, R3, R4: can go and come back', async () => {
    server = await startServer();
    await ask('/ready').expect(200);
    await rename(name, `${name}_away`);
    await ask('/test/one').expect(503).expect('Retry-After', '5');
    await ask('/ready').expect(503);
    await ask('/health').expect(200);
    await rename(`${name}_away`, name);
    await ask('/test/one').expect(200);
    await ask('/ready').expect(200);
  });

  it('R10: can come after the server', async () => {
    await rename(name, `${name}_away`);
    server = await startServer();
    await ask('/health').expect(200);
    await ask('/ready').expect(503);
    await rename(`${name}_away`, name);
    await ask('/ready').expect(200);
  });

  it('R5: can be slow, and does not keep others waiting for ever', async () => {
    server = await startServer();
    const began = Date.now();
    const answers = await locked(() =>
      Promise.all(Array.from({ length: 30 }, () => ask('/test/one'))),
    );
    expect(Date.now() - began).toBeLessThan(9_000);
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(503));
    await ask('/test/one').expect(200);
  });
});

describe('a slow client', () => {
  it('R6, R7: is cut off, and keeps nobody waiting', async () => {
    server = await startServer();
    const headers = await Promise.all(
      Array.from({ length: 50 }, () => connect('GET / HTTP/1.1\r\nHost:')),
    );
    const body = await connect(halfBody);
    const timer = setInterval(() => body.socket.write(' '), 1_000);
    await ask('/health').timeout(2_000).expect(200);
    for (const { closed } of headers) {
      expect(await closed).toBeLessThan(14_000);
    }
    expect(await body.closed).toBeLessThan(20_000);
    clearInterval(timer);
  });
});

// Windows knows no signals: a process is ended there without being asked.
const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('SIGTERM', () => {
  it('R8: ends the server when what has begun is answered', async () => {
    server = await startServer();
    const answer = await locked(async () => {
      const asked = ask('/test/one').then((res) => res.status);
      await sleep(500);
      server.child.kill('SIGTERM');
      await sleep(500);
      await expect(ask('/health')).rejects.toThrow('ECONNREFUSED');
      return { asked };
    });
    expect(await answer.asked).toBe(200);
    expect(await server.ended).toBe(0);
  });

  it('R8: does not wait for connections without a request', async () => {
    server = await startServer();
    await connect('');
    await connect('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    await sleep(300);
    const began = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('R9: ends it after ten seconds in any case', async () => {
    server = await startServer();
    await connect(halfBody);
    await sleep(300);
    const began = Date.now();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(1);
    expect(Date.now() - began).toBeGreaterThan(9_000);
  });
});

describe('a server that can not start', () => {
  it('R11: says all that is wrong, and ends', async () => {
    server = await startServer({ PORT: 'abc', JWT_SECRET: password });
    expect(await server.ended).toBe(1);
    const text = server.lines().join('\n');
    expect(text).toMatch(/JWT_SECRET.*\n.*PORT/);
    expect(text).not.toContain(password);
  });

  it('names the port that is taken', async () => {
    server = await startServer();
    const { port } = new URL(server.url);
    const second = await startServer({ PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.lines().join()).toContain('EADDRINUSE');
  });
});

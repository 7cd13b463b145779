// What comes over the wire that is no good HTTP, or a trap.
import { once } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { useDatabase } from './database';
import { startServer } from './running-server';

useDatabase();

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => {
  server.child.kill('SIGKILL');
});

// Sends bytes as they are; the first line of the answer.
async function sendBytes(text: string) {
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(text);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer).split('\r\n')[0];
}

const post = () => request(server.url).post('/api/user/signin').type('json');

describe('the server', () => {
  it.each([
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n' +
        'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['lines without CR', 'GET / HTTP/1.1\nHost: x\n\n'],
  ])('H7: refuses a request with %s', async (_what, text) => {
    expect(await sendBytes(text)).toBe('HTTP/1.1 400 Bad Request');
  });

  it('T12: refuses headers without end', async () => {
    const text = `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(17_000)}\r\n\r\n`;
    expect(await sendBytes(text)).toMatch(/^HTTP\/1.1 431 /);
  });

  it('I10: refuses a small body that becomes a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const sending = post().set('Content-Encoding', 'gzip');
    sending.write(bomb);
    expect((await sending).status).toBe(413);
  });

  it.each([
    ['gzip', 400],
    ['xx', 415],
  ])('I9: refuses a body that is no %s', async (encoding, status) => {
    const sending = post().set('Content-Encoding', encoding);
    sending.write('{}');
    expect((await sending).status).toBe(status);
  });

  it('is well after all that', async () => {
    await request(server.url).get('/ready').expect(200);
  });
});

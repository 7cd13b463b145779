// What stands between a browser and a server breaks where the server breaks.
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { openFront, type Front } from '../../course/browser/front';

let upstream: http.Server;
let front: Front;

afterEach(() => {
  front.close();
  upstream.close();
  upstream.closeAllConnections();
});

async function frontOf(answer: http.RequestListener) {
  upstream = http.createServer((req, res) => {
    // It breaks after the request has been read, not before.
    req.resume().on('end', () => answer(req, res));
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  front = await openFront();
  front.target = (upstream.address() as AddressInfo).port;
  return ask(front.port);
}

/** How an answer ends; `fetch` takes one that is broken off for a whole one. */
function ask(port: number): Promise<string> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve('it hangs'), 3000);
    const end = (how: string) => {
      clearTimeout(late);
      resolve(how);
    };
    http
      .request({ port, method: 'POST', agent: false }, (answer) => {
        answer.resume().on('error', () => end('broken off'));
        answer.on('end', () => end('whole'));
      })
      .on('error', () => end('no answer'))
      .end('read');
  });
}

test('a server that breaks the connection breaks it for the browser', async () => {
  const end = await frontOf((req) =>
    setTimeout(() => req.socket.destroy(), 50),
  );
  expect(end).toBe('no answer');
});

test('so does one that breaks off in the middle of its answer', async () => {
  const end = await frontOf((req, res) => {
    res.write('half');
    setTimeout(() => req.socket.destroy(), 50);
  });
  expect(end).toBe('broken off');
});

test('a whole answer is passed on as that', async () => {
  expect(await frontOf((_req, res) => res.end('all'))).toBe('whole');
});

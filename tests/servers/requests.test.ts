// The requests that a server gets are reported, and nothing of it changes.
import { describe, expect, it } from '@jest/globals';
import http from 'node:http';
import type { HeardRequest } from '../../course/servers';
import { get, plainServer, startFiles, until } from './servers';

async function startHeard(code: string) {
  const heard: HeardRequest[] = [];
  const server = await startFiles(
    { 'app.js': code },
    { onRequest: (request) => heard.push(request) },
  );
  return { server, heard };
}

const secret = 'eyJhbGciOi.eyJpZCI6MX0.c2lnbmF0dXJl';

describe('onRequest', () => {
  it('tells of a request when it comes and when it is answered', async () => {
    const { server, heard } = await startHeard(
      plainServer('setTimeout(() => res.writeHead(201).end(), 30)'),
    );
    const { port } = server;
    await fetch(`${server.url}/verify/${secret}?password=${secret}`, {
      method: 'POST',
      headers: { authorization: secret, origin: 'http://localhost:8080' },
      body: secret,
    });
    await until(() => heard.length === 2);
    const came = {
      number: 1,
      method: 'POST',
      path: '/verify/(token)',
      port,
      origin: 'http://localhost:8080',
    };
    expect(heard[0]).toEqual(came);
    expect(heard[1]).toEqual({ ...came, status: 201, ms: heard[1].ms });
    expect(heard[1].ms).toBeGreaterThan(20);
  });

  it('tells a preflight from an OPTIONS of another kind', async () => {
    const { server, heard } = await startHeard(plainServer('res.end()'));
    await ask(server.port, { 'Access-Control-Request-Method': 'PUT' });
    await ask(server.port, {});
    await until(() => heard.length === 4);
    const kinds = heard.map(({ preflightFor }) => preflightFor);
    expect(kinds).toEqual(['PUT', 'PUT', undefined, undefined]);
  });

  it('tells of every server of the process', async () => {
    const { server, heard } = await startHeard(
      plainServer("res.end('first')") +
        'http.createServer((req, res) => res.end()).listen(8080);',
    );
    await until(() => server.listeners.length === 2);
    const [, { port }] = server.listeners;
    await fetch(`http://127.0.0.1:${port}/second`);
    await until(() => heard.length === 2);
    expect(heard[1]).toMatchObject({ path: '/second', port, status: 200 });
  });

  it('reports few of a flood, and answers all', async () => {
    const { server, heard } = await startHeard(plainServer("res.end('hi')"));
    const all = await Promise.all(
      Array.from({ length: 300 }, () => get(server)),
    );
    expect(new Set(all)).toEqual(new Set(['hi']));
    await until(() => heard.filter(({ ms }) => ms !== undefined).length >= 50);
    expect(heard.length).toBeLessThan(500);
  });

  it('leaves the server as it is, also where it cannot report', async () => {
    const { server } = await startHeard(
      plainServer(`process.send = () => { throw new Error('no'); };
        res.end([req, res, req.socket.server, process].map((one) =>
          one.eventNames().map((name) => [String(name), one.listenerCount(name)])
        ).join(' '));`),
    );
    const plain = await startFiles({
      'app.js': plainServer(`
        res.end([req, res, req.socket.server, process].map((one) =>
          one.eventNames().map((name) => [String(name), one.listenerCount(name)])
        ).join(' '));`),
    });
    expect(await get(server)).toBe(await get(plain));
    await get(server);
    expect(server.alive()).toBe(true);
  });

  it('lets a server end that has nothing left to do', async () => {
    const { server } = await startHeard(
      `const http = require('node:http');
      const server = http.createServer((req, res) => {
        res.end('bye');
        server.close();
      }).listen(3000);`,
    );
    await get(server);
    expect(await server.exited).toEqual({ code: 0, signal: null });
  });
});

// `fetch` sets no such header.
function ask(port: number, headers: http.OutgoingHttpHeaders) {
  return new Promise<void>((resolve, reject) => {
    http
      .request({ port, method: 'OPTIONS', headers, agent: false }, (answer) => {
        answer.resume().on('end', resolve);
      })
      .on('error', reject)
      .end();
  });
}

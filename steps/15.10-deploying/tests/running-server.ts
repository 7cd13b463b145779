// Starts server.ts as a process of its own, on the database of the test.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';

export async function startServer(
  variables: Record<string, string> = {},
  file = 'server.ts',
) {
  const port = await freePort();
  const child = fork(path.join(__dirname, '..', file), {
    execArgv: ['-r', 'ts-node/register/transpile-only'],
    env: { ...process.env, LOG_LEVEL: 'info', PORT: port, ...variables },
    silent: true,
  });
  let text = '';
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (piece) => {
        text += piece;
        if (text.includes('App is listening')) resolve();
      });
    }
  });
  // Also where it ends instead: the test then sees why in its lines.
  await Promise.race([listening, ended]);
  const lines = () => text.split('\n').filter(Boolean);
  return { url: `http://127.0.0.1:${port}`, child, ended, lines };
}

async function freePort() {
  const server = net.createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return String(port);
}

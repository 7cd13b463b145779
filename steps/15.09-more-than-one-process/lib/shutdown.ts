// Ends the server in good order: what has begun is answered first.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { sequelize } from '../db';
import { log } from './log';

const mostMs = 10_000;

// Connections that have sent no request: browsers open some ahead, and Node
// waits for them as for the busy ones.
const silent = new Set<Socket>();

export function endOnSignal(server: Server) {
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  // Docker and the like send SIGTERM, Ctrl+C in a terminal SIGINT. Once: a
  // second one ends the process at once, as ever.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void end(server));
  }
}

let ending = false;

async function end(server: Server) {
  // Ctrl+C reaches every process of a cluster, and then the first one's word.
  if (ending) return;
  ending = true;
  log.info('Ending: no new requests');
  // One client that never comes to its end must not keep us for ever.
  setTimeout(() => giveUp('Some requests did not end'), mostMs).unref();
  // Answered, a connection may stay open for the next request: not now.
  setInterval(() => server.closeIdleConnections(), 100).unref();
  const closed = once(server, 'close');
  server.close();
  for (const socket of silent) socket.destroy();
  await closed;
  // Last: the requests needed it.
  await sequelize.close();
  log.info('Ended');
  process.exit(0);
}

export function giveUp(reason: string): never {
  log.fatal(reason);
  process.exit(1);
}

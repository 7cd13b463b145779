// Whether a server still lives: its process tells late where a machine is busy.
import http from 'node:http';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningServer } from '../servers';

/** A server that dies of a request mostly does so this soon after its answer. */
const settling = 30;
/** How long to wait for the end of a process that is surely ending. */
const ending = 5000;

/** Waits until a death that is on its way has happened. */
export async function settle(server: RunningServer | undefined): Promise<void> {
  if (!server?.alive()) return;
  await Promise.race([server.exited, wait(settling)]);
  // What is dying takes connections still, but handles no request any more.
  if (server.alive() && (await breaks(server))) await untilSure(server);
}

/** Waits for the end of a server that broke a connection, if it is ending. */
export async function untilSure(server: RunningServer): Promise<void> {
  await Promise.race([server.exited, wait(settling)]);
  if (server.alive() && (await refuses(server))) await untilEnded(server);
}

async function untilEnded({ exited }: RunningServer): Promise<void> {
  await Promise.race([exited, wait(ending, undefined, { ref: false })]);
}

/** Asks for no matter what; an answer or patience in vain means it lives. */
function breaks({ port }: RunningServer): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, method: 'HEAD', agent: false };
    const request = http.request({ ...options, timeout: 300 }, (response) => {
      response.resume();
      resolve(false);
    });
    request.on('timeout', () => {
      resolve(false);
      request.destroy();
    });
    request.on('error', () => resolve(true));
    request.end();
  });
}

function refuses({ port }: RunningServer): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(false);
    });
    socket.on('error', () => resolve(true));
  });
}

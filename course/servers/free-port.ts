// A port that nobody listens on.
import net from 'node:net';

/** `wanted` if it is free on this machine, else the next free one above it. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    if (await isFree(port)) return port;
  }
  return 0;
}

/**
 * A browser's "localhost" is ::1 first: whoever listens there has the port,
 * though 127.0.0.1 could still be had. So could it on macOS and Windows beside
 * a program that listens on all addresses: so ask first who is there.
 */
export async function isFree(port: number): Promise<boolean> {
  const hosts = ['127.0.0.1', '::1'];
  const taken = await Promise.all(hosts.map((host) => answers(port, host)));
  return !taken.includes(true) && canListen(port);
}

/** Whether somebody takes connections there. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, host);
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(500, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

// A database server that nobody gets an answer from, for a check that wants to
// see what a server does then.
import net, { type AddressInfo, type Socket } from 'node:net';

/** Long enough for a server that does not wait to be seen listening. */
const silence = 250;

/** Where it is, and the way to end it. */
export interface DeadDatabase {
  readonly url: string;
  close(): void;
}

/**
 * Takes each connection, says nothing, and breaks it a moment later. A refused
 * connection would leave it to chance which comes first: that a server listens,
 * or that it dies of the refusal.
 */
export async function openDeadDatabase(): Promise<DeadDatabase> {
  const open = new Set<Socket>();
  const door = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    setTimeout(() => socket.destroy(), silence);
  });
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = door.address() as AddressInfo;
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/nobody`,
    close() {
      door.close();
      open.forEach((socket) => socket.destroy());
    },
  };
}

// A port counts as free where nobody is, under any name of this machine.
import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import { freePort } from '../../course/servers/free-port';

const addresses = Object.values(networkInterfaces()).flat();
const hasIpv6 = addresses.some((one) => one?.address === '::1');

it.each(['127.0.0.1', '::1', '0.0.0.0'])(
  'leaves a port to the program that listens on %s',
  async (host) => {
    // Some containers have no address of the newer kind.
    if (host === '::1' && !hasIpv6) return;
    const other = net.createServer().listen(0, host);
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    expect(await freePort(port)).not.toBe(port);
    other.close();
    await once(other, 'close');
    expect(await freePort(port)).toBe(port);
  },
);

// Serves the page of a folder, `client/`, beside its server.
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sirv from 'sirv';
import { answers, freePort } from '../servers/free-port';
import { listFiles, readText } from '../steps/files';
import { holderOf, noteAt } from './notes';

export interface PageServer {
  /** `http://localhost:8080` */
  readonly url: string;
  readonly port: number;
  /** Another program serves this page there: `npm run client`, say. */
  readonly byOther: boolean;
  close(): void;
}

/** The ports that the course's page and server have. */
export const usualPorts = { page: 8080, server: 3000 };

export function hasPage(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'client', 'index.html'));
}

/** What is saved in `client/` needs no new start: each request reads anew. */
export function isOfPage(folder: string, file: string): boolean {
  return !path.relative(path.join(folder, 'client'), file).startsWith('..');
}

/**
 * Serves `client/` on this machine alone, nothing of it cached.
 * @param wanted the port, or the next free one; absent: any
 */
export async function servePage(
  folder: string,
  wanted = 0,
): Promise<PageServer> {
  if (wanted && (await isServedAt(wanted, folder))) {
    return place(wanted, true, () => undefined);
  }
  const server = http.createServer(
    sirv(path.join(folder, 'client'), {
      dev: true,
      onNoMatch: (_req, res) => res.writeHead(404).end('There is no such file'),
    }),
  );
  for (let left = 5; ; left -= 1) {
    try {
      await listen(server, wanted && (await freePort(wanted)));
      break;
    } catch (error) {
      // Another program may take the port at the last moment: then the next.
      if (left === 0) throw error;
    }
  }
  const { port } = server.address() as AddressInfo;
  return place(port, false, () => {
    server.close();
    server.closeAllConnections();
  });
}

/**
 * What a person must know where another has the port of the page or that of the
 * server: the page asks a literal `http://localhost:3000`.
 */
export async function portTrouble(
  page: Pick<PageServer, 'port'> | undefined,
  server: number,
): Promise<string[]> {
  const who = async (port: number) => {
    const holder = await holderOf(port);
    return `Port ${port} is taken${holder ? ` by ${holder}` : ''}`;
  };
  const sentences: string[] = [];
  if (server !== usualPorts.server) {
    const asks = page
      ? ` The page asks http://localhost:${usualPorts.server}, not this server: end what has that port, and start this again.`
      : '';
    const gets = `${await who(usualPorts.server)}; this server gets port ${server}.`;
    sentences.push(gets + asks);
  }
  if (page && page.port !== usualPorts.page) {
    sentences.push(
      `${await who(usualPorts.page)}; the page gets port ${page.port}.`,
    );
  }
  return sentences;
}

function place(port: number, byOther: boolean, close: () => void): PageServer {
  return { url: `http://localhost:${port}`, port, byOther, close };
}

/** Whether each file of the page is answered there as it lies in the folder. */
async function isServedAt(port: number, folder: string): Promise<boolean> {
  const hosts = ['127.0.0.1', '::1'].map((host) => answers(port, host));
  if (!(await Promise.all(hosts)).includes(true)) return false;
  // One of ours for another folder: its files are the same by chance.
  const note = await noteAt(port);
  if (note && note.folder !== folder) return false;
  const files = listFiles(path.join(folder, 'client'));
  const same = await Promise.all(
    files.map(async (file) => {
      const answer = await fetch(`http://localhost:${port}/${file}`, {
        signal: AbortSignal.timeout(1000),
      }).catch(() => undefined);
      const text = readText(path.join(folder, 'client'), file);
      return answer?.ok && (await answer.text()) === text;
    }),
  );
  return same.every(Boolean);
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

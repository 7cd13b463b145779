// For `npm run doctor`: how the database is, without starting anything.
import fs from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { databaseUrl, readAddress } from './address';
import { query } from './connect';
import { place } from './place';
import { hasPrograms } from './programs';
import { runningPort } from './running';

/** How the database server is at this moment. */
export interface DatabaseCondition {
  /** False: it is the one of DATABASE_URL. */
  embedded: boolean;
  /** `stopped`: the next command starts it. `unusable`: `message` says why. */
  state: 'running' | 'stopped' | 'unusable';
  message?: string;
  host?: string;
  port?: number;
  /** Ours: the folder of its programs and data, its log, and the room left. */
  folder?: string;
  log?: string;
  freeBytes?: number;
}

/** Looks at the database server; never starts it, never throws. */
export async function inspectDatabase(): Promise<DatabaseCondition> {
  const url = databaseUrl();
  return url ? inspectTheirs(url) : inspectOurs();
}

async function inspectTheirs(url: string): Promise<DatabaseCondition> {
  try {
    const { host, port } = readAddress(url);
    await query(url, 'select 1');
    return { embedded: false, state: 'running', host, port };
  } catch (error) {
    const message =
      error instanceof PlainError ? error.message : 'It gives no answer.';
    return { embedded: false, state: 'unusable', message };
  }
}

async function inspectOurs(): Promise<DatabaseCondition> {
  const { home, log, data } = place();
  const about = { embedded: true, folder: home, log, freeBytes: room(home) };
  const port = await runningPort(data);
  if (port) return { ...about, state: 'running', host: '127.0.0.1', port };
  if (hasPrograms()) return { ...about, state: 'stopped' };
  const message = `There is no PostgreSQL for this system (${process.platform}-${process.arch}) among the course's packages.`;
  return { ...about, state: 'unusable', message };
}

/** Free bytes on the disk of a folder that may not be there yet. */
function room(folder: string): number | undefined {
  let there = folder;
  while (!fs.existsSync(there) && path.dirname(there) !== there) {
    there = path.dirname(there);
  }
  try {
    const { bavail, bsize } = fs.statfsSync(there);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

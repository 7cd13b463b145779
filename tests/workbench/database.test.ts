// The database is not there, or goes away while a page is open.
import './own-state';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { findOrStart, type DatabaseServer } from '../../course/database';
import { createDatabaseState } from '../../course/workbench/database-state';
import { createEvents } from '../../course/workbench/events';
import { watchDatabase } from '../../course/workbench/effects';
import { attach } from './listener';

let real: DatabaseServer;

beforeAll(async () => {
  real = await findOrStart();
}, 30_000);

const before = process.env.DATABASE_URL;
afterEach(() => {
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
});

/** Stands before the real database, and can be taken away. */
async function doorTo({ host, port, url }: DatabaseServer) {
  const open = new Set<net.Socket>();
  const door = net.createServer((from) => {
    const to = net.connect(port, host);
    for (const one of [from, to]) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => open.delete(one));
    }
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.host = `127.0.0.1:${(door.address() as net.AddressInfo).port}`;
  const close = () => {
    door.close();
    for (const one of open) one.destroy();
  };
  return { url: address.href, close };
}

async function until(holds: () => boolean) {
  for (let i = 0; i < 200 && !holds(); i++) await wait(25);
  expect(holds()).toBe(true);
}

test('a database that stops in the middle is told to the pages', async () => {
  const door = await doorTo(real);
  process.env.DATABASE_URL = door.url;
  const events = createEvents();
  const page = attach(events);
  const database = createDatabaseState(events, 50);
  try {
    await database.look();
    expect(database.now().state).toBe('ready');
    door.close();
    await until(() => database.now().state === 'missing');
    expect(page.text).toContain('no longer answers');
    process.env.DATABASE_URL = real.url;
    await until(() => database.now().state === 'ready');
    expect(page.text).not.toContain(real.password + '@');
  } finally {
    database.end();
    page.end();
    door.close();
  }
}, 20_000);

test('one that can never be reached gets a sentence', async () => {
  process.env.DATABASE_URL = 'postgres://someone:hidden@127.0.0.1:1/some';
  const database = createDatabaseState(createEvents());
  await database.look();
  database.end();
  const { state, message } = database.now();
  expect(state).toBe('missing');
  expect(message).toMatch(/127\.0\.0\.1/);
  expect(message).not.toContain('hidden');
});

test('a request to a server whose database is gone is still sent', async () => {
  const watched = await watchDatabase(
    'postgres://someone:hidden@127.0.0.1:1/some',
  );
  const effect = await watched.effect(true);
  expect(effect?.tables).toEqual([]);
  expect(effect?.message).toMatch(/\w/);
});

// The collection's own scripts, run by Newman: any order, again, alone; stale
// tokens are dropped; its tests bite.
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { collectionOf, itemId } from '../../course/requests/collection';
import { runWithNewman } from '../../course/requests/newman';
import { requestModules } from '../../postman/requests';
import type { CourseRequest } from '../../postman/requests/define';
import {
  startAccounts,
  type AccountsServer,
  type Fault,
} from '../requests/accounts-server';

// Real servers and Newman, on a machine that may be busy.
jest.setTimeout(60_000);

const mine: CourseRequest = {
  key: '10.04/mine',
  title: 'My items',
  description: 'Asks with a token.',
  method: 'GET',
  path: '/authtest/getall',
  auth: 'token',
  needs: ['08.03/signin'],
  expect: { status: 200, json: { type: 'array' } },
};
// Newman tells requests apart by their ids: one sent twice would be muddled.
const mineAgain = { ...mine, key: '10.04/mine-again' };
// What the accounts server has: the routes of the end of module 08.
const modules = [
  ...requestModules.filter(({ module }) => module < '09'),
  { module: '10', about: 'For this test.', requests: [mine, mineAgain] },
];
const requests = modules
  .flatMap((one) => one.requests)
  .filter(({ key }) => key >= '06.02.02');

let server: AccountsServer;
afterEach(() => server.stop());

async function start(fault: Fault = {}): Promise<void> {
  server = await startAccounts(fault);
}

interface Collection extends ReturnType<typeof build> {}

function build(of: readonly CourseRequest[]) {
  return collectionOf(of, 'Node Server', modules);
}

async function failing(collection: object = build(requests)) {
  const results = await runWithNewman(
    server.url,
    requests,
    collection as Collection,
  );
  return results
    .filter(({ failures }) => failures.length > 0)
    .map(({ key }) => key);
}

/** All items of the collection in one list, in this order. */
function inOrder(keys: readonly string[]) {
  const collection = build(requests);
  const items = collection.item.flatMap(({ item }) => item);
  const byKey = (key: string) =>
    items.find(
      ({ id }) => id === itemId(requests.find((one) => one.key === key)!),
    )!;
  return { ...collection, item: keys.map(byKey) };
}

/** With these values kept from an earlier run. */
function keeping(values: Record<string, string>, keys: readonly string[]) {
  const collection = inOrder(keys);
  const variable = Object.entries({ keptFrom: server.url, ...values });
  return {
    ...collection,
    variable: variable.map(([key, value]) => ({ key, value })),
  };
}

const keys = requests.map(({ key }) => key);

describe('the collection', () => {
  it('passes in its own order, and again', async () => {
    await start();
    expect(await failing()).toEqual([]);
    expect(await failing()).toEqual([]);
  });

  it('passes from the last request to the first', async () => {
    await start();
    expect(await failing(inOrder([...keys].reverse()))).toEqual([]);
  });

  it('passes with any request sent alone that needs others', async () => {
    await start();
    const needy = requests.filter(({ needs }) => needs);
    for (const { key } of needy)
      expect(await failing(inOrder([key]))).toEqual([]);
  });

  it('signs in once for many requests', async () => {
    await start();
    const both = ['10.04/mine', '10.04/mine-again'];
    expect(await failing(inOrder(both))).toEqual([]);
    expect(server.made()).toBe(1);
  });

  it('drops a token that has ended, or is none', async () => {
    await start();
    const payload = Buffer.from('{"id":1,"exp":1}').toString('base64url');
    for (const token of [`eyJhbGciOiJIUzI1NiJ9.${payload}.x`, 'forged']) {
      const old = keeping({ token, username: 'ada' }, ['10.04/mine']);
      expect(await failing(old)).toEqual([]);
    }
  });

  it('drops what was kept from another server', async () => {
    await start();
    const kept = { token: endless(), username: 'ada', keptFrom: 'elsewhere' };
    expect(await failing(keeping(kept, ['10.04/mine']))).toEqual([]);
  });

  it('starts afresh after a refused token: the database is new', async () => {
    await start();
    const kept = { token: endless(), username: 'ada' };
    const results = await runWithNewman(
      server.url,
      requests,
      keeping(kept, [
        '10.04/mine',
        '10.04/mine-again',
      ]) as unknown as Collection,
    );
    expect(results.map(({ status }) => status)).toEqual([401, 200]);
  });

  it('is red where an answer gives the hash away', async () => {
    await start({ leakHash: true });
    expect(await failing()).toEqual([
      '06.02.02/createuser',
      '06.03.02/createuser-token',
      '06.03.02/second-user',
      '08.01/signin',
      '08.02/signin',
      '08.03/signin',
    ]);
  });

  it('is red, not silent, where no server answers', async () => {
    await start();
    await server.stop();
    expect(await failing()).toEqual(keys);
  });
});

// A token that only the server can find wrong.
function endless(): string {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const payload = JSON.stringify({ id: 1, exp });
  return `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.x`;
}

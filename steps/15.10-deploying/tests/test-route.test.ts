// What /test stores, and lists.
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { app } from '../app';
import { useDatabase } from './database';

useDatabase();

describe('POST /test/seven', () => {
  it('stores a text', async () => {
    const res = await send('Knight takes e6');
    expect(res.status).toBe(201);
    expect(await stored()).toEqual([{ id: 1, testdata: 'Knight takes e6' }]);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['too long a text', 'x'.repeat(256)],
  ])('refuses %s, and stores no row', async (_what, item) => {
    const res = await send(item);
    expect(res.status).toBe(400);
    expect(await stored()).toEqual([]);
  });
});

describe('GET /test/one', () => {
  it('lists the rows in the order they came in', async () => {
    for (const item of ['b', 'c', 'a']) await send(item);
    const texts = (await stored()).map(
      (row: { testdata: string }) => row.testdata,
    );
    expect(texts).toEqual(['b', 'c', 'a']);
  });
});

function send(item: unknown) {
  return request(app).post('/test/seven').send({ testdata: { item } });
}

async function stored() {
  const res = await request(app).get('/test/one');
  return res.body;
}

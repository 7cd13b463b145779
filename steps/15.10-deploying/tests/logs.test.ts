// What /api/log and /api/report promise: everybody has their own workouts.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { newUser } from './accounts';
import { useDatabase } from './database';

useDatabase();

type Somebody = Awaited<ReturnType<typeof newUser>>;
let ada: Somebody;
let grace: Somebody;
beforeEach(async () => {
  ada = await newUser('ada');
  grace = await newUser('grace');
});

const squats = { description: 'squats', definition: '3 sets', result: '60 kg' };

async function addLog(owner: Somebody, log: object = squats) {
  const res = await owner.post('/api/log').send({ log });
  return res.body.log.id as number;
}

describe('a log', () => {
  it('H8: is made, read, changed and deleted by its owner', async () => {
    const made = await ada.post('/api/log').send({ log: squats }).expect(201);
    expect(made.body.log).toMatchObject({ id: 1, ...squats, owner: 1 });
    const log = { description: 'lunges' };
    const changed = await ada.put('/api/log/1').send({ log }).expect(200);
    // What is not sent is empty: a PUT says all.
    expect(changed.body.log).toMatchObject({ ...log, result: null });
    await ada.delete('/api/log/1').expect(204);
    await ada.get('/api/log/1').expect(404);
  });

  it('I1: is not there for a stranger', async () => {
    const id = await addLog(ada);
    const missing = await grace.get('/api/log/2147483647');
    const answers = [
      await grace.get(`/api/log/${id}`),
      await grace.put(`/api/log/${id}`).send({ log: squats }),
      await grace.delete(`/api/log/${id}`),
    ];
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([404, missing.body]);
    }
    const { body } = await ada.get(`/api/log/${id}`);
    expect(body).toMatchObject(squats);
  });

  it('I2: belongs to the sender, whomever the body names', async () => {
    const log = { ...squats, id: 900, owner: 1 };
    const { body } = await grace.post('/api/log').send({ log });
    expect(body.log).toMatchObject({ id: 1, owner: 2 });
  });
});

describe('the list', () => {
  it('has one owner, an order, and what is searched for', async () => {
    for (const description of ['b', 'a_b', 'c']) {
      await addLog(ada, { description });
    }
    await addLog(grace, { description: 'b of grace' });
    const query = '/api/log?search=b&order=-description';
    const { body } = await ada.get(query).expect(200);
    const texts = body.map((log: { description: string }) => log.description);
    expect(texts).toEqual(['b', 'a_b']);
    // "_" is a letter here, not the pattern for any.
    const found = await ada.get('/api/log?search=_');
    expect(found.body).toHaveLength(1);
  });

  it('is counted in the report, for its owner only', async () => {
    await addLog(ada);
    await addLog(ada);
    await addLog(grace);
    const { body } = await ada.get('/api/report').expect(200);
    expect(body).toEqual([
      { description: 'squats', times: 2, last: expect.any(String) },
    ]);
  });
});

describe('an item that moves into the logs', () => {
  const item = { authtestdata: { item: 'squats' } };

  it('moves once, even where two ask for it', async () => {
    const { body } = await ada.post('/authtest/create').send(item);
    const path = `/api/log/from-item/${body.authtestdata.id}`;
    const answers = await Promise.all([ada.post(path), ada.post(path)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 404]);
    expect((await ada.get('/api/log')).body).toHaveLength(1);
    expect((await ada.get('/authtest/getall')).body).toEqual([]);
  });

  it('I1: does not move for a stranger', async () => {
    const { body } = await ada.post('/authtest/create').send(item);
    const { id } = body.authtestdata;
    await grace.post(`/api/log/from-item/${id}`).expect(404);
    await ada.get(`/authtest/${id}`).expect(200);
  });
});

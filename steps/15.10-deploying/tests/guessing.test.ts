// How often somebody can guess, and that the time of an answer tells nothing.
import './few-tries';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { app } from '../app';
import { signIn, signUp } from './accounts';
import { useDatabase } from './database';

useDatabase();

async function guess(name: string, times: number) {
  const statuses = [];
  for (let left = times; left > 0; left -= 1) {
    statuses.push((await signIn(name, `guess ${left}`)).status);
  }
  return statuses;
}

const times = (count: number, status: number) => Array(count).fill(status);

describe('guessing at one account', () => {
  it('P12: ends after ten tries, the right password among them', async () => {
    await signUp('ada');
    expect(await guess('ada', 10)).toEqual(times(10, 401));
    const res = await signIn('ADA');
    expect(res.status).toBe(429);
    expect(Number(res.headers['retry-after'])).toBeGreaterThan(590);
    expect(res.body).toEqual({ error: 'Too many tries: come again later' });
  });

  it('P12: leaves other accounts alone', async () => {
    await signUp('ada');
    await signUp('grace');
    await guess('ada', 11);
    expect((await signIn('grace')).status).toBe(200);
  });

  it('P7: ends the same where there is no such account', async () => {
    expect(await guess('nobody', 11)).toEqual([...times(10, 401), 429]);
  });

  it('begins anew after a sign-in', async () => {
    await signUp('ada');
    await guess('ada', 9);
    expect((await signIn('ada')).status).toBe(200);
    expect(await guess('ada', 5)).toEqual(times(5, 401));
  });
});

describe('guessing from one address', () => {
  it('P12: ends after so many tries, whatever the names', async () => {
    for (let left = 15; left > 0; left -= 1) await guess(`name${left}`, 1);
    expect(await guess('another', 1)).toEqual([429]);
  });

  it('P12: is not undone by an account of their own', async () => {
    await signUp('eve');
    for (let left = 14; left > 0; left -= 1) await guess(`name${left}`, 1);
    expect((await signIn('eve')).status).toBe(200);
    expect(await guess('other', 1)).toEqual([401]);
    expect(await guess('another', 1)).toEqual([429]);
  });

  it('P13: is counted whatever X-Forwarded-For says', async () => {
    const statuses = [];
    for (let left = 16; left > 0; left -= 1) {
      const user = { username: `name${left}`, password: 'guessed' };
      const res = await request(app)
        .post('/api/login')
        .set('X-Forwarded-For', `203.0.113.${left}`)
        .send({ user });
      statuses.push(res.status);
    }
    expect(statuses).toEqual([...times(15, 401), 429]);
  });
});

describe('signing up', () => {
  it('ends after so many accounts from one address', async () => {
    for (const name of ['a', 'b', 'c']) await signUp(name);
    const res = await signUp('d');
    expect(res.status).toBe(429);
    expect(Number(res.headers['retry-after'])).toBeGreaterThan(3500);
  });
});

describe('the time of an answer', () => {
  it('P8: is the same for a wrong password and an unknown name', async () => {
    await signUp('ada');
    const took: Record<string, number[]> = { ada: [], nobody: [] };
    for (let left = 7; left > 0; left -= 1) {
      for (const name of ['ada', 'nobody']) {
        const began = performance.now();
        await signIn(name, 'wrong');
        took[name].push(performance.now() - began);
      }
    }
    const [ada, nobody] = Object.values(took).map((all) => Math.min(...all));
    expect(nobody / ada).toBeGreaterThan(0.6);
    expect(nobody / ada).toBeLessThan(1.7);
  });
});

// What the app answers before it needs a database.
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { app } from '../app';

describe('any path', () => {
  it('answers 404 where nothing is', async () => {
    const res = await request(app).get('/nowhere');
    expect(res.status).toBe(404);
    expect(res.body).toEqual({ error: 'There is no GET /nowhere' });
  });

  it('answers 400 to a body that is no JSON', async () => {
    const res = await request(app)
      .post('/api/user/signin')
      .type('json')
      .send('{"user":');
    expect(res.status).toBe(400);
    expect(res.body).toEqual({ error: 'The body must be a JSON object' });
  });
});

describe('the gate', () => {
  it.each(['/authtest/getall', '/api/log', '/api/report'])(
    'refuses %s without a token',
    async (path) => {
      const res = await request(app).get(path);
      expect(res.status).toBe(401);
      expect(res.body).toEqual({ error: 'Please sign in' });
    },
  );

  it('refuses a token that we did not sign', async () => {
    const res = await request(app)
      .get('/api/log')
      .auth('e30.e30.e30', { type: 'bearer' });
    expect(res.status).toBe(401);
  });
});

// What the server answers while its database is away.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import request from 'supertest';

// Nothing listens there.
process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';

// Not `import`: that would come before the line above.
const { app } = require('../app') as typeof import('../app');

const token = jwt.sign({ id: 1 }, process.env.JWT_SECRET ?? '', {
  expiresIn: '1h',
  jwtid: randomUUID(),
});
const user = { username: 'ada', password: 'correct horse battery staple' };

describe('without its database, the server', () => {
  it('R2: does not say of a good token that it is none', async () => {
    const res = await request(app)
      .get('/authtest/getall')
      .auth(token, { type: 'bearer' });
    expect(res.status).toBe(503);
    expect(res.headers).toHaveProperty('retry-after', '5');
    expect(res.headers).not.toHaveProperty('www-authenticate');
    expect(res.body).toEqual({ error: 'The database can not answer now' });
  });

  it.each(['/api/user/createuser', '/api/user/signin', '/api/login'])(
    'R2: answers 503 to POST %s',
    async (path) => {
      const res = await request(app).post(path).send({ user });
      expect(res.status).toBe(503);
      expect(res.headers).toHaveProperty('retry-after', '5');
    },
  );

  it('R4: is alive, and not ready', async () => {
    expect((await request(app).get('/health')).status).toBe(200);
    const res = await request(app).get('/ready');
    expect(res.status).toBe(503);
    expect(res.headers).toHaveProperty('retry-after', '5');
  });

  it('still refuses what is malformed, and what is not there', async () => {
    const res = await request(app).post('/api/user/signin').send({});
    expect(res.status).toBe(400);
    expect((await request(app).get('/nowhere')).status).toBe(404);
  });
});

// Every failure has one form, and says nothing of what is inside.
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { newUser } from './accounts';
import { useDatabase } from './database';
import { app } from '../app';

useDatabase();

const inside =
  /node_modules|\n +at |select |syntax|sequelize|relation|"users"/i;

describe('a failure', () => {
  it.each([
    ['get', '/nowhere', 404],
    ['patch', '/authtest/create', 401],
    ['get', '/authtest/%E0%A4%A', 401],
    ['get', '/test/%E0%A4%A', 404],
    ['get', '/api/log', 401],
    ['post', '/api/user/signin', 400],
    ['trace', '/', 404],
  ] as const)(
    'H1, H2, I6: of %s %s has the form',
    async (method, path, status) => {
      const res = await request(app)[method](path);
      expect(res.status).toBe(status);
      expect(res.headers['content-type']).toBe(
        'application/json; charset=utf-8',
      );
      expect(res.body).toEqual({ error: expect.any(String) });
      expect(res.text).not.toMatch(inside);
    },
  );

  it('H1, I6: behind the gate has the form too', async () => {
    const ada = await newUser('ada');
    const res = await ada.get('/authtest/%E0%A4%A');
    expect(res.status).toBe(400);
    expect(res.body).toEqual({ error: 'The request could not be read' });
  });

  it('H3: is a 404 for a wrong method, as for a wrong path', async () => {
    const ada = await newUser('ada');
    const method = await ada.patch('/authtest/create');
    const path = await ada.get('/authtest/no/such/path');
    expect([method.status, path.status]).toEqual([404, 404]);
  });
});

// Which names and passwords somebody can have.
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { app } from '../app';
import { signIn, signUp } from './accounts';
import { useDatabase } from './database';

useDatabase();

const createUser = (user: unknown) =>
  request(app).post('/api/user/createuser').send({ user });

describe('a username', () => {
  it.each(['ADA', 'Ａｄａ'])('P10: %s is taken where Ada is', async (name) => {
    await signUp('Ada');
    const res = await signUp(name);
    expect(res.status).toBe(409);
    expect(res.body).toEqual({ error: 'This username is taken' });
    expect((await signIn(name)).body.user).toEqual({ id: 1, username: 'Ada' });
  });

  it.each(['', ' ', 'ada ', ' ada', 'a\u200bda', 'a\0da', 'x'.repeat(256)])(
    'P10: can not be %j',
    async (name) => {
      expect((await signUp(name)).status).toBe(400);
    },
  );

  it.each([7, ['ada', 'bob'], { ne: '' }, true, null, undefined])(
    'P5: is a text, and %j is none, to sign up or in',
    async (username) => {
      await signUp('ada');
      const user = { username, password: 'correct horse battery staple' };
      expect((await createUser(user)).status).toBe(400);
      const res = await request(app).post('/api/user/signin').send({ user });
      expect(res.status).toBe(400);
      expect(res.body).toEqual({ error: 'user.username must be a text' });
    },
  );

  it('I5: is never a piece of SQL', async () => {
    await signUp('ada');
    expect((await signIn("' or 1=1 --")).status).toBe(401);
    expect((await signIn("ada'--")).status).toBe(401);
  });
});

describe('a password', () => {
  it.each([
    ['x'.repeat(7), 'user.password must have at least 8 characters'],
    ['x'.repeat(73), 'user.password must have at most 72 bytes'],
    ['é'.repeat(37), 'user.password must have at most 72 bytes'],
    [7, 'user.password must be a text'],
    [['12345678'], 'user.password must be a text'],
    [null, 'user.password must be a text'],
    [undefined, 'user.password must be a text'],
  ])('P1, P2, P5: can not be %j', async (password, error) => {
    const res = await createUser({ username: 'ada', password });
    expect(res.status).toBe(400);
    expect(res.body).toEqual({ error });
  });

  it('P3: can not hold NUL', async () => {
    const user = { username: 'ada', password: 'abcdef\0gh' };
    expect((await createUser(user)).status).toBe(400);
  });

  it.each(['a'.repeat(64), '        ', '🙂'.repeat(8), 'é'.repeat(36)])(
    'P2: can be %j',
    async (password) => {
      const res = await createUser({ username: 'ada', password });
      expect(res.status).toBe(201);
      expect((await signIn('ada', password)).status).toBe(200);
    },
  );

  it('P1, P4: is compared to its last byte', async () => {
    const password = 'x'.repeat(72);
    await createUser({ username: 'ada', password });
    await createUser({ username: 'bob', password: ' école école ' });
    expect((await signIn('ada', `${password}y`)).status).toBe(401);
    expect((await signIn('bob', 'école école')).status).toBe(401);
    const apart = ' école école '.normalize('NFD');
    expect((await signIn('bob', apart)).status).toBe(401);
  });
});

// What /api/user promises: accounts, sign-in and sign-out.
import { describe, expect, it } from '@jest/globals';
import { newUser, password, signIn, signUp } from './accounts';
import { useDatabase } from './database';

useDatabase();

describe('POST /api/user/createuser', () => {
  it('makes an account that one can sign in to', async () => {
    const res = await signUp('ada');
    expect(res.status).toBe(201);
    expect(res.body.user).toEqual({ id: 1, username: 'ada' });
    expect((await signIn('ada')).status).toBe(200);
  });

  it('shows neither the password nor its hash', async () => {
    const { text } = await signUp('ada');
    expect(text).not.toContain(password);
    expect(text).not.toMatch(/\$2[aby]\$/);
  });

  it('refuses a name that is taken', async () => {
    await signUp('ada');
    const res = await signUp('ada');
    expect(res.status).toBe(409);
  });

  it('makes one account of four requests at once', async () => {
    const names = ['ada', 'ada', 'ada', 'ada'];
    const answers = await Promise.all(names.map(signUp));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('POST /api/user/signin', () => {
  it('answers the same to a wrong password and an unknown name', async () => {
    await signUp('ada');
    const wrong = await signIn('ada', 'wrong');
    const unknown = await signIn('grace');
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });
});

describe('POST /api/user/signout', () => {
  it('makes the token worthless', async () => {
    const ada = await newUser('ada');
    expect((await ada.get('/api/log')).status).toBe(200);
    expect((await ada.post('/api/user/signout')).status).toBe(204);
    expect((await ada.get('/api/log')).status).toBe(401);
  });

  it('leaves other sessions of the same user alone', async () => {
    const ada = await newUser('ada');
    const { body } = await signIn('ada');
    await ada.post('/api/user/signout');
    ada.auth(body.sessionToken, { type: 'bearer' });
    expect((await ada.get('/api/log')).status).toBe(200);
  });
});

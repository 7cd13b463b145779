// Which tokens open the gate: only ours, unchanged, in time, not signed out.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import request from 'supertest';
import { app } from '../app';
import { User } from '../models/user';
import { newUser, signIn, signUp } from './accounts';
import { useDatabase } from './database';

useDatabase();

const secret = process.env.JWT_SECRET ?? '';
const inAnHour = Math.floor(Date.now() / 1000) + 3600;

beforeEach(async () => {
  await signUp('ada');
});

const ask = (authorization: string) =>
  request(app).get('/authtest/getall').set('Authorization', authorization);

const good = { id: 1, exp: inAnHour };
const sign = (claims: object, options: jwt.SignOptions = {}) =>
  jwt.sign(claims, secret, { jwtid: randomUUID(), ...options });

// A token in parts, as whoever forges one puts it together.
function forge(header: object, payload: object, signature = '') {
  const parts = [header, payload].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return [...parts, signature].join('.');
}

async function shouldRefuse(authorization: string) {
  const res = await ask(authorization);
  expect(res.status).toBe(401);
  expect(res.headers).toHaveProperty('www-authenticate', 'Bearer');
  expect(res.body).toEqual({ error: 'Please sign in' });
}

describe('the gate lets in', () => {
  it.each(['', 'Bearer ', 'bearer ', 'BEARER  '])(
    'T10, T11: a good token after %j',
    async (before) => {
      expect((await ask(before + sign(good))).status).toBe(200);
    },
  );
});

describe('the gate refuses', () => {
  it.each(['HS384', 'HS512'] as const)('T1: %s', async (algorithm) => {
    await shouldRefuse(`Bearer ${sign(good, { algorithm })}`);
  });

  it.each(['none', 'None', 'HS256'])('T2: alg %s, unsigned', async (alg) => {
    const payload = { ...good, jti: randomUUID() };
    await shouldRefuse(`Bearer ${forge({ alg, typ: 'JWT' }, payload)}`);
  });

  it('T3: a token that brings its own key', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = pair.publicKey.export({ format: 'jwk' });
    const token = jwt.sign(good, pair.privateKey, {
      algorithm: 'RS256',
      jwtid: randomUUID(),
      header: { alg: 'RS256', jwk } as jwt.JwtHeader,
    });
    await shouldRefuse(`Bearer ${token}`);
  });

  it.each([
    { id: 1, exp: inAnHour - 7200 },
    { id: 1 },
    { id: 1, exp: inAnHour, nbf: inAnHour },
  ])('T4, T5: a token out of its time, %j', async (claims) => {
    await shouldRefuse(`Bearer ${sign(claims)}`);
  });

  it('T4: a token that expires "never"', async () => {
    const payload = { id: 1, exp: 'never', jti: randomUUID() };
    const token = jwt.sign(JSON.stringify(payload), secret);
    await shouldRefuse(`Bearer ${token}`);
  });

  it('T6: a token that was changed', async () => {
    const [header, , signature] = sign(good).split('.');
    const [, other] = sign({ ...good, id: 2 }).split('.');
    await shouldRefuse(`Bearer ${header}.${other}.${signature}`);
    const token = sign(good);
    await shouldRefuse(`Bearer ${token}=`);
    // The last letter holds bits that mean nothing: another spelling.
    const letters =
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const next = letters[letters.indexOf(token.at(-1)!) ^ 1];
    await shouldRefuse(`Bearer ${token.slice(0, -1)}${next}`);
  });

  it.each([undefined, {}, [1, 2], '1', 1.5, 0, -1, 2 ** 40])(
    'T8: the id %j',
    async (id) => {
      await shouldRefuse(`Bearer ${sign({ ...good, id })}`);
    },
  );

  it.each([undefined, 7, '', 'abc'])('T8, T15: the jti %j', async (jti) => {
    await shouldRefuse(`Bearer ${jwt.sign({ ...good, jti }, secret)}`);
  });

  it.each(['', 'Basic YWRhOng=', 'Bearer', 'Bearer x', 'Token'])(
    'T9: the header %j',
    shouldRefuse,
  );

  it('T12: a token of ten thousand letters', async () => {
    await shouldRefuse(`Bearer ${'x'.repeat(10_000)}`);
  });
});

describe('a session', () => {
  it('T19: lasts a day', async () => {
    const { body } = await signIn('ada');
    const { iat, exp } = jwt.decode(body.sessionToken) as jwt.JwtPayload;
    expect(exp! - iat!).toBe(86_400);
  });

  it('T14, T15: ends with a sign-out, once and for all', async () => {
    const grace = await newUser('grace');
    await grace.post('/api/user/signout').expect(204);
    await grace.get('/api/log').expect(401);
    await grace.post('/api/user/signout').expect(401);
  });

  it('T17: ends with its account', async () => {
    const grace = await newUser('grace');
    await User.destroy({ where: { username: 'grace' } });
    await grace.get('/api/log').expect(401);
  });
});

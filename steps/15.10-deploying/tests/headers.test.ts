// What browsers are told: how to treat our answers, and which pages may.
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';

process.env.CORS_ORIGINS = 'https://workouts.example';
// Not `import`: that would come before the line above.
const { app } = require('../app') as typeof import('../app');

const preflight = (origin: string) =>
  request(app)
    .options('/api/log')
    .set('Origin', origin)
    .set('Access-Control-Request-Method', 'PUT');

const friends = [
  'https://workouts.example',
  'http://localhost:8080',
  'http://127.0.0.1:5173',
];
const strangers = [
  'https://evil.example',
  'https://workouts.example.evil.example',
  'http://workouts.example',
  'http://localhost.evil.example',
  'null',
];

describe('a preflight', () => {
  it.each(friends)('H5: tells %s that it may', async (origin) => {
    const res = await preflight(origin);
    expect(res.status).toBe(204);
    expect(res.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringContaining('PUT'),
      'access-control-allow-headers': 'Content-Type, Authorization',
      'access-control-max-age': '600',
    });
  });

  it.each(strangers)('H5: tells %s nothing', async (origin) => {
    const res = await preflight(origin);
    expect(res.status).toBe(204);
    expect(res.headers).not.toHaveProperty('access-control-allow-origin');
    expect(res.headers).not.toHaveProperty('access-control-allow-methods');
  });
});

describe('an answer', () => {
  it.each(friends)('H5: can be read by a page of %s', async (origin) => {
    const res = await request(app).get('/api/log').set('Origin', origin);
    expect(res.status).toBe(401);
    expect(res.headers).toHaveProperty('access-control-allow-origin', origin);
    expect(res.headers.vary).toContain('Origin');
  });

  it.each(strangers)('H5: can not be read by %s', async (origin) => {
    const res = await request(app).get('/api/log').set('Origin', origin);
    expect(res.headers).not.toHaveProperty('access-control-allow-origin');
    expect(res.headers.vary).toContain('Origin');
  });

  it.each(['/test/helloclient', '/nowhere', '/api/log', '/test/%E0%A4%A'])(
    'H4: of %s has the security headers',
    async (path) => {
      const { headers } = await request(app).get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'strict-transport-security': expect.stringContaining('max-age='),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );
});

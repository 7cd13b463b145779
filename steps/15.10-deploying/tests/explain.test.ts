// What each kind of failure is for the client.
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import {
  ConnectionAcquireTimeoutError,
  ConnectionRefusedError,
  DatabaseError,
} from 'sequelize';
import request from 'supertest';
import { explain } from '../lib/explain';
import { handleErrors } from '../middleware/errors';

const secret = 'syntax error at "SELECT passwordhash FROM users"';

// As PostgreSQL's driver makes one.
const fromDatabase = (code: string) =>
  Object.assign(new Error(secret), { code, sql: secret });

describe('explain', () => {
  it.each([
    ['23505', 409],
    ['23503', 409],
    ['23502', 400],
    ['22001', 400],
    ['22021', 400],
    ['40001', 503],
    ['40P01', 503],
    ['53300', 503],
    ['55P03', 503],
    ['57014', 503],
    ['57P01', 503],
    ['42601', 500],
    ['42P01', 500],
  ])('takes the code %s of PostgreSQL as %i', (code, status) => {
    const inner = fromDatabase(code);
    expect(explain(inner).status).toBe(status);
    expect(explain(new DatabaseError(inner as never)).status).toBe(status);
  });

  it.each([
    new ConnectionRefusedError(new Error(secret)),
    new ConnectionAcquireTimeoutError(new Error(secret)),
    new Error('Connection terminated unexpectedly'),
  ])('R2: says of %s when to come again', (err) => {
    expect(explain(err)).toMatchObject({ status: 503, retryAfter: 5 });
  });
});

describe('handleErrors', () => {
  it.each([
    ['a bug', new TypeError(secret)],
    ['a database error', fromDatabase('42601')],
    ['no error at all', secret],
  ])('R12, H2: answers 500 to %s, and tells nothing', async (_what, thrown) => {
    const app = express();
    app.get('/', async () => {
      throw thrown;
    });
    app.use(handleErrors);
    const res = await request(app).get('/');
    expect(res.status).toBe(500);
    expect(res.body).toEqual({ error: 'Something went wrong on the server' });
    expect(res.type).toBe('application/json');
  });
});

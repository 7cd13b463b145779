// Which settings the server starts with, and what it says of all others.
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../lib/settings';

const good = {
  DATABASE_URL: 'postgres://me@localhost:5432/workoutlog',
  JWT_SECRET: '0123456789abcdef0123456789abcdef',
};

const problemsOf = (changes: object) =>
  readSettings({ ...good, ...changes }).problems;

describe('readSettings', () => {
  it('takes the usual port and limit where none is given', () => {
    const { settings, problems } = readSettings(good);
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ port: 3000, bodyLimit: 100_000 });
  });

  it('R11: names all problems at once', () => {
    const { problems } = readSettings({ PORT: 'abc', BODY_LIMIT: '1e9' });
    expect(problems).toEqual([
      expect.stringContaining('DATABASE_URL'),
      expect.stringContaining('JWT_SECRET'),
      expect.stringContaining('PORT'),
      expect.stringContaining('BODY_LIMIT'),
    ]);
  });

  it.each(['abc', '0', '65536', '-1', '3e3', '0x50', ' 80', '80.5'])(
    'R11: refuses the port %j',
    (PORT) => {
      expect(problemsOf({ PORT })).toHaveLength(1);
    },
  );

  it.each(['abc', '100kb', '999', '10000001'])(
    'I11: refuses %j as the limit of a body',
    (BODY_LIMIT) => {
      expect(problemsOf({ BODY_LIMIT })).toHaveLength(1);
    },
  );

  it.each(['', 'postgres://', 'mysql://localhost/x', 'localhost:5432'])(
    'R11: refuses the database %j',
    (DATABASE_URL) => {
      expect(problemsOf({ DATABASE_URL })).toHaveLength(1);
    },
  );

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a short one', 'i_am_secret'],
    ['one letter, often', 'a'.repeat(64)],
    ['a published one', 'a-string-secret-at-least-256-bits-long'],
  ])('T13: refuses as the secret %s, and does not say it', (_what, secret) => {
    const problems = problemsOf({ JWT_SECRET: secret });
    expect(problems).toEqual([expect.stringMatching(/^JWT_SECRET /)]);
    if (secret) expect(problems[0]).not.toContain(secret);
  });
});

// Counts tries. In the database: all processes of the server count together.
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sequelize } from '../db';
import { env } from '../env';
import { HttpError } from '../middleware/errors';

const tenMinutes = 600;
const anHour = 3600;

// Guesses at one account, from wherever they come.
const byName = createLimit('name', 10, tenMinutes);
// Guesses of one address, at whatever accounts.
const byAddress = createLimit('address', env.signInLimit, tenMinutes);
const signUps = createLimit('sign-up', env.signUpLimit, anHour);

export function countSignUp(address = '') {
  return count(signUps, address);
}

// Before the password is looked at: a guess too many does not even get that.
export async function countSignIn(address = '', username: string) {
  await count(byAddress, address);
  await count(byName, keyOf(username));
}

// Who gets in has not guessed. Of the address only this one try is taken back:
// else an account of one's own would make all guesses before it undone.
export async function forgiveSignIn(address = '', username: string) {
  await byAddress.reward(address);
  await byName.delete(keyOf(username));
}

function createLimit(keyPrefix: string, points: number, duration: number) {
  return new RateLimiterPostgres({
    storeClient: sequelize,
    // A migration has made it.
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  });
}

async function count(limit: RateLimiterPostgres, key: string) {
  try {
    await limit.consume(key);
  } catch (err) {
    // Anything else is no refusal: the database has failed.
    if (!(err instanceof RateLimiterRes)) throw err;
    const seconds = Math.ceil(err.msBeforeNext / 1000);
    throw new HttpError(429, 'Too many tries: come again later', seconds);
  }
}

// As a hash: now and then somebody types their password as their name.
function keyOf(username: string) {
  return createHash('sha256').update(username.toLowerCase()).digest('hex');
}

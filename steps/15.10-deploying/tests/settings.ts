// The settings of a test run, in place of those in .env.
import { randomBytes } from 'node:crypto';
import dotenv from 'dotenv';

dotenv.config({ quiet: true });

const { DATABASE_URL } = process.env;
if (!DATABASE_URL) throw new Error('The tests need the DATABASE_URL of .env');

// That database holds rows of yours. The tests have one beside it: each of
// Jest's workers another, for they run side by side.
const url = new URL(DATABASE_URL);
url.pathname += `_test_${process.env.JEST_WORKER_ID}`;
process.env.OWN_DATABASE_URL = DATABASE_URL;
process.env.DATABASE_URL = url.href;

// A new one each time: no test can get used to it.
process.env.JWT_SECRET = randomBytes(32).toString('hex');

// Else every request would be printed.
process.env.LOG_LEVEL = 'silent';

// The settings of a test run, in place of those in .env.
import { randomBytes } from 'node:crypto';

// Nobody answers there: a test that asks the database fails.
process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing';

// A new one each time: no test can get used to it.
process.env.JWT_SECRET = randomBytes(32).toString('hex');

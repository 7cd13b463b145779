// The log: one JSON object a line, which other programs can search.
import pino from 'pino';
import { env } from '../env';

// No line of ours has these. This is for the object that comes along one day.
const secrets = ['password', 'passwordhash', 'sessionToken', 'authorization'];

const options = {
  level: env.logLevel,
  redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
};

// At once, and not when there is time: the last line before the end of the
// process, which says why, would come before others, or not at all.
export const log = pino(options, pino.destination({ sync: true }));

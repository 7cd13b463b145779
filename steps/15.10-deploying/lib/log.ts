// The log: one JSON object a line, which other programs can search.
import pino from 'pino';
import { env } from '../env';

// No line of ours has these. This is for the object that comes along one day.
const secrets = ['password', 'passwordhash', 'sessionToken', 'authorization'];

export const log = pino({
  level: env.logLevel,
  redact: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
});

// Reads the settings out of the variables, and says all that is wrong there.
import { availableParallelism } from 'node:os';
import { isDatabase, isOrigin } from './addresses';
import { weaknessOf } from './secret';

export type Variables = Record<string, string | undefined>;

export function readSettings(variables: Variables) {
  // Collected: whoever sets a server up should not fix one and meet the next.
  const problems: string[] = [];
  const { DATABASE_URL = '', JWT_SECRET = '', CORS_ORIGINS = '' } = variables;
  const mode = variables.NODE_ENV || 'development';
  const production = mode === 'production';
  const ofOneAddress = production ? 100 : 10_000;
  const logLevel = variables.LOG_LEVEL || 'info';

  if (!isDatabase(DATABASE_URL)) {
    problems.push('DATABASE_URL must begin with postgres:// and name a host.');
  }
  const weakness = weaknessOf(JWT_SECRET);
  if (weakness) problems.push(`JWT_SECRET ${weakness}.`);

  // A typing error would run a server for all the world in the mode for one.
  if (!/^(development|test|production)$/.test(mode)) {
    problems.push('NODE_ENV must be development or production.');
  }
  if (!/^(debug|info|warn|error|silent)$/.test(logLevel)) {
    problems.push('LOG_LEVEL must be debug, info, warn, error or silent.');
  }
  const origins = CORS_ORIGINS.split(',').filter(Boolean);
  if (!origins.every(isOrigin)) {
    problems.push(
      'CORS_ORIGINS must be like https://a.example,https://b.example',
    );
  }

  function readNumber(name: string, usual: number, least = 1, most = 1e6) {
    const text = variables[name] || String(usual);
    const number = Number(text);
    // Number() alone would take '1e3', ' 7' and '0x10' too.
    if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
      problems.push(`${name} must be a whole number, ${least} to ${most}.`);
    }
    return number;
  }

  const settings = {
    databaseUrl: DATABASE_URL,
    jwtSecret: JWT_SECRET,
    production,
    logLevel,
    // Whose pages may read our answers.
    origins,
    port: readNumber('PORT', 3000, 1, 65_535),
    // In bytes: so much of a body is read into memory.
    bodyLimit: readNumber('BODY_LIMIT', 100_000, 1_000, 10_000_000),
    // Of one address: wrong sign-ins in ten minutes, sign-ups in an hour. On
    // your own computer all of them, and all tests, come from one.
    signInLimit: readNumber('SIGN_IN_LIMIT', ofOneAddress),
    signUpLimit: readNumber('SIGN_UP_LIMIT', ofOneAddress),
    // How often server.ts runs side by side, where cluster.ts starts it.
    processes: readNumber('PROCESSES', availableParallelism(), 1, 64),
    // Connections of each process: more than 20 make all of them slower.
    databasePool: readNumber('DATABASE_POOL', 10, 1, 100),
    // One more doubles the time of a hash, for us and for who stole them.
    hashCost: readNumber('HASH_COST', 10, 10, 15),
    // How many proxies pass requests on to this server.
    trustProxy: readNumber('TRUST_PROXY', 0, 0, 10),
  };
  return { settings, problems };
}

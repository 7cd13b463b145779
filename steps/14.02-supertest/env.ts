// The settings from .env. With a wrong one the server does not start.
import dotenv from 'dotenv';

dotenv.config({ quiet: true });

export const env = {
  port: Number(process.env.PORT || 3000),
  databaseUrl: process.env.DATABASE_URL ?? '',
  jwtSecret: process.env.JWT_SECRET ?? '',
};

if (!Number.isInteger(env.port)) {
  stop('PORT in .env must be a whole number.');
}
if (!/^postgres(ql)?:/.test(env.databaseUrl)) {
  stop('DATABASE_URL in .env must begin with postgres://');
}
// A short secret can be guessed, and then anyone can sign tokens.
if (env.jwtSecret.length < 32) {
  stop('JWT_SECRET in .env must have at least 32 characters.');
}

function stop(reason: string) {
  console.error(reason);
  process.exit(1);
}

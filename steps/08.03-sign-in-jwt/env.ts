// The settings from .env. Without one that it needs, the server does not start.
import dotenv from 'dotenv';

dotenv.config({ quiet: true });

export const env = {
  port: Number(process.env.PORT ?? 3000),
  databaseUrl: needed('DATABASE_URL', 1),
  // A short secret can be guessed, and then anyone can sign tokens.
  jwtSecret: needed('JWT_SECRET', 32),
};

function needed(name: string, length: number) {
  const value = process.env[name] ?? '';
  if (value.length >= length) return value;
  console.error(`${name} in .env is missing or shorter than ${length}.`);
  process.exit(1);
}

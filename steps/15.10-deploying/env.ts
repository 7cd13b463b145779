// The settings, read once and checked. No other file asks process.env.
import dotenv from 'dotenv';
import { readSettings } from './lib/settings';

dotenv.config({ quiet: true });

const { settings, problems } = readSettings(process.env);

if (problems.length > 0) {
  console.error('The server does not start with these settings:');
  for (const problem of problems) console.error(`- ${problem}`);
  process.exit(1);
}

export const env = Object.freeze(settings);

// Hashes passwords in a thread of their own: a hash takes a tenth of a second,
// and on the main thread nobody at all would be served meanwhile.
import path from 'node:path';
import bcrypt from 'bcryptjs';
import { Piscina } from 'piscina';
import { env } from '../env';

const thread = new Piscina({
  filename: path.join(__dirname, 'hash-worker.js'),
  minThreads: 1,
  maxThreads: 1,
});

// Compared where there is no user: a quicker answer would tell that.
export const hashOfNobody = bcrypt.hashSync('nobody', env.hashCost);

export async function hash(password: string): Promise<string> {
  // The salt is random and quick: only the work goes to the thread.
  const salt = await bcrypt.genSalt(env.hashCost);
  return thread.run({ password, salt }, { name: 'hash' });
}

export function compare(password: string, hash: string): Promise<boolean> {
  return thread.run({ password, hash }, { name: 'compare' });
}

// Of hashes with a lower cost than today's; only at a sign-in can it be mended,
// as nobody else knows the password.
export function isOutdated(hash: string) {
  return bcrypt.getRounds(hash) < env.hashCost;
}

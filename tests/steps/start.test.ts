// Our furthest step, started outside of the tools, with their preload away:
// whatever keeps its server from listening is one line, and never a stack.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import net from 'node:net';
import { throwawayDatabase, type Database } from '../../course/database';
import { stepFolder, writtenCheckpoints } from '../../course/find-lesson';
import { findEntry } from '../../course/servers';

const folder = stepFolder(writtenCheckpoints.at(-1)!);
const secret = 'a secret for this test, long enough';
let database: Database;

beforeAll(async () => void (database = await throwawayDatabase('start_test')));
afterAll(() => database.drop());

/** What it prints as errors, and how it ends. */
function start(settings: Record<string, string>) {
  const ours = { JWT_SECRET: secret, DATABASE_URL: database.url };
  const env = { ...process.env, ...ours, ...settings };
  const args = ['-r', require.resolve('tsx/cjs'), findEntry(folder)];
  return new Promise<{ code: unknown; errors: string }>((resolve) => {
    const options = { cwd: folder, env, timeout: 20_000 };
    execFile(process.execPath, args, options, (error, _out, err) =>
      resolve({ code: error?.code, errors: err.trim() }),
    );
  });
}

describe('a server that cannot start', () => {
  it.each([
    ['DATABASE_URL in .env must begin with postgres://', { DATABASE_URL: '' }],
    ['PORT in .env must be a whole number.', { PORT: 'abc' }],
  ])('says: %s', async (errors, settings) => {
    expect(await start(settings)).toEqual({ code: 1, errors });
  });

  it('says in one line that its port is taken', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as net.AddressInfo;
    const { code, errors } = await start({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^The server did not start: listen EADDRINUSE: [^\n]+$/,
    );
  });
});

// A PostgreSQL of the tests' own, in a folder with a difficult name, so that
// they neither need nor touch the student's.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { stop } from '../../course/database';
import { place } from '../../course/database/place';

export const repository = path.resolve(__dirname, '..', '..');

/** Makes this process, and its children, use a new PostgreSQL of their own. */
export async function usePrivateCluster(): Promise<{
  remove(): Promise<void>;
}> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'course-database-'));
  // For root, PostgreSQL runs as another user, who must get through.
  fs.chmodSync(folder, 0o755);
  process.env.COURSE_HOME = path.join(folder, "Zoë's – Übung (1)");
  process.env.DATABASE_URL = '';
  // 54320 is for the student's own.
  const { home, portNote } = place();
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(portNote, `${await freePort()}\n`);
  return {
    async remove() {
      await stop();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** A port that nobody holds at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** What another process prints that runs `code` with `database` at hand. */
export async function inAnotherProcess(
  code: string,
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const script = `const database = require('./course/database');
    (async () => { ${code} })().catch((error) => {
      console.error(error); process.exit(1);
    });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-r', 'tsx/cjs', '-e', script],
    { cwd: repository, ...options, env: { ...process.env, ...options.env } },
  );
  return stdout.trim();
}

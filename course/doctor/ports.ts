// The ports that the course likes best: free, or who has them.
import { spawnSync } from 'node:child_process';
import { isFree } from '../servers/free-port';
import { good, warning, type Finding } from './finding';

/** @param owner what we know of who may listen there, and all is well */
export async function portFinding(
  port: number,
  use: string,
  owner?: string,
): Promise<Finding> {
  const what = `port ${port}`;
  if (owner) return good(what, owner);
  if (await isFree(port)) return good(what, `free, for ${use}`);
  return warning(
    what,
    `taken by ${whoListens(port) ?? 'another program'}`,
    'End that program, or do nothing: the course takes the next free port and says which.',
  );
}

/** `node (process 1234)`, where the system tells. */
export function whoListens(port: number): string | undefined {
  if (process.platform === 'win32') return whoOnWindows(port);
  const lsof = ask('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  const pid = /^p(\d+)/m.exec(lsof)?.[1];
  const name = /^c(.+)/m.exec(lsof)?.[1];
  if (pid) return `${name} (process ${pid})`;
  const ss = ask('ss', ['-ltnpH', `sport = :${port}`]);
  const found = /\("([^"]+)",pid=(\d+)/.exec(ss);
  return found ? `${found[1]} (process ${found[2]})` : undefined;
}

function whoOnWindows(port: number): string | undefined {
  const line = new RegExp(`:${port}\\s+\\S+\\s+LISTENING\\s+(\\d+)`);
  const pid = line.exec(ask('netstat', ['-ano', '-p', 'tcp']))?.[1];
  if (!pid) return undefined;
  const tasks = ask('tasklist', ['/fi', `pid eq ${pid}`, '/fo', 'csv', '/nh']);
  const name = /^"([^"]+)"/m.exec(tasks)?.[1] ?? 'a program';
  return `${name} (process ${pid})`;
}

function ask(program: string, args: string[]): string {
  const options = { encoding: 'utf8', timeout: 5000 } as const;
  return spawnSync(program, args, options).stdout ?? '';
}

// What a database says when it lets a server down, in words for people.
import fs from 'node:fs';
import path from 'node:path';

/** A pattern of the log, and how it ends "The database …". */
const databaseFaults: [RegExp, (match: RegExpExecArray) => string][] = [
  [
    /password authentication failed for user "([^"]*)"/,
    ([, user]) => `refuses the password of the user "${user}"`,
  ],
  [
    /database "([^"]*)" does not exist/,
    ([, name]) => `has no database "${name}"`,
  ],
  [/role "([^"]*)" does not exist/, ([, name]) => `has no user "${name}"`],
  [/client password must be a string/, () => 'wants a password'],
  [
    /SequelizeHostNotFoundError[^\n]*|ENOTFOUND[^\n]*/,
    () => 'is not at the host that the server names',
  ],
  [
    /ConnectionRefusedError|ECONNREFUSED(?: ([\d.]+|::1):(\d+))?/,
    () => 'does not answer. Type "npm run db" to start it',
  ],
  [
    /does not support SSL connections/,
    () => 'does not speak SSL, which the server asks for',
  ],
  [
    /Sequelize(?:Connection|AccessDenied)\w*Error: ([^\n]+)/,
    ([, message]) => `refuses the server: ${message}`,
  ],
];

/** The sentence about the database, if the log holds a reason for one. */
export function databaseFault(log: string): string | undefined {
  for (const [pattern, say] of databaseFaults) {
    const match = pattern.exec(log);
    if (match) return `The database ${say(match)}.`;
  }
  return undefined;
}

/** Before 8.0.3 `pg` waits for ever on Node 14 and later, without a word. */
export function oldPg(cwd: string): string | undefined {
  try {
    const file = path.join(cwd, 'node_modules', 'pg', 'package.json');
    const { version } = JSON.parse(fs.readFileSync(file, 'utf8'));
    const [major, minor, patch] = version.split('.').map(Number);
    const isOld = major < 8 || (major === 8 && minor === 0 && patch < 3);
    return isOld ? version : undefined;
  } catch {
    return undefined;
  }
}

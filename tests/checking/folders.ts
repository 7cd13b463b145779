// Small server folders for the tests of the checks, and checks for them.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Check, Subject } from '../../checks/define';
import { lessonById, root } from '../../course/find-lesson';

/** Any lesson without a database will do. */
export const lesson = lessonById('03.02');

const made: string[] = [];

/** A folder with these files, taken away by `removeFolders`. */
export function folderWith(files: Record<string, string>): string {
  // Inside the repository, where its packages resolve.
  const folder = path.join(root, '.course', 'work', `checking-${randomUUID()}`);
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A server in plain Node that does what the paths say. */
export const oddServer = `
const http = require('node:http');
http.createServer((req, res) => {
  const does = {
    '/pid': () => res.end(String(process.pid)),
    '/json': () => {
      res.setHeader('content-type', 'application/json');
      res.end('{"user":"ada"}');
    },
    '/hang': () => {},
    '/close': () => req.socket.destroy(),
    '/die': () => { throw new Error('I was not ready'); },
    '/late': () => {
      res.end('done', () => { throw new Error('It came later'); });
    },
  }[req.url];
  if (does) return does();
  res.statusCode = 404;
  res.end('nothing here');
}).listen(3000);
`;

/** A check with what does not matter filled in. */
export function aCheck(
  name: string,
  run: (subject: Subject) => unknown,
  more: Partial<Check> = {},
): Check {
  return {
    key: `03.02/${name}`,
    title: name,
    kind: 'http',
    hints: { nudge: 'Why?', page: '#why', where: 'app.ts' },
    faults: [],
    run: async (subject) => void (await run(subject)),
    ...more,
  };
}

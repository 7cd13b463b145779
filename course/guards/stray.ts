// Words and files that must not stay in the repository, and rooms that look
// upwards.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { listFiles } from '../steps';
import type { Problem } from './problem';

// Lowest first. A room may import from itself and from the floors below.
const floors = [
  [
    'outline',
    'edit-distance',
    'plain-error',
    'failure',
    'find-lesson',
    'command',
    'command-names',
    'install',
    'state',
    'stable-text',
    'terminal',
    'extras',
    'browser',
  ],
  ['database', 'servers', 'steps'],
  ['runtime'],
  ['lessons', 'requests'],
  ['checking', 'postman', 'replay'],
  ['grading', 'workbench'],
  ['guards', 'testing', 'doctor'],
  ['commands', 'cli', 'index'],
];

/** No test is left alone (`.only`) or skipped without a reason beside it. */
export function testProblems(root: string): Problem[] {
  return ['tests', 'checks']
    .flatMap((folder) =>
      listFiles(path.join(root, folder)).map((file) => `${folder}/${file}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      linesOf(root, file).flatMap(([line, text], i, lines) => {
        if (/\b(it|test|describe)\.only\b|\bf(it|describe)\(/.test(text)) {
          return [{ file, line, message: 'runs alone: take ".only" away.' }];
        }
        const skipped =
          /\b(it|test|describe)\.(skip|todo)\b|\bx(it|describe)\(/.test(text);
        const nearby = `${lines[i - 1]?.[1] ?? ''}\n${text}`;
        if (skipped && !/\/\/ ?skipped because/i.test(nearby)) {
          return [
            {
              file,
              line,
              message: 'is skipped: say "// skipped because …" beside it.',
            },
          ];
        }
        return [];
      }),
    );
}

const strayNames =
  /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.env|npm-debug\.log.*|.*\.(orig|rej|swp|bak|tmp|log))$|~$/i;
const largest = 500_000;

/** No file of an editor, a merge or a system is kept, and none that is large. */
export function strayProblems(root: string): Problem[] {
  return keptFiles(root).flatMap((file) => {
    if (strayNames.test(file)) {
      return [{ file, message: 'does not belong into the repository.' }];
    }
    const size = fs.lstatSync(path.join(root, file), { throwIfNoEntry: false });
    if (size?.isSymbolicLink()) {
      // One to node_modules once took the real one's place in every clone.
      return [{ file, message: 'is a link, which Windows may not have.' }];
    }
    // A lock file is as long as it is.
    if (file.endsWith('package-lock.json') || !size) return [];
    if (size.size <= largest) return [];
    const kilobytes = Math.round(size.size / 1000);
    return [{ file, message: `is ${kilobytes} kB, more than 500 kB.` }];
  });
}

/** What git keeps, or would; all files where there is no git to ask. */
function keptFiles(root: string): string[] {
  const asked = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (asked.status !== 0) return listFiles(root);
  return [...new Set(asked.stdout.split('\0').filter(Boolean))];
}

/**
 * No room of course/ imports from a floor above its own, and checks/ come in by
 * the rooms' front doors.
 */
export function floorProblems(root: string): Problem[] {
  return ['course', 'checks'].flatMap((folder) =>
    listFiles(path.join(root, folder))
      .filter((name) => name.endsWith('.ts') && !name.startsWith('extras/'))
      .map((name) => `${folder}/${name}`)
      .flatMap((file) => importProblems(root, file)),
  );
}

function importProblems(root: string, file: string): Problem[] {
  const judge = file.startsWith('checks/') ? sideDoor : tooHigh;
  return linesOf(root, file).flatMap(([line, text]) => {
    const target = text.match(/from '(\.[^']*)'|require\('(\.[^']*)'\)/);
    if (!target) return [];
    const from = path.posix.dirname(file);
    const to = path.posix.join(from, target[1] ?? target[2]);
    const message = to.startsWith('course/') && judge(to, file);
    return message ? [{ file, line, message }] : [];
  });
}

function tooHigh(to: string, file: string): string | undefined {
  const [room, own] = [roomOf(to), roomOf(file)];
  if (floorOf(room) <= floorOf(own)) return undefined;
  return `imports from ${room}, a floor above ${own}.`;
}

/** `course/steps/files` is one, `course/steps` is the front door. */
function sideDoor(to: string): string | undefined {
  if (to.split('/').length === 2) return undefined;
  return `imports ${to}: only a room's front door is for checks.`;
}

function roomOf(file: string): string {
  return file.split('/')[1].replace(/\.ts$/, '');
}

function floorOf(room: string): number {
  const at = floors.findIndex((floor) => floor.includes(room));
  return at < 0 ? floors.length : at;
}

function linesOf(root: string, file: string): [number, string][] {
  return fs
    .readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .map((text, i) => [i + 1, text]);
}

// Commands as a reader types them: each must exist, take those words, and mean
// the same on every system.
import fs from 'node:fs';
import path from 'node:path';
import { studentCommands, courseCommands } from '../command-names';
import { checkpointAt, findLesson, root, stepFolder } from '../find-lesson';
import { modules, type Lesson } from '../outline';
import { PlainError } from '../plain-error';
import { cliProblem } from './sequelize-cli';
import { usagesOf } from './usage';

/** The words of a line; a text in double quotes is one of them. */
export function splitWords(line: string): string[] {
  return line.match(/"[^"]*"|\S+/g) ?? [];
}

/**
 * What is wrong with a command on a page; undefined where nothing is.
 * @param lesson the page's: its step has the scripts that `npm run` may name
 * @param whole false for one named in a sentence, which may leave words out
 */
export function commandProblem(
  line: string,
  lesson: Lesson | undefined,
  whole = true,
): string | undefined {
  const sign = /&&|\|\||[|;<>$`']|\\$/.exec(whole ? line : '');
  if (sign) {
    return `"${line}" means different things in different terminals, because of ${sign[0]}.`;
  }
  const words = splitWords(line);
  const [program, ...rest] = words;
  const check = programs[program];
  if (!check) {
    return `"${line}": a reader need not have "${program}", and need not on every system.`;
  }
  return check({ line, rest, lesson, whole });
}

interface Asked {
  readonly line: string;
  /** The words after the program's name. */
  readonly rest: string[];
  readonly lesson?: Lesson;
  readonly whole: boolean;
}

type Check = (asked: Asked) => string | undefined;

const programs: Record<string, Check> = {
  npm: npmProblem,
  npx: npxProblem,
  node: ({ line, rest, whole }) => {
    if (rest[0] === 'course') return ownProblem(line, rest.slice(1), whole);
    const known = /^(-v|--version|[\w./-]+\.[cm]?[jt]s)$/.test(rest[0] ?? '');
    return known ? undefined : `"${line}" runs nothing that we know of.`;
  },
  git: ({ line, rest }) => {
    const known = /^(--version|init|status|add|commit|clone|diff|log|push)$/;
    return known.test(rest[0] ?? '') ? undefined : unknown(line, 'git');
  },
  cd: oneWord,
  mkdir: oneWord,
  code: oneWord,
};

function npxProblem({ line, rest, whole }: Asked): string | undefined {
  const name = rest.find((word) => !word.startsWith('-')) ?? '';
  const file = path.join(root, 'node_modules', '.bin', name);
  if (!name || !fs.existsSync(file)) {
    return `"${line}": no package of the course has a program "${name}".`;
  }
  return rest[0] === 'sequelize-cli'
    ? cliProblem(line, rest.slice(1), whole)
    : undefined;
}

function oneWord({ line, rest }: Asked) {
  return rest.length === 1 ? undefined : `"${line}" must name one folder.`;
}

function unknown(line: string, program: string): string {
  return `"${line}": the course uses no such command of ${program}.`;
}

function npmProblem(asked: Asked): string | undefined {
  const { line, rest, lesson, whole } = asked;
  const [word = '', ...more] = rest;
  if (word === 'install' || word === 'i') return installProblem(line, more);
  if (/^(-v|--version|init|ls|outdated|uninstall|audit|ci)$/.test(word)) return;
  if (word === 'start' || word === 'test') {
    if (more.length === 0 && hasScript(lesson, word, whole)) return;
    return ownProblem(line, rest, whole);
  }
  if (word !== 'run') return unknown(line, 'npm');
  const [name = ''] = more;
  if (studentCommands.includes(name)) return ownProblem(line, more, whole);
  if (name === 'course') return ownProblem(line, more.slice(1), whole);
  // Only those that make a file take words: its name.
  const plain = more.length === 1 || /^make:/.test(name);
  if (plain && hasScript(lesson, name, whole)) return;
  if (name === '' && !whole) return;
  const where = lesson ? `and the step of ${lesson.id} has no such script` : '';
  return `"${line}": there is no command "${name}" ${where}`.trim() + '.';
}

// In a sentence a page may speak of what a later step brings.
function hasScript(lesson: Lesson | undefined, name: string, whole: boolean) {
  const step = lesson && checkpointAt(lesson);
  const folder = step?.written ? stepFolder(step) : undefined;
  const file = folder && path.join(folder, 'package.json');
  const scripts =
    file && fs.existsSync(file)
      ? JSON.parse(fs.readFileSync(file, 'utf8')).scripts
      : undefined;
  if (scripts?.[name]) return true;
  return !whole && ['start', 'dev', 'test', 'build'].includes(name);
}

function installProblem(line: string, words: string[]): string | undefined {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const ours = { ...manifest.dependencies, ...manifest.devDependencies };
  for (const word of words) {
    if (/^(-D|--save-dev)$/.test(word)) continue;
    const [, name, major] = /^(@?[^@]+)(?:@(\d+))?$/.exec(word) ?? [];
    const version: string | undefined = name && ours[name];
    if (!version) return `"${line}": the course has no package "${word}".`;
    if (major && major !== version.split('.')[0]) {
      return `"${line}": the course uses ${name} ${version}.`;
    }
  }
  return undefined;
}

// A command of ours must be one of those that its help shows.
function ownProblem(
  line: string,
  words: string[],
  whole: boolean,
): string | undefined {
  const [name = ''] = words;
  if (words.includes('help') || (name === '' && !whole)) return undefined;
  if (![...studentCommands, ...courseCommands].includes(name)) {
    return `"${line}": the course has no command "${name}".`;
  }
  const flag = words.find((word) => word.startsWith('-'));
  if (flag && !line.startsWith('node ')) {
    return `"${line}": npm keeps ${flag} for itself; our commands take words.`;
  }
  const given = words.filter((word) => !word.startsWith('-'));
  const fits = usagesOf(name).some(
    (usage) =>
      (whole ? usage.length === given.length : usage.length >= given.length) &&
      given.every((word, i) => wordFits(usage[i], word)),
  );
  if (fits) return undefined;
  return `"${line}" is none of the forms that "npm run ${name} help" shows.`;
}

// `03.02` stands for any lesson, `03` for any module, `../mine` for any folder,
// `users` for any table, `<x>` and a text in quotes for anything.
function wordFits(usage: string, word: string): boolean {
  if (word === '…' || usage === word || usage.startsWith('<')) return true;
  if (/^\d\d$/.test(usage)) return modules.some(({ id }) => id === word);
  if (/^\d\d\.[\d.]+$/.test(usage)) return isLesson(word);
  if (/^\d{4,5}$/.test(usage)) return /^\d{4,5}$/.test(word);
  if (usage.startsWith('"')) return word.startsWith('"');
  // sequelize-cli's own table is called SequelizeMeta.
  if (usage === 'users') return /^[A-Za-z_]+$/.test(word);
  if (usage.startsWith('../')) return /^[\w.:-]*[\\/][\w./\\-]*$/.test(word);
  return false;
}

function isLesson(word: string): boolean {
  try {
    return findLesson(word) !== undefined;
  } catch (error) {
    if (error instanceof PlainError) return false;
    throw error;
  }
}

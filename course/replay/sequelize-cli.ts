// The commands of sequelize-cli that the course uses, and their options.

const name = ['--name'];
const seed = ['--seed'];

/** By command: the options that a page may give it, each with one word. */
const forms: Record<string, readonly string[]> = {
  'db:migrate': ['--to', '--from', ...name],
  'db:migrate:status': [],
  'db:migrate:undo': name,
  'db:migrate:undo:all': ['--to'],
  'db:seed': seed,
  'db:seed:all': [],
  'db:seed:undo': seed,
  'db:seed:undo:all': [],
  init: [],
  'init:config': [],
  'init:migrations': [],
  'init:seeders': [],
  'migration:generate': name,
  'seed:generate': name,
  'model:generate': [...name, '--attributes'],
};

/**
 * What is wrong with a line that begins with `npx sequelize-cli`.
 * @param words what follows: `['db:seed', '--seed', '0001-deep-blue.ts']`
 * @param whole false in a sentence, which may leave words out at the end
 */
export function cliProblem(
  line: string,
  words: string[],
  whole: boolean,
): string | undefined {
  const [command = '', ...options] = words;
  if (/^(--help|--version|)$/.test(command)) return undefined;
  if (!Object.hasOwn(forms, command)) {
    return `"${line}": sequelize-cli has no command "${command}".`;
  }
  const known = forms[command];
  for (let at = 0; at < options.length; at += 2) {
    const [option, value] = options.slice(at);
    if (!known.includes(option)) {
      return `"${line}": the course gives ${command} no "${option}".`;
    }
    if (value ? value.startsWith('-') : whole) {
      return `"${line}": ${option} wants a word after it.`;
    }
  }
  return undefined;
}

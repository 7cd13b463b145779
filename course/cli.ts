// The commands, thin: finds the one that is meant, shows its help, runs it.
import type { Command, Flags } from './command';
import {
  allCommands,
  courseCommands,
  studentCommands,
  typed,
} from './command-names';
import { exitCodes, PlainError } from './plain-error';
import { nearest } from './edit-distance';
import { tellFailure } from './failure';

/** Runs one command line, `words` being all that follows `node course`. */
export async function main(words: string[]): Promise<void> {
  try {
    process.exitCode = await runCommand(words);
  } catch (error) {
    process.exitCode = tellFailure(error);
  }
}

async function runCommand(args: string[]): Promise<number> {
  const { words, flags } = split(args);
  const name = words.shift() ?? 'help';
  if (name === 'help' && words.length === 0) return showCommands(flags);
  const asked = name === 'help' ? words[0] : name;
  const command = load(asked);
  if (name === 'help' || words.at(-1) === 'help' || flags.help) {
    return showHelp(asked, command);
  }
  return command.run(words, flags);
}

function load(name: string): Command {
  // Loaded when asked for: a command should not wait for the others' libraries.
  if (allCommands.includes(name)) {
    return require(`./commands/${name}`).command;
  }
  throw new PlainError(
    `There is no command "${name}". Did you mean "${typed(nearest(name, allCommands))}"? ` +
      '"npm run course help" lists all commands.',
  );
}

function split(args: string[]): { words: string[]; flags: Flags } {
  // An empty word is none: what a shell makes of a variable that is not set.
  const words = args.filter((arg) => !arg.startsWith('--') && arg.trim());
  const flags = args
    .filter((arg) => arg.startsWith('--'))
    .map((arg) => arg.slice(2).split(/=(.*)/s))
    .map(([name, value]) => [name, value ?? true] as const);
  return { words, flags: Object.fromEntries(flags) };
}

function showCommands(flags: Flags): number {
  if (flags.json) {
    const all = allCommands.map((name) => {
      const { summary, usage, help } = load(name);
      return { name, typed: typed(name), summary, usage, help };
    });
    console.log(JSON.stringify(all, null, 2));
    return exitCodes.holds;
  }
  for (const [title, list] of [
    ['For everyone', studentCommands],
    ['For instructors and maintainers', courseCommands],
  ] as const) {
    console.log(`\n${title}\n`);
    for (const name of list) {
      console.log(`  ${typed(name).padEnd(26)} ${load(name).summary}`);
    }
  }
  console.log('\nAdd the word "help" to any of them to see more.');
  return exitCodes.holds;
}

function showHelp(name: string, command: Command): number {
  console.log(`${typed(name)}: ${command.summary}\n`);
  for (const line of command.usage) console.log(`  ${line}`);
  if (command.help) console.log(`\n${command.help}`);
  return exitCodes.holds;
}

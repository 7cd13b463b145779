// Runs a command here: a process of its own would take half a second.
import { jest } from '@jest/globals';
import type { Command, Flags } from '../course/command';

/** What it ends with, and what it prints: each line with its end. */
export async function typed(
  command: Command,
  words: string[],
  flags: Flags = {},
) {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    const code = await command.run(words, flags);
    const text = log.mock.calls.map(([line]) => `${line}\n`).join('');
    return { code, text };
  } finally {
    log.mockRestore();
  }
}

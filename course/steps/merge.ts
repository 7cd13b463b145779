// Merges a change into a later version of a file, three ways. Code and JSON by
// their statements and members, all else by lines. What comes out clean holds
// both changes, each once; where that is not sure, it is a conflict.
import { account, followMoves } from './account';
import { mergeLists, type Clash, type Run } from './merge-lists';
import { renderList } from './render';
import { mergeSequence } from './sequence';
import { pick, type Sides } from './sides';
import { isCode, readCode, type List } from './statements';

/** A text that holds both changes, or the places where they contradict. */
export type Merge =
  | { readonly clean: true; readonly text: string }
  | { readonly clean: false; readonly clashes: readonly Clash[] };

/**
 * Applies the change from `base` to `theirs` to `ours`.
 * @param texts.base the earlier step's file before the change
 * @param texts.ours the later step's file
 * @param texts.theirs the earlier step's file with the change
 * @throws a NoCode where one of them cannot be read
 */
export async function mergeFile(
  file: string,
  texts: Sides<string>,
): Promise<Merge> {
  const easy = pick(texts);
  if (easy !== undefined) return { clean: true, text: easy };
  const all = Object.values(texts);
  // A file that is no text: it has no parts.
  if (all.some((text) => text.includes('\0'))) return conflict([texts]);
  const [base, ours, theirs] = [texts.base, texts.ours, texts.theirs].map(
    (text) => (isCode(file) ? readCode(file, text) : undefined),
  );
  if (!base || !ours || !theirs) return mergeLines(texts);
  return mergeCode(file, texts, { base, ours, theirs });
}

async function mergeCode(
  file: string,
  texts: Sides<string>,
  lists: Sides<List>,
): Promise<Merge> {
  const run: Run = { clashes: [], moves: [] };
  const merged = renderList(mergeLists(lists, run));
  if (run.clashes.length > 0) return conflict(run.clashes);
  const followed = followMoves(file, merged, lists.base, run);
  if (run.clashes.length > 0) return conflict(run.clashes);
  const written = unwrapped(file, followed);
  if (!isReadable(file, written)) return conflict([texts]);
  const text = await format(file, written, texts.ours);
  const sums = account(texts, text, lists, readCode(file, text)!);
  return sums ? { clean: true, text } : conflict([texts]);
}

function isReadable(file: string, text: string): boolean {
  try {
    return readCode(file, text) !== undefined;
  } catch (error) {
    if (error instanceof Error) throw error;
    return false;
  }
}

function mergeLines(texts: Sides<string>): Merge {
  const clashes: Clash[] = [];
  const [base, ours, theirs] = [texts.base, texts.ours, texts.theirs].map(
    (text) => text.split('\n'),
  );
  const lines = mergeSequence(base, ours, theirs, (meeting) => {
    clashes.push({
      base: meeting.base.join('\n'),
      ours: meeting.ours.join('\n'),
      theirs: meeting.theirs.join('\n'),
    });
    return meeting.ours;
  });
  if (clashes.length > 0) return conflict(clashes);
  return { clean: true, text: lines.join('\n') };
}

function conflict(clashes: readonly Clash[]): Merge {
  return { clean: false, clashes };
}

// JSON is read as an expression in brackets.
function unwrapped(file: string, text: string): string {
  return file.endsWith('.json')
    ? text.trim().slice(1, -1).trimEnd() + '\n'
    : text;
}

async function format(file: string, text: string, ours: string) {
  // Slow to load, and mostly not needed; its main entry does not run in Jest.
  const prettier =
    require('prettier/standalone') as typeof import('prettier/standalone');
  const plugins = ['babel', 'estree', 'typescript'].map(
    (name) => require(`prettier/plugins/${name}`) as import('prettier').Plugin,
  );
  const [ending] = /\w+$/.exec(file)!;
  const parser = { json: 'json', ts: 'typescript' }[ending] ?? 'babel';
  const options = { parser, plugins, singleQuote: true };
  const isFormatted = await prettier.check(ours, options);
  return isFormatted ? prettier.format(text, options) : text;
}

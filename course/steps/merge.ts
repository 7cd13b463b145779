// Merges a change into a later version of a file, three ways: JSON by its keys,
// all else as Git does, and code where Git sees a contradiction by finer rules
// (`merge-code.ts`). Clean code holds both changes, each once (`account.ts`);
// where that is not sure, it is a conflict.
import { isAccounted } from './account';
import { gitMerge, type Clash } from './git-merge';
import { mergeCode } from './merge-code';
import { keysTwice, mergeJson } from './merge-json';
import { pick, type Sides } from './sides';
import { syntaxError } from './statements';

/** A text that holds both changes, or the places where they contradict. */
export type Merge =
  | { readonly clean: true; readonly text: string }
  | { readonly clean: false; readonly clashes: readonly Clash[] };

/**
 * Applies the change from `base` to `theirs` to `ours`.
 * @param texts.base the earlier step's file before the change
 * @param texts.ours the later step's file
 * @param texts.theirs the earlier step's file with the change
 */
export async function mergeFile(
  file: string,
  texts: Sides<string>,
): Promise<Merge> {
  const easy = pick(texts);
  if (easy !== undefined) return { clean: true, text: easy };
  // A file that is no text: it has no parts.
  if (Object.values(texts).some((text) => text.includes('\0')))
    return conflict([texts]);
  const json = file.endsWith('.json') ? mergeJson(texts) : undefined;
  if (Array.isArray(json)) return conflict(json);
  const parts = json === undefined ? gitMerge(texts) : [json];
  const clashes = parts.filter((part) => typeof part !== 'string');
  const isCode = /\.[cm]?[jt]s$/.test(file);
  let text = clashes.length === 0 ? parts.join('') : undefined;
  if (isCode) text ??= await mergeCode(texts);
  if (text === undefined) return conflict(clashes);
  const isSure = isCode
    ? isAccounted(texts, text)
    : !syntaxError(file, text) &&
      (!file.endsWith('.json') || keysTwice(text).length === 0);
  if (!isSure) return conflict(clashes.length > 0 ? clashes : [texts]);
  return { clean: true, text };
}

function conflict(clashes: readonly Clash[]): Merge {
  return { clean: false, clashes };
}

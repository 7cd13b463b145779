// Code where Git sees a contradiction: merged again without indentation, with
// whole statements, and word by word. Prettier puts it in its form afterwards.
import { isAnchored } from './account';
import { gitMerge, type Clash } from './git-merge';
import { isReordering, reorder } from './reorder';
import { each, type Sides } from './sides';
import { areIndependent, statementsOf, type Statement } from './statements';

/** Undefined where the changes still contradict. */
export async function mergeCode(
  texts: Sides<string>,
): Promise<string | undefined> {
  // Where others came between, nobody can know the order.
  if (isReordering(texts)) return reorder(texts);
  // Its lines may not be indented anew.
  if (Object.values(texts).some(hasLongTemplate)) return undefined;
  // Slow to load, and mostly not needed; its main entry does not run in Jest.
  const prettier =
    require('prettier/standalone') as typeof import('prettier/standalone');
  const plugins = ['babel', 'estree', 'typescript'].map(
    (name) => require(`prettier/plugins/${name}`) as import('prettier').Plugin,
  );
  const options = { parser: 'typescript', plugins, singleQuote: true };
  const settled = settle(texts);
  const text =
    merged(each(settled, flat), texts.base) ?? merged(settled, texts.base);
  if (text === undefined) return undefined;
  try {
    if (!(await prettier.check(texts.ours, options))) return undefined;
    const formatted = await prettier.format(text, options);
    return isAnchored(texts, formatted) ? formatted : undefined;
  } catch {
    // One of them is no code.
    return undefined;
  }
}

function merged(texts: Sides<string>, before: string): string | undefined {
  const parts = gitMerge(texts).map((part) =>
    typeof part === 'string'
      ? unmarked(part)
      : resolve(each(part, unmarked), before),
  );
  return parts.includes(undefined) ? undefined : parts.join('');
}

function hasLongTemplate(text: string): boolean {
  const templates = text.match(/`(\\[^]|[^`\\])*`/g) ?? [];
  return templates.some((one) => one.includes('\n'));
}

// `  a();` → `a();` and a mark: changes of neighbouring lines don't touch then.
function flat(text: string): string {
  return `${text.trimEnd()}\n`.replace(/^ +/gm, '').replace(/\n/g, '\n|\n');
}

function unmarked(text: string): string {
  return text.replace(/^\|\n/gm, '');
}

/**
 * The three without the named statements that one side took away and the other
 * left as they were: there is nothing left to merge in them.
 */
function settle(texts: Sides<string>): Sides<string> {
  let { base, ours, theirs } = texts;
  const lists = each(texts, (text) => statementsOf(text) ?? []);
  const has = (some: Statement[], name?: string) =>
    some.some((one) => one.name === name);
  const isRenaming = lists.theirs.some(
    ({ name }) => name && !has(lists.base, name),
  );
  for (const { name, whole } of lists.base) {
    if (!name) continue;
    const isLeft = (some: Statement[]) => {
      const at = some.findIndex((one) => one.whole === whole);
      // A new line right at it may belong to it.
      const isSafe = (one?: Statement) =>
        !one || one.name || lists.base.some((it) => it.whole === one.whole);
      return at >= 0 && isSafe(some[at - 1]) && isSafe(some[at + 1]);
    };
    const [isOurs, isTheirs] = [lists.ours, lists.theirs].map((some) =>
      has(some, name),
    );
    if (!isOurs && isLeft(lists.theirs)) theirs = without(theirs, whole);
    else if (!isTheirs && !isRenaming && isLeft(lists.ours))
      ours = without(ours, whole);
    else if (isOurs || isTheirs) continue;
    base = without(base, whole);
  }
  return { base, ours, theirs };
}

function without(text: string, whole: string): string {
  const [above, below, ...more] = text.split(`${whole}\n`);
  if (below === undefined || more.length > 0) return text;
  return above + below.replace(/^\n/, '');
}

function resolve(clash: Clash, before: string): string | undefined {
  const { base, ours, theirs } = clash;
  const isNew = isNewIn(before.replace(/\s+/g, ' '));
  return (
    union(clash, isNew) ??
    beside(
      base,
      ours,
      theirs,
      (one) => isNew(one) && (ours.trim() !== '' || one.name !== undefined),
    ) ??
    beside(base, theirs, ours, isNew) ??
    mergeImports(clash) ??
    mergeWords(clash)
  );
}

type Fits = (one: Statement) => boolean;

// A statement that stood elsewhere was moved, not added.
function isNewIn(before: string): Fits {
  return ({ code }) => !before.includes(code.replace(/\s+/g, ' '));
}

/** Both only add, and in which order means nothing: the earlier step's first. */
function union({ base, ours, theirs }: Clash, isNew: Fits) {
  if (base.trim() !== '') return undefined;
  const [mine, wanted] = [ours, theirs].map(statementsOf);
  if (!mine || !wanted || ![...mine, ...wanted].every(isNew)) return undefined;
  const isTwin = wanted.every((b) => mine.some((a) => a.code === b.code));
  if (isTwin && wanted.length > 0) return ours;
  const agree = mine.every((a) => wanted.every((b) => areIndependent(a, b)));
  return agree ? theirs + ours : undefined;
}

/** One side changed or took away what the other only put statements beside. */
function beside(base: string, changed: string, adding: string, fits: Fits) {
  const [old, all] = [base.trim(), adding.trim()];
  const isAbove = all.endsWith(`\n${old}`);
  if (old === '' || (!isAbove && !all.startsWith(`${old}\n`))) return undefined;
  const extra = isAbove ? all.slice(0, -old.length) : all.slice(old.length);
  const added = statementsOf(extra);
  if (!added?.length || !added.every(fits)) return undefined;
  return isAbove ? `${extra}\n${changed}` : `${changed}\n${extra}\n`;
}

/** Both added names: `import { a, b }` and `import { a, c }`. */
function mergeImports(clash: Clash): string | undefined {
  const sides = each(clash, (text) => /^import \{([^}]*)\}(.*)\n$/.exec(text));
  const { base, ours, theirs } = each(sides, (side) =>
    (side?.[1] ?? '').split(',').map((name) => name.trim()),
  );
  const isOne = new Set(Object.values(sides).map((side) => side?.[2])).size < 2;
  const isMore = [ours, theirs].every((names) =>
    base.every((name, i) => names[i] === name),
  );
  if (!sides.base || !isOne || !isMore) return undefined;
  return `import { ${[...new Set([...theirs, ...ours])].join(', ')} }${sides.base[2]}\n`;
}

/** Changes of different words: `f(1, () => {` → `f(port, (err) => {`. */
function mergeWords(clash: Clash): string | undefined {
  // One that puts something around, or another statement in, is no such change.
  const count = (text: string) => text.match(/[{;]/g)?.length ?? 0;
  if (count(clash.base) !== count(clash.theirs)) return undefined;
  const [text, ...more] = gitMerge(each(clash, wordLines));
  if (more.length > 0) return undefined;
  const words = (text as string).split('\n').filter(Boolean);
  return `${words.map((word) => JSON.parse(word) as string).join('')}\n`;
}

const wordPattern =
  /\/\/.*\n?|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`[^`]*`|[\p{L}\p{N}_$]+|\s+|[^]/gu;

// A word a line, as if no line were broken by its length alone.
function wordLines(text: string): string {
  const words = text.trim().match(wordPattern) ?? [];
  const kept = words.flatMap((word, i) => {
    const [last = '', next = '', second = ''] = [
      words[i - 1],
      words[i + 1],
      words[i + 2],
    ];
    if (/^ *\n$/.test(word)) {
      if (last === '{') return ['\n'];
      return /^[([]$/.test(last) || /^[)\].]/.test(next) ? [] : [' '];
    }
    const isLast = next.includes('\n') && /^[)\]}]/.test(second);
    return word === ',' && isLast ? [] : [word];
  });
  return kept.map((word) => `${JSON.stringify(word)}\n`).join('');
}

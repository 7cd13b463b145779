// The fenced blocks of a page: what each one is, by the words after its fence.
import { PlainError } from '../plain-error';
import { markdownReader } from './markdown';

/**
 * - `code`: text of a step's file; `example`: not from a step
 * - `commands`: typed by the reader; `console`: what a command prints
 * - `schema`: what commands changed in the tables
 * - `browser`: what the browser's console prints when an act is done
 * - `http`: a request and its answer; `log`, `types`: what a server, a type
 *   check says; `diff`: an edit; `mermaid`: a diagram; `token`: a JWT
 * - `text`: as it stands
 */
export type BlockKind =
  | 'code'
  | 'example'
  | 'commands'
  | 'console'
  | 'schema'
  | 'browser'
  | 'http'
  | 'log'
  | 'types'
  | 'diff'
  | 'mermaid'
  | 'token'
  | 'text';

type Option = 'try' | 'after' | 'act' | 'show' | 'from';

/** One fenced block. */
export interface Block {
  readonly kind: BlockKind;
  /** The first word after the fence: `ts`, `http`, `text`. */
  readonly lang: string;
  /** The words after that, as written, without options. */
  readonly target: string;
  /** `try=no-mount after=05.03.03/three`. */
  readonly options: Readonly<Partial<Record<Option, string>>>;
  /** Of a step, for `code`: a file or a part of it; for `token`: the secret. */
  readonly source?: Source;
  /** The text inside, '' or ending with a line end. */
  readonly body: string;
  /** 1-based lines of the opening and the closing fence in the page's file. */
  readonly line: number;
  readonly endLine: number;
  /** What stands before the fence: spaces of a list, `> ` of a quote. */
  readonly indent: string;
}

/** `03.02:app.ts#start`. */
export interface Source {
  /** A lesson's id; absent: the page's own. */
  readonly lesson?: string;
  readonly file: string;
  readonly symbol?: string;
}

const markdown = markdownReader();

/**
 * All fenced blocks of a page, in order.
 * @param text the whole file, front matter included (lines count from its top)
 * @param bodyLine the first line after the front matter
 * @throws PlainError with file and line where the words after a fence are wrong
 */
export function findBlocks(
  text: string,
  file: string,
  bodyLine: number,
): Block[] {
  const lines = text.split('\n');
  // Blank lines in place of the front matter keep all line numbers.
  const body = lines.map((line, i) => (i < bodyLine - 1 ? '' : line));
  return markdown
    .parse(body.join('\n'), {})
    .filter(({ type }) => type === 'fence')
    .map((token) => {
      const [from, to] = token.map!;
      const before = lines[from].slice(0, lines[from].search(/`{3,}|~{3,}/));
      // Behind a list's mark the lines of the block are indented by spaces.
      const indent = before.replace(/[^>\s]/g, ' ');
      const closed =
        to <= lines.length && isClosing(lines[to - 1], token.markup);
      const where = `${file}:${from + 1}`;
      if (!closed || to - 1 === from) {
        throw new PlainError(`${where} This block is never closed.`);
      }
      const range = { line: from + 1, endLine: to, indent };
      return { ...parseInfo(token.info, where), body: token.content, ...range };
    });
}

function isClosing(line: string, markup: string): boolean {
  return new RegExp(`^[\\s>]*${markup[0]}{${markup.length},}\\s*$`).test(line);
}

type Kind = Pick<Block, 'kind' | 'lang' | 'target' | 'options' | 'source'>;

/** Reads the words after a fence: `http 03.02/test try=no-mount`. */
export function parseInfo(info: string, where: string): Kind {
  const [lang, ...words] = info.trim().split(/\s+/);
  const fail = (what: string) => new PlainError(`${where} ${what}`);
  if (!lang) {
    throw fail('Say what this block is after its fence, for example "text".');
  }
  const given = words.map((word) =>
    /^(try|after|act|show|from)=(.+)$/.exec(word),
  );
  const options: Block['options'] = Object.fromEntries(
    given.flatMap((one) => (one ? [[one[1], one[2]]] : [])),
  );
  const target = words.filter((_, i) => !given[i]).join(' ');
  const as = (kind: BlockKind, target = '') => ({
    kind,
    lang,
    target,
    options,
  });
  if (target === 'example') return as('example');
  if (Object.hasOwn(tools, lang)) {
    const wrong = wrongTool(lang, target, options);
    if (wrong) throw fail(wrong);
    return as(tools[lang], target);
  }
  if (lang === 'text' && isPlainKind(target)) return as(target);
  if (lang === 'text' && target === 'console') {
    if (!options.act) throw fail('Name the act: "text console act=hello".');
    return as('browser');
  }
  if (lang === 'text' && target.startsWith('of ')) {
    return as('console', target.slice(3));
  }
  if (Object.keys(options).length > 0) {
    throw fail(
      '"try=" and "after=" are for http, log, types, diff and console blocks.',
    );
  }
  if (target === '') {
    if (lang === 'json') return as('example');
    if (lang === 'token') throw fail(secretMissing);
    if (lang !== 'ts' && lang !== 'js') return as('text');
    throw fail(`Name the file, "${lang} app.ts", or say "${lang} example".`);
  }
  const source = /^(?:(\d[\d.]*):)?([^#\s:]+)(?:#(.+))?$/.exec(target);
  if (!source) throw fail(`"${target}" does not name a file.`);
  const [, lesson, file, symbol] = source;
  if (lang === 'token' && !symbol) throw fail(secretMissing);
  const kind = lang === 'token' ? 'token' : 'code';
  return { ...as(kind, target), source: { lesson, file, symbol } };
}

function isPlainKind(target: string): target is 'log' | 'types' | 'schema' {
  return ['log', 'types', 'schema'].includes(target);
}

const secretMissing =
  'Name what the token is signed with: "token 06.03.02:controllers/usercontroller.ts#secret".';

const tools: Record<string, BlockKind> = {
  sh: 'commands',
  http: 'http',
  diff: 'diff',
  mermaid: 'mermaid',
};

function wrongTool(lang: string, target: string, options: Block['options']) {
  if (lang === 'http') {
    const isKey = /^[\d.]+\/\S+$/.test(target);
    return !isKey && 'Name the request as "http 03.02/test".';
  }
  const isWalk = lang === 'mermaid' && target === 'walk';
  if (target && !isWalk)
    return `A ${lang} block has nothing called "${target}".`;
  const isNamed = lang !== 'diff' || options.try;
  return (
    !isNamed && 'Name the edit, "diff try=no-mount", or say "diff example".'
  );
}

/** The page with new bodies in some blocks, all else as it was. */
export function replaceBlocks(
  text: string,
  bodies: ReadonlyMap<Block, string>,
): string {
  const lines = text.split('\n');
  const last = [...bodies].sort(([a], [b]) => b.line - a.line);
  for (const [{ line, endLine, indent }, body] of last) {
    const fresh = body === '' ? [] : body.replace(/\n$/, '').split('\n');
    const indented = fresh.map((one) => (indent + one).trimEnd());
    lines.splice(line, endLine - line - 1, ...indented);
  }
  return lines.join('\n');
}

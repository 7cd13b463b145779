// Finds a part of a file by its name, so that a page can show it without marks
// in the code: a declaration, a method, a statement by what it calls.
import { parse, parseExpression } from '@babel/parser';
import type { ParserPlugin } from '@babel/parser';
import { PlainError } from '../plain-error';
import { findKey } from './json-keys';
import { dedent, statementsOf, type Part } from './statements';

/** A part of a file; `from` and `to` are its lines, 1-based and inclusive. */
export interface Found {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Finds `start`, `User.init`, `test.get('/about')`, `Log.create`, `imports`, in
 * JSON `scripts` or `scripts.start`, in HTML `head`; several joined by `+`.
 * @param file its name tells the language, and errors name it
 * @throws PlainError that names what there is
 */
export function findSymbol(
  source: string,
  file: string,
  symbol: string,
): Found {
  const names = symbol.split(/\s*\+\s*(?![^(]*\))/);
  const json = /\.json$/.test(file);
  if (/\.html$/.test(file)) return findElement(source, file, symbol);
  if (!json && !/\.[cm]?[jt]sx?$/.test(file)) {
    throw new PlainError(
      `Only TypeScript, JavaScript, JSON and HTML are shown in part; show ${file} as a whole.`,
    );
  }
  const parts = json
    ? names.map((name) => findKey(source, file, name))
    : findParts(source, file, names);
  return join(source, parts, json);
}

// The first element of a name whose tags stand on lines of their own, as
// Prettier writes `<head>`.
function findElement(source: string, file: string, name: string): Found {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => line.trim().startsWith(`<${name}>`));
  const last = lines.findIndex(
    (line, at) => at > first && line.trim() === `</${name}>`,
  );
  if (first < 0 || last < 0) {
    throw new PlainError(`${file} has no element "${name}".`);
  }
  const text = dedent(lines.slice(first, last + 1));
  return { text, from: first + 1, to: last + 1 };
}

function findParts(source: string, file: string, names: string[]): Part[] {
  const all = statementsOf(parseCode(source, file), source);
  return names.flatMap((name) => {
    if (name === 'imports') {
      const imports = all.filter(({ kind }) => kind === 'import');
      if (imports.length === 0) {
        throw new PlainError(`${file} has no imports.`);
      }
      return imports;
    }
    const [kind, bare] = /^(?:(\w+) )?(.+)$/.exec(name)!.slice(1);
    const matches = all.filter(
      (part) =>
        part.names.includes(name) ||
        (part.kind === kind && part.names.includes(bare)),
    );
    // What stands on its own counts before what is inside something else.
    const depth = Math.min(...matches.map((part) => part.depth));
    const near = matches.filter((part) => part.depth === depth);
    const declarations = near.filter((part) => part.kind !== 'call');
    const found = declarations.length > 0 ? declarations : near;
    if (found.length === 1) return found;
    const known = knownNames(all);
    throw new PlainError(
      found.length === 0
        ? `${file} has no "${name}". It has: ${known || 'nothing'}.`
        : `${file} has "${name}" ${found.length} times. Say which, as in "test.get('/about')". It has: ${known}.`,
    );
  });
}

// The names worth offering: what stands at the top, and members.
function knownNames(all: Part[]): string {
  const some = all
    .filter(({ kind, depth }) => kind === 'member' || depth === 0)
    .filter(({ kind }) => kind !== 'import')
    .map(({ names }) => names[names.length > 1 ? 1 : 0]);
  const imports = all.some(({ kind }) => kind === 'import') ? ['imports'] : [];
  return [...new Set([...imports, ...some])].join(', ');
}

/**
 * Parses TypeScript or JavaScript, fragments of a function's body included.
 * @throws PlainError with the line
 */
export function parseCode(source: string, file: string) {
  const plugins: ParserPlugin[] = ['decorators', 'explicitResourceManagement'];
  if (/\.[cm]?tsx?$/.test(file)) plugins.push('typescript');
  if (/x$/.test(file)) plugins.push('jsx');
  try {
    return parse(source, {
      sourceType: 'unambiguous',
      plugins,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowUndeclaredExports: true,
      attachComment: true,
    });
  } catch (error) {
    const { loc, message } = error as {
      loc?: { line: number };
      message: string;
    };
    const what = message.replace(/\s*\(\d+:\d+\)$/, '');
    throw new PlainError(
      `${file}${loc ? `:${loc.line}` : ''} does not parse: ${what}`,
    );
  }
}

/** True where a text is one expression, `{ "a": 1 }` say. */
export function isExpression(source: string): boolean {
  try {
    parseExpression(source, { plugins: ['typescript'] });
    return true;
  } catch {
    return false;
  }
}

// The parts in the file's order, with a mark where something was left out.
function join(source: string, parts: Part[], json: boolean): Found {
  const lines = source.split('\n');
  const sorted = [...new Set(parts)].sort((a, b) => a.from - b.from);
  let text = '';
  let last: Part | undefined;
  for (const part of sorted) {
    if (last && part.to <= last.to) continue;
    if (last) {
      const between = lines.slice(last.to, part.from - 1);
      const adjacent = between.every((line) => line.trim() === '');
      if (json) text = text.replace(/\n$/, ',\n');
      if (adjacent) text += '\n'.repeat(between.length);
      else text += json ? '…\n' : '\n// …\n\n';
    }
    text += part.text ?? dedent(lines.slice(part.from - 1, part.to));
    last = part;
  }
  return { text, from: sorted[0].from, to: last!.to };
}

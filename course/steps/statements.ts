// The statements of a piece of code, and the names that tell one from another.
import { parse, type ParserOptions } from '@babel/parser';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly leadingComments?: readonly Node[];
  readonly declaration?: Node;
  readonly expression?: Node;
  readonly source: { value: string };
  readonly callee: Node;
  readonly arguments: readonly (Node & { value: string })[];
  readonly declarations: readonly { id: { name?: string } }[];
  readonly id?: { name: string };
}

export interface Statement {
  readonly type: string;
  /** What a file has once: `route test.post /one`, `setting app.set etag`, `name user`. */
  readonly name?: string;
  readonly code: string;
  /** With the comments above it. */
  readonly whole: string;
}

const options: ParserOptions = {
  sourceType: 'unambiguous',
  plugins: ['typescript'],
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
};

/** Undefined where the text is no code, half a statement for example. */
export function statementsOf(text: string): Statement[] | undefined {
  try {
    const { body } = parse(text, options).program;
    return (body as unknown as Node[]).map((node) => ({
      type: node.type,
      name: nameOf(node, text),
      code: text.slice(node.start, node.end),
      whole: text.slice(
        node.leadingComments?.[0]?.start ?? node.start,
        node.end,
      ),
    }));
  } catch {
    return undefined;
  }
}

/** Where a file can't be read as code or JSON, and what the parser says. */
export function syntaxError(file: string, text: string) {
  if (!/\.([cm]?[jt]s|json)$/.test(file)) return undefined;
  try {
    parse(file.endsWith('.json') ? `(${text}\n)` : text, options);
    return undefined;
  } catch (error) {
    const { loc, message } = error as Error & { loc?: { line: number } };
    if (!loc) throw error;
    return { line: loc.line, message: message.replace(/ \(\d+:\d+\)$/, '') };
  }
}

const routeMethods = /\.(get|post|put|patch|delete|options|head|all|use)$/;
// Express's, which it reads at each request, but for two: '… routing'.
const settings = /^app\.(set|enable|disable)$/;

function nameOf(node: Node, text: string): string | undefined {
  const inner = node.declaration ?? node.expression;
  if (inner?.type) return nameOf(inner, text);
  if (node.type === 'ImportDeclaration') return `import ${node.source.value}`;
  if (node.type === 'CallExpression') {
    const callee = text.slice(node.callee.start, node.callee.end);
    const [first] = node.arguments;
    if (first?.type !== 'StringLiteral') return undefined;
    if (settings.test(callee) && !/ routing$/.test(first.value))
      return `setting ${callee} ${first.value}`;
    return routeMethods.test(callee)
      ? `route ${callee} ${first.value}`
      : undefined;
  }
  const name = node.id?.name ?? node.declarations?.[0].id.name;
  return name && `name ${name}`;
}

const language =
  /^(await|async|const|let|return|new|if|else|function|export|import|from|type|interface|class|true|false|null|undefined|string|number|boolean|throw|break|continue)$/;

/** Whether the order of two statements that both were added means nothing. */
export function areIndependent(a: Statement, b: Statement): boolean {
  const [one, two] = [a, b].map(({ name }) => name?.split(' ') ?? []);
  if (one[0] === 'route' && two[0] === 'route' && one[1] === two[1])
    return !overlap(one[2], two[2]);
  const leaves = /^(Return|Throw|Break|Continue|If)/;
  if ([a, b].some(({ type }) => leaves.test(type))) return false;
  const [left, right] = [a, b].map(({ code }) =>
    (code.match(/'[^'\n]*'|"[^"\n]*"|[\p{L}\p{N}_$]+/gu) ?? []).filter(
      (word) => !language.test(word),
    ),
  );
  if (a.name && b.name) {
    const [first, second] = [one.at(-1)!, two.at(-1)!];
    return first !== second && !left.includes(second) && !right.includes(first);
  }
  const shared = left.filter(
    (word) => /^[\p{L}_$]/u.test(word) && right.includes(word),
  );
  const isSetting = [one, two].some(([kind]) => kind === 'setting');
  return shared.every((word) => isSetting && word === 'app');
}

function overlap(a: string, b: string): boolean {
  const isOpen = (path: string) => /[:*{]/.test(path) || path === '/';
  if (a === b || isOpen(a) || isOpen(b)) return true;
  return a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

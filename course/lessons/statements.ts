// All that a page may show of a TypeScript file, each with the names it goes by.
import type * as t from '@babel/types';

/** A declaration, member or statement. Lines are 1-based and inclusive. */
export interface Part {
  /** `start`; `User.init`; `test.get` and `test.get('/about')`. */
  readonly names: readonly string[];
  /** `function`, `const`, `class`, `type`, `interface`, `import`, `call` … */
  readonly kind: string;
  /** 0 at the top of the file, more inside functions and classes. */
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  /** Where it is not whole lines of the file. */
  readonly text?: string;
}

/** The parts of a parsed file, from top to bottom. */
export function statementsOf(file: t.File, source: string): Part[] {
  const parts: Part[] = [];
  for (const node of file.program.body) visit(node, 0, source, parts);
  return parts;
}

function visit(node: t.Node, depth: number, source: string, parts: Part[]) {
  const named = nameOf(node, source);
  if (named) parts.push({ ...named, depth, ...linesOf(node) });
  const target = unwrap(node);
  const prefix = named?.names[0];
  for (const member of membersOf(target)) {
    const name = `${prefix}.${keyName(member)}`;
    const lines = linesOf(member);
    parts.push({ names: [name], kind: 'member', depth: depth + 1, ...lines });
  }
  for (const inner of innerStatements(node)) {
    visit(inner, depth + 1, source, parts);
  }
}

type Named = Pick<Part, 'names' | 'kind'>;

function nameOf(node: t.Node, source: string): Named | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { names: [`import '${node.source.value}'`], kind: 'import' };
    case 'ExportNamedDeclaration':
      return node.declaration
        ? nameOf(node.declaration, source)
        : { names: ['export'], kind: 'export' };
    case 'ExportDefaultDeclaration': {
      const inner = nameOf(node.declaration, source);
      return { names: [...(inner?.names ?? []), 'default'], kind: 'export' };
    }
    case 'ExportAllDeclaration':
      return { names: ['export'], kind: 'export' };
    case 'VariableDeclaration':
      return { names: node.declarations.flatMap(declared), kind: node.kind };
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return { names: node.id ? [node.id.name] : [], kind: kindOf(node) };
    case 'TSModuleDeclaration':
      return { names: [text(node.id, source)], kind: 'namespace' };
    case 'ExpressionStatement':
      return ofExpression(node.expression, source);
    default:
      return undefined;
  }
}

/** `TSTypeAliasDeclaration` → `type` */
function kindOf({ type }: t.Node): string {
  const word = /^(?:TSDeclare|TS)?([A-Z][a-z]+)/.exec(type)![1];
  return word.toLowerCase();
}

// `const { a, b } = x` declares two names.
function declared({ id }: t.VariableDeclarator): string[] {
  if (id.type === 'Identifier') return [id.name];
  if (id.type !== 'ObjectPattern') return [];
  return id.properties.flatMap((one) =>
    one.type === 'ObjectProperty' && one.value.type === 'Identifier'
      ? [one.value.name]
      : [],
  );
}

function ofExpression(node: t.Expression, source: string): Named | undefined {
  if (node.type === 'AwaitExpression')
    return ofExpression(node.argument, source);
  if (node.type === 'AssignmentExpression') {
    return { names: [text(node.left, source)], kind: 'assignment' };
  }
  if (node.type !== 'CallExpression') return undefined;
  const names: string[] = [];
  // `start().catch(…)` goes by `start` as well as by its whole callee.
  let call: t.Node = node;
  while (call.type === 'CallExpression') {
    const callee: string = text(call.callee, source);
    names.unshift(...callNames(callee, call, source));
    const head: t.Node = call.callee;
    call = head.type === 'MemberExpression' ? head.object : head;
  }
  return { names: [...new Set(names)], kind: 'call' };
}

function callNames(
  callee: string,
  node: t.CallExpression,
  source: string,
): string[] {
  const first = node.arguments[0];
  if (!first) return [callee, `${callee}()`];
  const literal = first.type === 'StringLiteral';
  const short = text(first, source);
  // Long arguments, functions mostly, are no names.
  if (!literal && !/^[\w.$]+(\([^()]*\))?$/.test(short)) return [callee];
  const argument = literal ? `'${first.value}'` : short;
  return [callee, `${callee}(${argument})`];
}

/** The thing below `export`, and a variable's value where it has members. */
function unwrap(node: t.Node): t.Node | undefined {
  if (node.type === 'ExportNamedDeclaration') {
    return node.declaration ? unwrap(node.declaration) : undefined;
  }
  if (node.type === 'ExportDefaultDeclaration') return unwrap(node.declaration);
  if (node.type === 'VariableDeclaration') {
    return node.declarations[0].init ?? undefined;
  }
  return node;
}

function membersOf(node: t.Node | undefined): t.Node[] {
  if (node?.type === 'ClassDeclaration') return node.body.body;
  if (node?.type === 'TSInterfaceDeclaration') return node.body.body;
  if (node?.type === 'ObjectExpression') return node.properties;
  return [];
}

/** A property's or a member's name; '' where it is computed. */
export function keyName(node: t.Node): string {
  const { key } = node as { key?: t.Node };
  if (key?.type === 'Identifier') return key.name;
  return key?.type === 'StringLiteral' ? key.value : '';
}

// Statements inside functions, wherever the function stands in this one.
function innerStatements(node: t.Node): t.Node[] {
  const found: t.Node[] = [];
  const walk = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!value || typeof (value as t.Node).type !== 'string') return;
    const child = value as t.Node;
    if (child.type === 'BlockStatement') found.push(...child.body);
    else children(child).forEach(walk);
  };
  children(node).forEach(walk);
  return found;
}

function children(node: t.Node): unknown[] {
  const skipped = ['loc', 'leadingComments', 'trailingComments', 'extra'];
  return Object.entries(node)
    .filter(([key]) => !skipped.includes(key))
    .map(([, value]) => value);
}

function text(node: t.Node, source: string): string {
  return source.slice(node.start!, node.end!).replace(/\s+/g, '');
}

// Whole lines, with the comment right above; the comment that opens the file
// is about the file.
function linesOf(node: t.Node): { from: number; to: number } {
  let from = node.loc!.start.line;
  const comments = node.leadingComments ?? [];
  for (const { loc } of [...comments].reverse()) {
    if (!loc || loc.end.line < from - 1 || loc.end.line > from) break;
    const opensFile = loc.start.line === 1 && node.type === 'ImportDeclaration';
    if (opensFile) break;
    from = Math.min(from, loc.start.line);
  }
  return { from, to: node.loc!.end.line };
}

/** Lines without the spaces that all of them begin with. */
export function dedent(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map((line) => `${line.slice(least)}\n`).join('');
}

// A file of code (or JSON, with comments too) as lists in lists: statements,
// members of objects and classes, names of an import. Each with its comment.
import { parse, type ParserPlugin } from '@babel/parser';

/** A node of the parser's tree, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** One of a list: a statement, a member of an object, a name of an import. */
export interface Item {
  /** Where it stands in the file, its comment included. */
  readonly start: number;
  readonly end: number;
  /** The comment above it, and the one behind it in its line. */
  readonly comment: string;
  readonly trail: string;
  /** Its text, without the indentation it has as a whole. */
  readonly code: string;
  /** Whether an empty line stands above it. */
  readonly gap: boolean;
  /** What it is: `call res.send`, `const`, `if`. */
  readonly kind: string;
  /** What a list has once: `route test.post /one`, `import express`. */
  readonly key?: string;
  /** The code with `\0` for what its lists hold. */
  readonly frame: string;
  readonly lists: readonly List[];
}

export interface List {
  readonly isMembers: boolean;
  readonly inline: boolean;
  readonly items: readonly Item[];
}

/** The file was no code: where, and what the parser says. */
export interface NoCode {
  readonly line: number;
  readonly message: string;
}

/**
 * Undefined where lines may not be indented anew: a text in backquotes goes on.
 * @throws a NoCode where the text cannot be read
 */
export function readCode(file: string, text: string): List | undefined {
  const isJson = file.endsWith('.json');
  const source = isJson ? `(${text}\n)` : text;
  try {
    const tree = parse(source, {
      sourceType: 'unambiguous',
      plugins: ['typescript' as ParserPlugin],
      createParenthesizedExpressions: false,
    });
    if (hasLongTemplate(tree.program as unknown as Node, source))
      return undefined;
    const reader = new Reader(source, tree.comments as unknown as Node[]);
    const { body, directives } = tree.program as unknown as Record<
      string,
      Node[]
    >;
    return reader.list([...directives, ...body], 0, source.length, false);
  } catch (error) {
    const { loc, message } = error as Error & { loc?: { line: number } };
    if (!loc) throw error;
    const sentence = message.replace(/ \(\d+:\d+\)$/, '');
    throw { line: loc.line, message: sentence } satisfies NoCode;
  }
}

/** Which file can be read as code. */
export function isCode(file: string): boolean {
  return /\.([cm]?[jt]s|json)$/.test(file);
}

/** The keys that one object of a JSON file has twice. */
export function keysTwice(file: string, text: string): string[] {
  return listsIn(readCode(file, text)!).flatMap(({ items }) => {
    const keys = items.map(({ key }) => key?.replace('member ', ''));
    return keys.filter((key, i) => key !== undefined && keys.indexOf(key) < i);
  }) as string[];
}

function listsIn(list: List): List[] {
  const inner = list.items.flatMap(({ lists }) => lists);
  return [list, ...inner.flatMap(listsIn)];
}

/** Every item of a list and of the lists inside. */
export function allItems(list: List): Item[] {
  return list.items.flatMap((item) => [item, ...item.lists.flatMap(allItems)]);
}

class Reader {
  constructor(
    private readonly source: string,
    private readonly comments: readonly Node[],
  ) {}

  list(nodes: Node[], from: number, to: number, isMembers: boolean): List {
    const items: Item[] = [];
    let at = from;
    for (const node of nodes) {
      const { comments, gap } = this.above(at, node.start);
      const start = comments[0]?.start ?? node.start;
      const isHeader = from === 0 && at === 0 && comments.length > 0;
      const comment = this.commentText(comments, node.start);
      if (isHeader) items.push(this.remark(comments, gap));
      const end = this.trailEnd(node.end, to);
      const trail = this.source.slice(node.end, end).replace(/^\s*,?\s*/, '');
      const own = isHeader ? '' : comment;
      const isNext = isHeader && !/\n\s*\n$/.test(comment);
      items.push({
        ...this.item(node),
        start: isHeader ? node.start : start,
        end,
        comment: own,
        trail,
        gap: isHeader ? !isNext : gap,
      });
      at = end;
    }
    const { comments, gap } = this.above(at, to);
    if (comments.length > 0) items.push(this.remark(comments, gap));
    const inside = this.source.slice(from, to);
    return { isMembers, inline: !inside.includes('\n'), items };
  }

  // Comments that belong to no statement: a file's first, a block's last.
  private remark(comments: Node[], gap: boolean): Item {
    const start = comments[0].start;
    const end = comments.at(-1)!.end;
    const comment = this.dedent(start, end);
    const where = start === 0 ? 'header' : 'remark';
    const none = { trail: '', code: '', frame: '', lists: [] };
    return { ...none, start, end, comment, gap, kind: where, key: where };
  }

  private above(from: number, to: number) {
    const comments = this.comments.filter(
      (one) => one.start >= from && one.end <= to,
    );
    const blank = this.source.slice(from, comments[0]?.start ?? to);
    return { comments, gap: /\n[ \t]*\n/.test(blank) };
  }

  private commentText(comments: Node[], to: number): string {
    if (comments.length === 0) return '';
    const last = comments.at(-1)!.end;
    const behind = this.source.slice(last, to).replace(/[ \t]+/g, '');
    return this.dedent(comments[0].start, last) + behind;
  }

  // A comma and a comment behind an item in its line are the item's.
  private trailEnd(end: number, to: number): number {
    const line = /^[^\n]*/.exec(this.source.slice(end, to))![0];
    const comment = this.comments.find(
      (one) => one.start >= end && one.end <= end + line.length,
    );
    const between = comment && this.source.slice(end, comment.start);
    return comment && /^[\s,]*$/.test(between!) ? comment.end : end;
  }

  private item(node: Node) {
    const holes = holesOf(node, this.source);
    let frame = '';
    let at = node.start;
    for (const { from, to } of holes) {
      frame += `${this.source.slice(at, from)}\0`;
      at = to;
    }
    frame += this.source.slice(at, node.end);
    const column = this.columnOf(node.start);
    return {
      code: this.dedent(node.start, node.end),
      frame: outdent(frame, column),
      ...nameOf(node, this.source),
      lists: holes.map((hole) =>
        this.list(hole.nodes, hole.from, hole.to, hole.isMembers),
      ),
    };
  }

  private columnOf(at: number): number {
    const line = this.source.slice(this.source.lastIndexOf('\n', at - 1) + 1);
    return /^ */.exec(line)![0].length;
  }

  private dedent(from: number, to: number): string {
    return outdent(this.source.slice(from, to), this.columnOf(from));
  }
}

function outdent(text: string, column: number): string {
  return text.replace(new RegExp(`\n {0,${column}}`, 'g'), '\n');
}

interface Hole {
  readonly from: number;
  readonly to: number;
  readonly nodes: Node[];
  readonly isMembers: boolean;
}

const holders: Record<string, string> = {
  BlockStatement: 'body',
  ClassBody: 'body',
  TSInterfaceBody: 'body',
  TSTypeLiteral: 'members',
  ObjectExpression: 'properties',
  ObjectPattern: 'properties',
};

// The outermost lists inside a node, in their order.
function holesOf(node: Node, source: string): Hole[] {
  const field = holders[node.type];
  if (field && source[node.end - 1] === '}') {
    const nodes = [
      ...((node.directives as Node[] | undefined) ?? []),
      ...(node[field] as Node[]),
    ];
    const isMembers = node.type.startsWith('Object');
    return [{ from: node.start + 1, to: node.end - 1, nodes, isMembers }];
  }
  const names = (node.specifiers as Node[] | undefined)?.filter(
    ({ type }) => type === 'ImportSpecifier' || type === 'ExportSpecifier',
  );
  if (names && names.length > 0) {
    const from = source.lastIndexOf('{', names[0].start) + 1;
    const to = source.indexOf('}', names.at(-1)!.end);
    return [{ from, to, nodes: names, isMembers: true }];
  }
  return childrenOf(node).flatMap((child) => holesOf(child, source));
}

function hasLongTemplate(node: Node, source: string): boolean {
  const isIt = node.type === 'TemplateElement';
  if (isIt) return source.slice(node.start, node.end).includes('\n');
  return childrenOf(node).some((child) => hasLongTemplate(child, source));
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node)
    .filter(([name]) => !/comments$/i.test(name) && name !== 'extra')
    .flatMap(([, value]) => value)
    .filter(
      (value): value is Node =>
        typeof (value as Node | null)?.type === 'string' &&
        typeof (value as Node).start === 'number',
    )
    .sort((a, b) => a.start - b.start);
}

// What a statement or member is, and the name it alone may have in its list.
function nameOf(node: Node, source: string): { kind: string; key?: string } {
  const textOf = (part: unknown) =>
    source.slice((part as Node).start, (part as Node).end);
  const inner = (node.declaration ?? node.expression) as Node | null;
  if (inner?.type && node.type !== 'TSExpressionStatement') {
    const isHolder = /^Export|^Expression/.test(node.type);
    if (isHolder) return nameOf(inner, source);
  }
  if (node.type === 'AwaitExpression')
    return nameOf(node.argument as Node, source);
  if (node.type === 'ImportDeclaration') {
    return { kind: 'import', key: `import ${textOf(node.source)}` };
  }
  if (node.type === 'CallExpression') return nameOfCall(node, textOf);
  if (node.type === 'VariableDeclaration') {
    const [first, second] = node.declarations as Node[];
    const name = textOf(first.id).split(':')[0];
    const isPlain = !second && /^[\w$]+$/.test(name);
    return { kind: 'const', key: isPlain ? `name ${name}` : undefined };
  }
  const named = (node.id ?? node.key ?? node.local) as Node | null | undefined;
  if (named?.type && !node.computed) {
    const isMember = !node.id;
    const key = `${isMember ? 'member' : 'name'} ${textOf(named)}`;
    return { kind: node.type, key };
  }
  return { kind: node.type };
}

const routeMethods = /\.(get|post|put|patch|delete|options|head|all|use)$/;

function nameOfCall(node: Node, textOf: (part: unknown) => string) {
  const callee = textOf(node.callee).replace(/\s+/g, '');
  const [first] = node.arguments as Node[];
  const isRoute = routeMethods.test(callee) && first?.type === 'StringLiteral';
  const path = isRoute ? textOf(first).slice(1, -1) : '';
  const kind = `call ${callee.replace(/\(.*/s, '')}`;
  return { kind, key: isRoute ? `route ${callee} ${path}` : undefined };
}

// Edits of code for the benchmark of `carry`, and what is right in each later
// version of the file: the same edit done there directly, found again by what
// it changes. Nothing here knows how carry merges; TypeScript reads the code.
import ts from 'typescript';

/**
 * Every right result of an edit in one version of a file; undefined where none
 * is: what it changes is not there, and a conflict is right.
 */
export type Edit = (text: string) => string[] | undefined;

/** Picks one of a list, the same in every run. */
export type Pick = <T>(items: readonly T[]) => T;

export interface Kind {
  readonly name: string;
  readonly file: RegExp;
  make(text: string, pick: Pick, serial: number): Edit | undefined;
}

interface Statement {
  readonly text: string;
  /** From its comment to its end. */
  readonly from: number;
  readonly start: number;
  readonly to: number;
  readonly container: string;
  readonly head: string;
  readonly siblings: ts.Node;
  readonly index: number;
  readonly isTop: boolean;
}

function statementsOf(text: string): Statement[] {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);
  const found: Statement[] = [];
  const visit = (node: ts.Node, container: string) => {
    if (ts.isSourceFile(node) || ts.isBlock(node)) {
      node.statements.forEach((one, index) => {
        const start = one.getStart();
        const comments = ts.getLeadingCommentRanges(text, one.getFullStart());
        const isFirst = ts.isSourceFile(node) && index === 0;
        const from = isFirst ? start : (comments?.[0]?.pos ?? start);
        const own = one.getText().replace(/\s+/g, ' ');
        const place = { from, start, to: one.end, siblings: node, index };
        const isTop = ts.isSourceFile(node);
        found.push({
          ...place,
          text: own,
          container,
          head: headOf(own),
          isTop,
        });
      });
    }
    const isNamed = node.parent && ts.isSourceFile(node.parent);
    const name = isNamed
      ? headOf(node.getText().replace(/\s+/g, ' '))
      : container;
    node.forEachChild((child) => visit(child, name));
  };
  visit(file, '');
  return found;
}

// `test.post('/one'`, `const row`, `function isText`, `if (!isText`, `return`.
function headOf(text: string): string {
  const head =
    /^import .*from .*/.exec(text) ??
    /^(export )?(const|let|class|async function|function) [\w$]+/.exec(text) ??
    /^(await )?[\w.]+\(('[^']*')?/.exec(text) ??
    /^\w+/.exec(text);
  return head?.[0] ?? text;
}

/** The same statement in another version: by its text, else by its head. */
function find(text: string, target: Statement, exact = false) {
  const all = statementsOf(text);
  const same = all.filter((one) => one.text === target.text);
  const near = (some: Statement[]) =>
    some.length > 1
      ? some.filter(({ container }) => container === target.container)
      : some;
  const hits = near(same);
  if (hits.length > 0 || exact) return hits.length === 1 ? hits[0] : undefined;
  const alike = all.filter(({ head }) => head === target.head);
  const own = alike.filter(({ container }) => container === target.container);
  if (own.length > 0) return own.length === 1 ? own[0] : undefined;
  // What it stood in is gone or in something else: it may have gone along.
  const isGone = all.every(({ container }) => container !== target.container);
  return isGone && alike.length === 1 ? alike[0] : undefined;
}

function padAt(text: string, at: number): string {
  return /^ */.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))![0];
}

function insertAfter(text: string, one: Statement, code: string): string {
  const lines = code.replace(/^(?=.)/gm, padAt(text, one.start));
  return `${text.slice(0, one.to)}\n${lines}${text.slice(one.to)}`;
}

function insertBefore(text: string, one: Statement, code: string): string {
  const pad = padAt(text, one.start);
  const lines = code.replace(/^(?=.)/gm, pad).trimStart();
  return `${text.slice(0, one.from)}${lines}\n${pad}${text.slice(one.from)}`;
}

function remove(text: string, one: Statement): string {
  return text.slice(0, one.from) + text.slice(one.to).replace(/^\n/, '');
}

/**
 * Puts code below the nearest statement above it that is still there, and above
 * the nearest below: anywhere between the two, where others came between.
 * @param above what stood above it, the nearest first; `below` likewise
 */
function inserting(
  above: readonly Statement[],
  below: readonly Statement[],
  code: string,
): Edit {
  return (text) => {
    const there = (some: readonly Statement[]) =>
      some.map((one) => find(text, one)).filter((one) => one !== undefined);
    const [a] = there(above);
    if (!a)
      return there(below)
        .slice(0, 1)
        .map((b) => insertBefore(text, b, code));
    const isNear = (one: Statement) => isBeside(one, a);
    const b = there(below).find(isNear);
    if (b && b.index <= a.index) return undefined;
    // What was last in its block may stand anywhere down to the end.
    const last = b?.index ?? (below.length > 0 ? a.index + 1 : Infinity);
    return statementsOf(text)
      .filter((one) => isNear(one) && one.index >= a.index && one.index < last)
      .map((one) => insertAfter(text, one, code));
  };
}

/** Whether two statements of one text stand in the same block. */
function isBeside(a: Statement, b: Statement): boolean {
  const [one, two] = [a.siblings, b.siblings];
  return one.pos === two.pos && one.end === two.end;
}

/** Changes one statement by its text. */
function changing(
  target: Statement,
  change: (code: string) => string | undefined,
): Edit {
  return (text) => {
    const one = find(text, target);
    const code = one && change(text.slice(one.start, one.to));
    if (!code) return undefined;
    return [text.slice(0, one.start) + code + text.slice(one.to)];
  };
}

function once(from: string | RegExp, to: string) {
  return (code: string) => {
    const parts = code.split(from);
    return parts.length === 2 ? code.replace(from, () => to) : undefined;
  };
}

const isUnique = (text: string) => (one: Statement) =>
  find(text, one, true) !== undefined &&
  statementsOf(text).filter(
    ({ head, container }) => head === one.head && container === one.container,
  ).length === 1;

/** A kind that changes some statement which fits a pattern. */
function change(
  name: string,
  fits: RegExp,
  how: (
    code: string,
    pick: Pick,
    serial: number,
  ) => ((code: string) => string | undefined) | undefined,
  file = /\.ts$/,
): Kind {
  return {
    name,
    file,
    make(text, pick, serial) {
      const some = statementsOf(text).filter(
        (one) => fits.test(one.text) && isUnique(text)(one),
      );
      if (some.length === 0) return undefined;
      const target = pick(some);
      const by = how(text.slice(target.start, target.to), pick, serial);
      return by && changing(innermost(text, target, by), by);
    },
  };
}

/** The smallest statement in which the change is the same: it may stay alone. */
function innermost(
  text: string,
  target: Statement,
  change: (code: string) => string | undefined,
): Statement {
  const [wanted] = changing(target, change)(text) ?? [];
  const inside = statementsOf(text)
    .filter((one) => one.start >= target.start && one.to <= target.to)
    .filter(isUnique(text))
    .filter((one) => changing(one, change)(text)?.[0] === wanted)
    .sort((a, b) => a.to - a.start - (b.to - b.start));
  return inside[0] ?? target;
}

/** A kind that puts code above or below some statement which fits. */
function add(
  name: string,
  fits: (one: Statement) => boolean,
  code: (serial: number, one: Statement) => string,
  where: 'above' | 'below' = 'below',
): Kind {
  return {
    name,
    file: /\.ts$/,
    make(text, pick, serial) {
      const all = statementsOf(text).filter(isUnique(text));
      const some = all.filter((one) => fits(one) && one.index > 0);
      if (some.length === 0) return undefined;
      const one = pick(some);
      const near = statementsOf(text).filter((it) => isBeside(it, one));
      const cut = one.index + (where === 'below' ? 1 : 0);
      const above = near.slice(0, cut).reverse();
      return inserting(above, near.slice(cut), code(serial, one));
    },
  };
}

const isRoute = ({ text }: Statement) => /^\w+\.(get|post)\('/.test(text);
const isInside = (one: Statement) =>
  !one.isTop && !/^(return|throw|process)/.test(one.text);

export const kinds: readonly Kind[] = [
  change('a sentence', /^[^{]*'[^'{]*\w+ \w+ \w+[^'{]*'/, (code, pick) => {
    const words = [...code.matchAll(/(?<=')[^'\n]*(?=')/g)].flatMap(
      ([text]) => [...text.matchAll(/\w+ (\w+) \w+/g)],
    );
    if (words.length === 0) return undefined;
    const [all, word] = pick(words);
    return once(all, all.replace(` ${word} `, ` ${word}ly `));
  }),
  change('a number', /\b\d{2,}\b/, (code, pick) => {
    const [number] = pick([...code.matchAll(/\b\d{2,}\b/g)]);
    return once(new RegExp(`\\b${number}\\b`), String(Number(number) + 1));
  }),
  change('an argument more', /\w\(\w+\)/, (code, pick) => {
    const [call] = pick([
      ...code.matchAll(/\.(json|send|status|create|log|error)\([\w.]+\)/g),
      [''] as never,
    ]);
    return call ? once(call, call.replace(/\)$/, ' as never)')) : undefined;
  }),
  change(
    'an option for a call',
    /express\.(json|Router)\(\)/,
    () => (code) =>
      once(
        /\(\)/,
        code.includes('json') ? '({ strict: true })' : '({ strict: true })',
      )(code),
  ),
  change('a member more', /\{ \w+: [^{}]+ \}/, (code, pick, serial) => {
    const objects = [...code.matchAll(/\.json\(\{ \w+: [^{}]+ \}\)/g)];
    if (objects.length === 0) return undefined;
    const [object] = pick(objects);
    // Below the member that was the last.
    const last = /(?:\{|.*,) (\w+: .+) \}\)$/.exec(object)![1];
    return once(last, `${last}, more${serial}: true`);
  }),
  change('a condition', /^if \(/, (_, __, serial) =>
    once(/^if \(/, `if (process.argv.length < ${serial + 90} && `),
  ),
  change('a type', /: (unknown|Error|string)\b/, () =>
    once(/: (?:unknown|Error|string)\b/, ': any'),
  ),
  change('async', /^\w+\.(get|post)\('[^']*', \(req, res\)/, () =>
    once('(req, res) =>', 'async (req, res) =>'),
  ),
  change('a path', /^(\w+\.(get|post|use))\('\/\w/, (code) => {
    const path = /'\/[^']*'/.exec(code)![0];
    return once(path, path.replace(/'$/, "s'"));
  }),
  change('a name of a parameter', /\((err|value|id|name)\b/, (code, pick) => {
    const [, name] = pick([...code.matchAll(/\((err|value|id|name)\b/g)]);
    const uses = new RegExp(
      `(?<![\\w.{] ?)\\b${name}\\b(?![:\\w])|(?<=\\()${name}\\b`,
      'g',
    );
    return (text) => {
      const renamed = text.replace(uses, `${name}Now`);
      return renamed === text ? undefined : renamed;
    };
  }),
  change(
    'wrapped in an if',
    /^(console|await \w+\.create|\w+\.\w+\(express)/,
    (_, __, serial) => (code) => `if (process.pid !== ${serial}) {\n${code}\n}`,
  ),
  change(
    'wrapped in a try',
    /^(await|console)/,
    () => (code) =>
      `try {\n${code}\n} catch (problem) {\nconsole.error(problem);\n}`,
  ),
  change(
    'another statement instead',
    /^(console|res\.send)/,
    (_, __, serial) => () => `process.stdout.write('instead ${serial}');`,
  ),
  add(
    'an import',
    ({ text }) => text.startsWith('import'),
    (serial) => `import * as path${serial} from 'node:path';`,
  ),
  add(
    'a route',
    isRoute,
    (serial, { text }) =>
      `${text.split('.')[0]}.get('/added${serial}', (req, res) => {\n  res.send('added ${serial}');\n});`,
  ),
  add(
    'a mounted route',
    ({ text }) => text.startsWith("app.use('"),
    (serial) => `app.use('/added${serial}', test);`,
  ),
  add(
    'a middleware',
    ({ text, isTop }) => isTop && /^app\./.test(text),
    (serial) => `app.set('added ${serial}', true);`,
    'above',
  ),
  add(
    'a statement below',
    isInside,
    (serial) => `console.log('added ${serial}');`,
  ),
  add(
    'a statement above',
    isInside,
    (serial) => `console.log('added ${serial}');`,
    'above',
  ),
  add(
    'a guard above',
    isInside,
    (serial) => `if (process.pid === ${serial}) {\n  process.exit(1);\n}`,
    'above',
  ),
  add(
    'a function',
    ({ isTop, text }) => isTop && !text.startsWith('import'),
    (serial) =>
      `export function added${serial}(value: string) {\n  return value.trim();\n}`,
  ),
  add(
    'a constant',
    ({ isTop, text }) => isTop && !text.startsWith('import'),
    (serial) => `export const added${serial} = ${serial};`,
    'above',
  ),
  removing('a statement taken away', (one) =>
    /^(console|await sequelize)/.test(one.text),
  ),
  removing('a route taken away', isRoute),
  moving('neighbours change places', (one) => !one.text.startsWith('import')),
  moving('a route moved', isRoute),
  moving('an import moved', ({ text }) => text.startsWith('import')),
  json('a package more', (data, serial) => {
    (data.dependencies as Record<string, unknown>)[`added${serial}`] = '^1.0.0';
  }),
  json('another version', (data, serial) => {
    const packages = data.devDependencies as Record<string, unknown>;
    const names = ['typescript', 'ts-node', '@types/node'];
    packages[names[serial % 3]] = `^${serial}.0.0`;
  }),
  json('a script more', (data, serial) => {
    (data.scripts as Record<string, unknown>)[`added${serial}`] = 'node .';
  }),
];

const calleeOf = ({ text }: Statement) => /^[\w. ]*/.exec(text)![0];

function removing(name: string, fits: (one: Statement) => boolean): Kind {
  return {
    name,
    file: /\.ts$/,
    make(text, pick) {
      const some = statementsOf(text).filter(
        (one) => fits(one) && isUnique(text)(one) && one.index > 0,
      );
      if (some.length === 0) return undefined;
      const target = pick(some);
      // `console.log('a')` → `console.log(`a${b}`)`: another text of one call.
      const isVersion = (one: Statement, earlier: string) =>
        one.container === target.container &&
        calleeOf(one) === calleeOf(target) &&
        !find(earlier, one, true);
      return (later) => {
        const one = find(later, target, true);
        if (one) return [remove(later, one)];
        // Changed there: a conflict. Gone there too: nothing is left to do.
        const isThere = statementsOf(later).some((it) => isVersion(it, text));
        return find(later, target) || isThere ? undefined : [later];
      };
    },
  };
}

/** Two neighbours change places: the second goes above the first. */
function moving(name: string, fits: (one: Statement) => boolean): Kind {
  return {
    name,
    file: /\.ts$/,
    make(text, pick) {
      const all = statementsOf(text).filter(isUnique(text));
      const some = all.filter((one) => fits(one) && one.index > 0);
      const pairs = some.flatMap((second) => {
        const first = some.find(
          ({ siblings, index }) =>
            siblings.pos === second.siblings.pos &&
            siblings.end === second.siblings.end &&
            index === second.index - 1,
        );
        return first ? [{ first, second }] : [];
      });
      if (pairs.length === 0) return undefined;
      const { first, second } = pick(pairs);
      return (later) => {
        const [a, b] = [find(later, first), find(later, second)];
        // Alone, it has nobody to stand above.
        const isGone = [first, second].some(
          (one) => !find(later, one) && !later.includes(one.text),
        );
        if (isGone && (a || b)) return [later];
        // Something came between them, or they stand apart: nobody can know.
        if (
          !a ||
          !b ||
          b.index !== a.index + 1 ||
          a.siblings.pos !== b.siblings.pos
        )
          return undefined;
        const [one, two] = [
          later.slice(a.from, a.to),
          later.slice(b.from, b.to),
        ];
        return [
          later.slice(0, a.from) +
            two +
            later.slice(a.to, b.from) +
            one +
            later.slice(b.to),
        ];
      };
    },
  };
}

type Data = Record<string, unknown>;

function json(
  name: string,
  edit: (data: Data, serial: number) => void,
  file = /package\.json$/,
): Kind {
  return {
    name,
    file,
    make(text, _, serial) {
      const read = (source: string) =>
        ts.parseConfigFileTextToJson('a.json', source).config as Data;
      const { scripts } = read(text);
      if (!scripts && file.test('package.json')) return undefined;
      return (later) => {
        const data = read(later);
        edit(data, serial);
        const comment = /^ *\/\/.*\n/m.exec(later)?.[0] ?? '';
        return [
          JSON.stringify(data, null, 2).replace(
            '  "ts-node"',
            `${comment}  "ts-node"`,
          ) + '\n',
        ];
      };
    },
  };
}

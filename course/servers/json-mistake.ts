// Where a text stops being JSON, and what is wrong there, in words for people:
// Node's own words count letters, and name no line.

interface Token {
  readonly text: string;
  readonly at: number;
}

class Mistake extends Error {
  constructor(
    readonly token: Token,
    message: string,
  ) {
    super(message);
  }
}

/** The first mistake; undefined where none of the known ones is found. */
export function jsonMistake(
  text: string,
): { line: number; what: string } | undefined {
  try {
    const rest = tokens(text);
    if (rest.length === 1) return { line: 1, what: 'the file is empty' };
    readValue(rest);
    if (rest[0].text) {
      throw new Mistake(rest[0], `${named(rest[0])} comes after its end`);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const line = text.slice(0, error.token.at).split('\n').length;
    return { line, what: error.message };
  }
}

/** All pieces; the last one, at the end of the text, is empty. */
function tokens(text: string): Token[] {
  const piece =
    /[{}[\],:]|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[^\s{}[\],:"]+|"[^\n]*/g;
  const all = [...text.matchAll(piece)].map((match) => ({
    text: match[0],
    at: match.index,
  }));
  return [...all, { text: '', at: text.trimEnd().length }];
}

function readValue(rest: Token[]): void {
  const token = rest.shift()!;
  if (token.text === '{') return readList(rest, '}', readMember);
  if (token.text === '[') return readList(rest, ']', readValue);
  if (isText(token)) return;
  if (/^(true|false|null|-?\d+(\.\d+)?(e[+-]?\d+)?)$/i.test(token.text)) return;
  throw refused(token, 'a value is missing');
}

function readMember(rest: Token[]): void {
  const name = rest.shift()!;
  if (!isText(name)) throw refused(name, 'a name is missing');
  const colon = rest.shift()!;
  if (colon.text !== ':') {
    throw new Mistake(name, `a colon is missing after ${name.text}`);
  }
  readValue(rest);
}

function readList(
  rest: Token[],
  end: string,
  readOne: (rest: Token[]) => void,
): void {
  if (rest[0].text === end) return void rest.shift();
  for (;;) {
    readOne(rest);
    const next = rest.shift()!;
    if (next.text === end) return;
    if (next.text === '') throw new Mistake(next, `a ${end} is missing`);
    if (next.text !== ',') {
      const problem = /^["\w{[]/.test(next.text)
        ? `a comma is missing before ${named(next)}`
        : `${named(next)} stands where a comma or ${end} should be`;
      throw isComment(next) ? refused(next, '') : new Mistake(next, problem);
    }
    if (rest[0].text === end) {
      throw new Mistake(next, `a comma too many stands before the ${end}`);
    }
  }
}

function refused(token: Token, otherwise: string): Mistake {
  const { text } = token;
  if (text === '') return new Mistake(token, 'the file ends too early');
  if (isComment(token)) return new Mistake(token, 'JSON has no comments');
  if (text.startsWith('"')) {
    return new Mistake(token, `the closing quote of ${text} is missing`);
  }
  if (/^[{}[\],:]$/.test(text)) {
    return new Mistake(token, `${otherwise} before the ${text}`);
  }
  return new Mistake(token, `${text} must stand in double quotes`);
}

function isComment({ text }: Token): boolean {
  return /^\/[/*]/.test(text);
}

function isText({ text }: Token): boolean {
  return /^"(?:[^"\\\n]|\\.)*"$/.test(text);
}

function named({ text }: Token): string {
  return text.length > 40 ? `${text.slice(0, 40)} …` : text;
}

// Code on a page is the step's, found by the name of a part.
import { describe, expect, it } from '@jest/globals';
import { checkPageCode, findSymbol, fixPageCode } from '../../course/lessons';
import { fence, pageOf } from './page-of';

const source = `// About the file.
import express from 'express';
import { db } from './db';

// Why it is so.
const app = express();

app.get('/a', (req, res) => {
  res.send('a');
});

app.get('/b', (req, res) => {
  res.send('b');
});

class User {
  name() {
    return 'x';
  }
}

async function start() {
  await db.sync();
}

start().catch(console.error);
`;

const part = (symbol: string) => findSymbol(source, 'app.ts', symbol).text;

describe('finding a part of a file', () => {
  it.each([
    ['app', '// Why it is so.\nconst app = express();\n'],
    ["app.get('/b')", "app.get('/b', (req, res) => {\n  res.send('b');\n});\n"],
    ['User.name', "name() {\n  return 'x';\n}\n"],
    ['db.sync', 'await db.sync();\n'],
    ['imports', "import express from 'express';\nimport { db } from './db';\n"],
    ['start().catch', 'start().catch(console.error);\n'],
  ])('gives %s', (symbol, text) => {
    expect(part(symbol)).toBe(text);
  });

  it('prefers a declaration to a call of the same name', () => {
    expect(part('start')).toMatch(/^async function start/);
  });

  it('joins several, and marks what it leaves out', () => {
    expect(part('imports + app')).not.toContain('…');
    expect(part("app + app.get('/b')")).toMatch(
      /express\(\);\n\n\/\/ …\n\napp/,
    );
  });

  it.each([
    ['missing', 'app.ts has no "missing". It has: imports, app, '],
    ['app.get', 'app.ts has "app.get" 2 times. Say which'],
  ])('names what there is instead of %s', (symbol, sentence) => {
    expect(() => part(symbol)).toThrow(sentence);
  });

  it('gives a key of a JSON file', () => {
    const json =
      '{\n  "scripts": {\n    "start": "x"\n  },\n  "name": "y"\n}\n';
    const find = (key: string) => findSymbol(json, 'package.json', key).text;
    expect(find('scripts')).toBe('"scripts": {\n  "start": "x"\n}\n');
    expect(find('scripts.start')).toBe('"start": "x"\n');
    expect(() => find('nme')).toThrow('The keys there are: scripts, name.');
  });
});

describe('the code of a page', () => {
  const problems = (body: string) =>
    checkPageCode(pageOf(body)).map(
      ({ line, message }) => `${line} ${message}`,
    );

  it('holds where it is the step’s', () => {
    const fixed = fixPageCode(pageOf(fence('ts app.ts')));
    const body = fixed.split('\n').slice(9).join('\n');
    expect(body).toContain("app.use('/test', test);");
    expect(problems(body)).toEqual([]);
  });

  it.each([
    ['ts app.ts', '', 'is empty'],
    ['ts app.ts', '\n', 'is empty'],
    ['ts app.ts', 'const a = 1;\n', 'is not what the step has now'],
    ['ts app.ts#nothing', '', 'app.ts has no "nothing"'],
    ['ts apps.ts', '', 'has no file apps.ts'],
    ['ts 99.01:app.ts', '', 'There is no lesson "99.01".'],
    ['ts 15.10:app.ts', '', 'has no code to show yet'],
    ['ts example', 'const = 1;\n', 'example.ts:1 does not parse'],
    ['json', '{ "a": }\n', 'This JSON does not parse.'],
  ])('does not hold: %s with %j', (info, body, sentence) => {
    const [found] = problems(fence(info, body));
    expect(found).toMatch(/^10 /);
    expect(found).toContain(sentence);
  });

  it('lets an example be a part of a function or one object', () => {
    const examples = ['await x();\nreturn;\n', '{ a: 1, b: 2 }\n'];
    const body = examples.map((one) => fence('ts example', one)).join('\n');
    expect(problems(body)).toEqual([]);
  });
});

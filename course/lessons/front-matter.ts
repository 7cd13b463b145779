// The few lines between `---` at the top of a page. Strict, and no YAML library:
// three known keys are all that a page may say there.
import { PlainError } from '../plain-error';

/** What stands at the top of a page, and the line its body begins on. */
export interface FrontMatter {
  readonly id: string;
  readonly title: string;
  readonly goals: readonly string[];
  /** 1-based: the first line after the closing `---`. */
  readonly bodyLine: number;
}

/**
 * Reads the front matter of a page.
 * @param file how errors name it
 * @throws PlainError with file and line for anything that is not as it must be
 */
export function readFrontMatter(markdown: string, file: string): FrontMatter {
  const lines = markdown.split('\n');
  const fail = (index: number, what: string): never => {
    throw new PlainError(`${file}:${index + 1} ${what}`);
  };
  if (lines[0] !== '---') fail(0, 'The page must begin with a line "---".');
  const end = lines.indexOf('---', 1);
  if (end < 0) fail(0, 'The front matter has no closing line "---".');
  const values: Record<string, string> = {};
  const goals: string[] = [];
  let inGoals = false;
  for (let i = 1; i < end; i++) {
    const goal = /^\s+- (.+)$/.exec(lines[i]);
    const pair = /^(\w+):\s*(.*?)\s*$/.exec(lines[i]);
    if (goal && inGoals) goals.push(unquote(goal[1].trim()));
    else if (!pair)
      fail(i, 'This line is neither "key: value" nor "  - goal".');
    else {
      const [, key, value] = pair;
      if (!['id', 'title', 'goals'].includes(key)) {
        fail(i, `There is no key "${key}"; a page has id, title and goals.`);
      }
      if (key in values) fail(i, `The key "${key}" is there twice.`);
      if (key === 'goals' && value) {
        fail(i, 'Goals go on lines of their own: "  - what you can do".');
      }
      values[key] = unquote(value);
      inGoals = key === 'goals';
    }
  }
  if (!values.id) fail(0, 'The front matter lacks an id.');
  if (!values.title) fail(0, 'The front matter lacks a title.');
  if (goals.length === 0) fail(0, 'The front matter lacks goals.');
  return { id: values.id, title: values.title, goals, bodyLine: end + 2 };
}

// Quotes are needed in YAML where a text begins with a sign of its own.
function unquote(text: string): string {
  const quoted = /^'(.*)'$/.exec(text) ?? /^"(.*)"$/.exec(text);
  if (!quoted) return text;
  return text[0] === "'"
    ? quoted[1].replace(/''/g, "'")
    : quoted[1].replace(/\\(["\\])/g, '$1');
}

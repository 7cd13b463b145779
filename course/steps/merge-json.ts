// JSON by its keys: whether one stands twice, and three versions as one.
import { parseExpression } from '@babel/parser';
import type { Clash } from './git-merge';
import type { Sides } from './sides';

interface Node {
  readonly properties?: readonly { key: { value: string }; value: Node }[];
  readonly elements?: readonly Node[];
}

/** The keys that one object of a JSON file has twice. */
export function keysTwice(text: string): string[] {
  const visit = ({ properties = [], elements = [] }: Node): string[] => {
    const keys = properties.map(({ key }) => JSON.stringify(key.value));
    const inner = [...properties.map(({ value }) => value), ...elements];
    return [
      ...keys.filter((key, i) => keys.indexOf(key) < i),
      ...inner.flatMap(visit),
    ];
  };
  return visit(parseExpression(text) as unknown as Node);
}

const print = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * A JSON text with the changes of both, or the keys at which they clash.
 * Undefined where `ours` has a form or comments that would be lost.
 */
export function mergeJson(texts: Sides<string>): string | Clash[] | undefined {
  try {
    const [base, ours, theirs] = [texts.base, texts.ours, texts.theirs].map(
      (text) => JSON.parse(text) as unknown,
    );
    if (print(ours) !== texts.ours) return undefined;
    const clashes: Clash[] = [];
    const merged = mergeValue({ base, ours, theirs }, '', clashes);
    return clashes.length > 0 ? clashes : print(merged);
  } catch {
    return undefined;
  }
}

type Data = Record<string, unknown>;

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeValue(
  { base, ours, theirs }: Sides<unknown>,
  name: string,
  clashes: Clash[],
): unknown {
  const [was, mine, wanted] = [base, ours, theirs].map((value) =>
    value === undefined ? '' : `${name}: ${JSON.stringify(value)}`,
  );
  if (was === wanted || mine === wanted) return ours;
  if (was === mine) return theirs;
  if (!isData(ours) || !isData(theirs)) {
    clashes.push({ base: was, ours: mine, theirs: wanted });
    return ours;
  }
  const from = isData(base) ? base : {};
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const isSorted = (data: Data) =>
    Object.keys(data).join() === Object.keys(data).sort().join();
  if ([ours, theirs].every(isSorted)) keys.sort();
  const values = keys.map((key) => {
    const sides = { base: from[key], ours: ours[key], theirs: theirs[key] };
    return [key, mergeValue(sides, JSON.stringify(key), clashes)] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

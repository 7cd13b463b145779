// Merges JSON by key: the last key of an object has no comma after it, so two
// keys added side by side would clash as text.

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * The change from `base` to `theirs` applied to `ours`, key by key.
 * @returns the merged text in the usual two-space form, or undefined where a
 *   side is not plain JSON or the two changes contradict
 */
export function mergeJson(
  base: string,
  ours: string,
  theirs: string,
): string | undefined {
  try {
    const [b, o, t] = [base, ours, theirs].map(
      (text) => JSON.parse(text) as Json,
    );
    return `${JSON.stringify(mergeValue(b, o, t), null, 2)}\n`;
  } catch {
    return undefined;
  }
}

function mergeValue(base: Json, ours: Json, theirs: Json): Json {
  if (same(base, theirs) || same(ours, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (!isObject(base) || !isObject(ours) || !isObject(theirs)) {
    throw new Error('The two changes contradict.');
  }
  const out: { [key: string]: Json } = {};
  for (const key of orderOf(ours, theirs)) {
    const [b, o, t] = [base, ours, theirs].map((side) => side[key]);
    const value = mergeKey(b, o, t);
    if (value !== undefined) out[key] = value;
  }
  return out;
}

function mergeKey(base?: Json, ours?: Json, theirs?: Json): Json | undefined {
  if (same(base, theirs) || same(ours, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (base === undefined || ours === undefined || theirs === undefined) {
    throw new Error('The two changes contradict.');
  }
  return mergeValue(base, ours, theirs);
}

// The keys as in `ours`; a key only `theirs` has follows the one before it.
function orderOf(ours: object, theirs: object): string[] {
  const order = Object.keys(ours);
  Object.keys(theirs).forEach((key, i, keys) => {
    if (!order.includes(key))
      order.splice(order.indexOf(keys[i - 1]) + 1, 0, key);
  });
  return order;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a?: Json, b?: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

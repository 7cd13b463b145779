// What requests look like: the checks at the door, and the description, alike.
import { truncates } from 'bcryptjs';
import { z } from 'zod';

const text = z.string('must be a text');

// NUL and half a character would not be stored as they are.
const line = (least: number) =>
  text.regex(
    new RegExp(`^[^\\0\\p{Cs}]{${least},255}$`, 'u'),
    `must have ${least} to 255 characters, all whole, none of them NUL`,
  );

function numberText(least: number, most: number) {
  const rule = `must be a whole number, ${least} to ${most}`;
  const fits = (given: string) =>
    /^\d{1,7}$/.test(given) && +given >= least && +given <= most;
  // ?limit=1&limit=2 comes as an array: it gets the same sentence.
  return z.string(rule).refine(fits, rule).transform(Number);
}

// A body is an object that holds one object: { log: { … } }.
function body<Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  shape: Shape,
) {
  const inner = z.object(shape, 'must be an object');
  const outer = { [name]: inner } as Record<Name, typeof inner>;
  return z.object(outer, 'must be a JSON object');
}

// NFKC makes one of what looks the same: "Ａda" in wide letters is "Ada".
const username = text
  .normalize('NFKC')
  .regex(
    /^(?! )[^\p{C}\p{Zl}\p{Zp}]{1,255}(?<! )$/u,
    'must have 1 to 255 visible characters, and no space around them',
  );

// No rule for capitals or digits: they make passwords worse, not better.
const newPassword = line(0)
  .min(8, 'must have at least 8 characters')
  // bcrypt would not look at anything beyond the 72nd byte.
  .refine((given) => !truncates(given), 'must have at most 72 bytes');

export const newUser = body('user', { username, password: newPassword });

// Older passwords may be shorter: only what is typed matters here.
const password = text.min(1, 'must not be empty');
export const credentials = body('user', { username, password });

export const testBody = body('testdata', { item: line(1) });
export const itemBody = body('authtestdata', { item: line(1) });

const maybe = line(0).nullable().default(null);
const log = { description: line(1), definition: maybe, result: maybe };
export const logBody = body('log', log);

const orders = ['id', '-id', 'description', '-description'] as const;

export const page = z.object({
  limit: numberText(1, 100).default(100),
  offset: numberText(0, 1_000_000).default(0),
});
export const searching = z.object({ search: line(0).default('') });
export const listing = page.extend({
  ...searching.shape,
  order: z.enum(orders, `must be one of ${orders.join(', ')}`).default('id'),
});

// Writing HTML: a template that escapes every value, and marks what is HTML.

import { escape } from '../lessons/parts';

/** Text that is HTML already and must not be escaped again. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: `false` and `undefined` show nothing. */
export type Value =
  string | number | Html | false | undefined | readonly Value[];

/** Says that a text is HTML, made by a renderer we trust. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A template whose values are escaped, except those made by `html` itself. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const text = parts.reduce(
    (sofar, part, at) => sofar + (at > 0 ? show(values[at - 1]) : '') + part,
    '',
  );
  return new Html(text);
}

function show(value: Value): string {
  if (value === false || value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(show).join('');
  return escape(String(value));
}

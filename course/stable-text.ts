// What varies from run to run, and the form in which pages and Postman's saved
// examples show it. The only place for these forms; course/README.md tells
// authors about them.

const rules: readonly (readonly [RegExp, string])[] = [
  // 2026-11-24T21:40:07.123Z, and as PostgreSQL writes it
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '2026-01-15T09:30:00.000Z'],
  [
    /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? ?\+\d\d:?\d\d/g,
    '2026-01-15 09:30:00.000 +00:00',
  ],
  [
    /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+\d\d(?![:\d])/g,
    '2026-01-15 09:30:00.000+00',
  ],
  [
    /\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g,
    'Thu, 15 Jan 2026 09:30:00 GMT',
  ],
  // a signed token, a password's hash, a random id
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'eyJhbGciOi…'],
  [/\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}/g, '$2b$$$1$$N9qo8uLOi…'],
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    '3f9c2a7e-…',
  ],
  // what sequelize-cli says of itself, and of each migration
  [/\[Node: [\d.]+/g, '[Node: 24.11.0'],
  [/\(\d+\.\d+s\)/g, '(0.012s)'],
  // how long something took
  [/\b\d+(\.\d+)? ?ms\b/g, '12 ms'],
  [/\b\d+(\.\d+)? (s|seconds)\b/g, '1.2 $2'],
];

/** A text with its times, tokens, hashes, random ids and durations made so. */
export function stableText(text: string): string {
  return rules.reduce(
    (sofar, [pattern, form]) => sofar.replace(pattern, form),
    text,
  );
}

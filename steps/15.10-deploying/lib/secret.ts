// Says what is wrong with a secret that shall sign tokens.

// Long enough, but the whole world has read them.
const published = [
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'your-256-bit-secret-your-256-bit-secret',
];

// The secret itself is never in the sentence: a log would keep it.
export function weaknessOf(secret: string) {
  if (secret.length < 32) return 'must have at least 32 characters';
  if (new Set(secret).size < 10) return 'repeats the same characters';
  if (published.includes(secret)) return 'is published: make one of your own';
  return undefined;
}

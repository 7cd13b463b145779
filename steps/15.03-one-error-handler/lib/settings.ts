// Reads the settings out of the variables, and says all that is wrong there.

export type Variables = Record<string, string | undefined>;

export function readSettings(variables: Variables) {
  // Collected: whoever sets a server up should not fix one and meet the next.
  const problems: string[] = [];
  const { DATABASE_URL = '', JWT_SECRET = '' } = variables;

  if (!isDatabase(DATABASE_URL)) {
    problems.push('DATABASE_URL must begin with postgres:// and name a host.');
  }
  const weakness = weaknessOf(JWT_SECRET);
  if (weakness) problems.push(`JWT_SECRET ${weakness}.`);

  function readNumber(
    name: string,
    usual: number,
    least: number,
    most: number,
  ) {
    const text = variables[name] || String(usual);
    const number = Number(text);
    // Number() alone would take '1e3', ' 7' and '0x10' too.
    if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
      problems.push(`${name} must be a whole number, ${least} to ${most}.`);
    }
    return number;
  }

  const settings = {
    databaseUrl: DATABASE_URL,
    jwtSecret: JWT_SECRET,
    port: readNumber('PORT', 3000, 1, 65_535),
    // In bytes: so much of a body is read into memory.
    bodyLimit: readNumber('BODY_LIMIT', 100_000, 1_000, 10_000_000),
  };
  return { settings, problems };
}

function isDatabase(text: string) {
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text);
}

// Long enough, but the whole world has read them.
const published = [
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'your-256-bit-secret-your-256-bit-secret',
];

// The secret itself is never in the sentence: a log would keep it.
function weaknessOf(secret: string) {
  if (secret.length < 32) return 'must have at least 32 characters';
  if (new Set(secret).size < 10)
    return 'repeats a few characters: make it random';
  if (published.includes(secret)) return 'is published: make one of your own';
  return undefined;
}

// Reads the settings out of the variables, and says all that is wrong there.
import { weaknessOf } from './secret';

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

  function readNumber(name: string, usual: number, least = 1, most = 1e6) {
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

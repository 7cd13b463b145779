// Why the database server did not start: one sentence with the cure.
import fs from 'node:fs';
import { PlainError } from '../plain-error';

/** The way out that is always there. */
export const otherWay =
  'use a PostgreSQL of your own: put its address into DATABASE_URL (page 04.00.02 says how).';

/** How a program ended, and what it said. */
export interface Ending {
  code: number | null;
  output: string;
}

/** Windows' numbers for "a library is missing" and "a library is too old". */
const missingLibrary = [3221225781, 3221225785, 3221225477];

/** Turns a failed start into its sentence. */
export function whyNot(
  doing: string,
  { code, output }: Ending,
  folder: string,
): PlainError {
  const known = knownReason(code, output, folder);
  const said = lastComplaint(output);
  return new PlainError(
    known ??
      `PostgreSQL could not ${doing}${ended(code)}${said}. ` +
        `Rename the folder ${folder} to begin with a new one, or ${otherWay}`,
  );
}

/** No code: it was not even begun. */
function ended(code: number | null): string {
  return code === null ? '' : ` (exit code ${code})`;
}

function knownReason(
  code: number | null,
  output: string,
  folder: string,
): string | undefined {
  if (code !== null && missingLibrary.includes(code >>> 0)) {
    return (
      "PostgreSQL needs Microsoft's runtime library (VCRUNTIME140.dll), which is missing or too old. " +
      `Type: winget install Microsoft.VCRedist.2015+.x64 - and try again, or ${otherWay}`
    );
  }
  if (/No space left|disk full|ENOSPC/i.test(output)) {
    return `The disk is full, so PostgreSQL cannot work in ${folder}. Make room (about 300 MB) and try again.`;
  }
  if (
    /GLIBC_|cannot open shared object|No such file.*ld-|ENOENT/.test(output)
  ) {
    return `This system lacks a library that PostgreSQL needs (it wants glibc 2.27 or later)${lastComplaint(output)}; ${otherWay}`;
  }
  if (/Permission denied|EACCES|EPERM/i.test(output)) {
    return `PostgreSQL may not use the folder ${folder}${lastComplaint(output)}. Name another one in COURSE_HOME, or ${otherWay}`;
  }
  if (/cannot be run as root|as an unprivileged user/i.test(output)) {
    return `PostgreSQL does not run as root, and this system has no user "postgres" or "nobody" to run it as; ${otherWay}`;
  }
  return undefined;
}

function lastComplaint(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim());
  const loud = lines.filter((line) =>
    /FATAL|PANIC|error|could not/i.test(line),
  );
  const line = (loud.at(-1) ?? lines.at(-1))?.trim();
  return line ? `: ${line.replace(/^.*?(FATAL|PANIC): +/, '')}` : '';
}

/** The end of a log file, or nothing. */
export function tail(file: string, from: number): string {
  try {
    return fs.readFileSync(file).subarray(from).toString('utf8').slice(-4000);
  } catch {
    return '';
  }
}

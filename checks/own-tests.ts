// What a folder's own tests are judged by: that they pass, and that they go red
// when something is broken. How they are written is the student's. What breaks
// something ends with module 14: each such fault is a run of its own.
import { fail } from './answers';
import type { OwnRun, OwnTestsOptions, SentRequest, Subject } from './define';

/** The tests' files of our steps: on these a verdict depends. */
export const testFiles = [
  'jest.config.js',
  'package.json',
  ...['accounts.ts', 'app.test.ts', 'authtest.test.ts', 'database.ts'],
  ...['parse-id.test.ts', 'settings.ts', 'test-route.test.ts', 'users.test.ts'],
].map((name) => (name.includes('.ts') ? `tests/${name}` : name));

/** The run of `npm test`, where all tests in it pass; else the check fails. */
export async function passing(
  { ownTests }: Subject,
  options?: OwnTestsOptions,
): Promise<OwnRun> {
  const run = await ownTests(options);
  const [broken] = run.broken;
  if (broken) {
    fail(`"npm test" cannot run ${nameOf(broken.file)}: ${broken.why}`);
  }
  const failed = run.tests.filter(({ status }) => status === 'failed');
  const [first] = failed;
  if (first) {
    const count = `${failed.length} of ${run.tests.length} tests fail`;
    fail(`${count}, first "${first.name}": ${first.why}`);
  }
  if (run.tests.some(({ status }) => status === 'passed')) return run;
  fail('"npm test" finds no test.');
}

/** Whether a run notices what was broken for it. */
export function isRed({ tests, broken }: OwnRun): boolean {
  return broken.length > 0 || tests.some(({ status }) => status === 'failed');
}

/** A planted fault, and the requests without which no test could notice it. */
export interface Noticed {
  readonly fault: NonNullable<OwnTestsOptions['fault']>;
  /** Each must be among what the tests ask. */
  readonly asked: Readonly<Record<string, (sent: SentRequest) => boolean>>;
  /** `a sign-out does nothing` */
  readonly when: string;
}

/** Fails unless the tests ask for it, and go red with the fault. */
export async function shouldNotice(
  subject: Subject,
  { fault, asked, when }: Noticed,
): Promise<void> {
  const { requests } = await passing(subject);
  for (const [what, isMeant] of Object.entries(asked)) {
    if (!requests.some(isMeant)) fail(`No test of yours sends ${what}.`);
  }
  const isAny = (sent: SentRequest) =>
    Object.values(asked).some((isMeant) => isMeant(sent));
  const files = requests.filter(isAny).flatMap(({ file = [] }) => file);
  const run = await subject.ownTests({ fault, files: [...new Set(files)] });
  if (isRed(run)) return;
  fail(`We have broken a copy of your server: ${when}. All tests stay green.`);
}

/** Whether a request is this one: `isSent('POST', /\/signout$/)`. */
export function isSent(
  method: string,
  path: RegExp,
  more: Partial<SentRequest> = {},
) {
  return (sent: SentRequest) =>
    sent.method === method &&
    path.test(sent.path.replace(/\?.*/, '')) &&
    Object.entries(more).every(
      ([name, value]) => sent[name as keyof SentRequest] === value,
    );
}

function nameOf(file: string): string {
  return file.split(/[\\/]/).slice(-2).join('/');
}

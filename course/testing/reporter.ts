// What is printed while the tests run: each failure in full as it comes, and a
// line for each section as it ends.
import { styleText } from 'node:util';
import { outcomeOf, short, type FileResult, type Outcome } from './outcome';
import { sectionOf } from './sections';

/** A run: all its files, those being run, and what came of the others. */
export interface Run {
  files: readonly string[];
  readonly running: Set<string>;
  readonly results: FileResult[];
}

/** The run of this process. Jest makes its reporter itself: it finds it here. */
export const run: Run = { files: [], running: new Set(), results: [] };

export default class SectionReporter {
  onTestFileStart({ path }: { path: string }): void {
    run.running.add(short(path));
  }

  onTestFileResult(_test: unknown, result: FileResult): void {
    const file = short(result.testFilePath);
    run.running.delete(file);
    run.results.push(result);
    if (result.failureMessage) {
      const message = result.failureMessage.trim().replace(/^(?=.)/gm, '    ');
      console.log(`${sign(1)} ${file}\n\n${message}\n`);
    }
    const section = sectionOf(file);
    const all = run.files.filter((one) => sectionOf(one) === section);
    const done = run.results.filter(
      ({ testFilePath }) => sectionOf(short(testFilePath)) === section,
    );
    if (done.length === all.length) print(section.title, outcomeOf(done));
  }
}

function print(title: string, { passed, failed, skipped }: Outcome): void {
  const counts = [`${passed} passed`];
  if (failed > 0) counts.push(`${failed} failed`);
  if (skipped > 0) counts.push(`${skipped} skipped`);
  console.log(`${sign(failed)} ${title}: ${counts.join(', ')}`);
}

function sign(failed: number): string {
  return failed > 0
    ? styleText('red', '✖', { stream: process.stdout })
    : styleText('green', '✔', { stream: process.stdout });
}

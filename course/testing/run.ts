// Runs sections side by side and says what came of each.
import { styleText } from 'node:util';
import { together, verdict, type Outcome, type Section } from './section';

/**
 * Runs all sections, `lanes` at a time, and prints each as it ends; the last
 * line is `N passed, N failed`. No section stops another.
 */
export async function runSections(
  sections: readonly Section[],
  lanes: number,
): Promise<Outcome> {
  const start = Date.now();
  const waiting = [...sections];
  const outcomes: Outcome[] = [];
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const began = Date.now();
      const outcome = await runOne(one);
      outcomes.push(outcome);
      print(one, outcome, Date.now() - began);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const all = together(outcomes);
  const skipped = all.skipped.reduce((sum, { count }) => sum + count, 0);
  console.log(`\nThis took ${seconds(Date.now() - start)}.`);
  if (skipped > 0) {
    console.log(`${skipped} skipped:`);
    for (const { count, why } of all.skipped) console.log(`  ${count}  ${why}`);
  }
  console.log(`${all.passed} passed, ${all.failed} failed`);
  return all;
}

async function runOne(section: Section): Promise<Outcome> {
  try {
    const outcome = await section.run();
    const { passed, failed, skipped } = outcome;
    if (passed + failed > 0 || skipped.length > 0) return outcome;
    return verdict('Nothing was tested here.');
  } catch (error) {
    const { message, stack } = error as Error;
    return verdict((error as Error).name === 'PlainError' ? message : stack);
  }
}

function print(section: Section, outcome: Outcome, ms: number): void {
  const { passed, failed, failures } = outcome;
  const skipped = outcome.skipped.reduce((sum, { count }) => sum + count, 0);
  const counts = [`${passed} passed`];
  if (failed > 0) counts.push(`${failed} failed`);
  if (skipped > 0) counts.push(`${skipped} skipped`);
  const sign =
    failed > 0
      ? styleText('red', '✖', { stream: process.stdout })
      : styleText('green', '✔', { stream: process.stdout });
  console.log(
    `${sign} ${section.title}: ${counts.join(', ')} (${seconds(ms)})`,
  );
  for (const failure of failures) {
    console.log(`\n${failure.replace(/^/gm, '    ')}\n`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

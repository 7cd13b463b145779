// The steps against the checks: the matrix, and the planted faults.
import type { Lesson } from '../outline';
import type { Outcome } from './section';

/**
 * Every step passes all checks in force, and the step before fails exactly the
 * new ones. With `faults`, each planted fault is caught by the check it names.
 */
export async function stepsPass(
  lessons: readonly Lesson[],
  faults: boolean,
): Promise<Outcome> {
  // Loaded here: what is broken there must not stop the other sections.
  const { prove }: typeof import('../checking') = require('../checking');
  const { passed, failed, lines } = await prove(lessons, { plain: !faults });
  return { passed, failed, skipped: [], failures: failed > 0 ? lines : [] };
}

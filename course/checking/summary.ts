// What a run of checks comes to: counted and said once, for terminal and page.
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import type { Verdict } from './run';

export interface Summary {
  /** How many were to be judged, advice aside; of these: */
  readonly all: number;
  readonly failing: number;
  readonly unasked: number;
  /** Why the server did not start. */
  readonly cause?: string;
  /** Why else checks could not be asked, each reason once. */
  readonly reasons: readonly string[];
  /** `3 checks of earlier lessons`: those that hold. */
  readonly earlier?: string;
  /** `2 checks could not be asked.`, `1 of 9 checks does not hold.` */
  readonly sentences: readonly string[];
}

/**
 * @param more.cause why there was no server to ask
 * @param more.alone it is a new server: earlier lessons were not asked
 */
export function summarize(
  lesson: Lesson,
  verdicts: readonly Verdict[],
  { cause, alone }: { cause?: string; alone?: boolean } = {},
): Summary {
  const judged = verdicts.filter(({ advice }) => !advice);
  const holding = judged.filter(({ kind }) => kind === 'pass');
  const earlier = holding.filter(({ key }) => lessonOfKey(key) !== lesson);
  const unasked = judged.filter((verdict) => verdict.unasked);
  const reasons = new Set(unasked.map(({ message }) => message));
  if (cause) reasons.delete(cause);
  const all = judged.length;
  const failing = all - holding.length - unasked.length;
  const sentences: string[] = [];
  if (unasked.length > 0) {
    sentences.push(`${checks(unasked.length)} could not be asked.`);
  }
  if (failing > 0 || unasked.length === 0) sentences.push(sum(all, failing));
  if (alone) {
    sentences.push(
      'It has no /authtest, so it is judged as a new server: by this lesson alone.',
    );
  }
  return {
    all,
    failing,
    unasked: unasked.length,
    cause,
    reasons: [...reasons],
    earlier:
      earlier.length > 0
        ? `${checks(earlier.length)} of earlier lessons`
        : undefined,
    sentences,
  };
}

function checks(count: number): string {
  return `${count} ${count === 1 ? 'check' : 'checks'}`;
}

function sum(all: number, failing: number): string {
  if (failing === 0) {
    return all === 1 ? 'The check holds.' : `All ${all} checks hold.`;
  }
  return `${failing} of ${all} checks ${failing === 1 ? 'does' : 'do'} not hold.`;
}

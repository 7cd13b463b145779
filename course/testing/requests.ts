// The requests of the course, run by Newman on every step.
import type { StepProof } from '../requests/proof';
import { runNode, together, verdict, type Outcome } from './section';

/** Each step counts as one. */
export async function requestsHold(): Promise<Outcome> {
  // A process of its own, so that it can run beside the others.
  const { stdout, output } = await runNode([
    'course',
    'postman',
    'all',
    '--json',
  ]);
  let proofs: StepProof[];
  try {
    // The line that says that Newman is being installed may stand before it.
    proofs = JSON.parse(stdout.slice(stdout.search(/^\[/m)));
  } catch {
    return verdict(`The requests could not be run:\n${output}`);
  }
  return together(
    proofs.map(({ lesson, problems }) =>
      verdict(
        problems.length === 0
          ? undefined
          : [`the requests on ${lesson.id}`, ...problems].join('\n  '),
      ),
    ),
  );
}

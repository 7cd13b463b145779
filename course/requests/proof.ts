// Proves the requests on the steps: what a step has reached passes, what the next
// one brings does not yet, and the saved examples are what it answers.
import os from 'node:os';
import { useExtra } from '../extras';
import {
  checkpointBefore,
  lessonOfKey,
  stepFolder,
  writtenCheckpoints,
} from '../find-lesson';
import type { Lesson } from '../outline';
import { withServer } from '../runtime';
import { examples, type Example } from './examples';
import { requests, requestsNext, requestsAt } from './in-force';
import { runWithNewman, type RunResult } from './newman';
import { liveOn, recordLesson } from './record';

/** What was seen on one step. */
export interface StepProof {
  readonly lesson: Lesson;
  /** How many requests it has reached, and how many the next one brings. */
  readonly reached: number;
  readonly next: number;
  /** A sentence for each thing that does not hold. */
  readonly problems: readonly string[];
  readonly ms: number;
}

/** The steps that a request can tell apart: from the one before the first. */
export function stepsToProve(): Lesson[] {
  const before = checkpointBefore(lessonOfKey(requests[0].key));
  return writtenCheckpoints.filter((one) => one.id >= (before?.id ?? ''));
}

/**
 * Proves these steps, as many at a time as there are cores.
 * @param onStep is told each, in order
 */
export async function proveSteps(
  lessons: readonly Lesson[],
  onStep: (proof: StepProof) => void = () => {},
): Promise<StepProof[]> {
  // Here, not in a lane: two of them would install it at the same time.
  useExtra('newman');
  const waiting = [...lessons];
  const proofs: StepProof[] = [];
  let told = 0;
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const at = lessons.indexOf(one);
      proofs[at] = await proveStep(one);
      while (proofs[told]) onStep(proofs[told++]);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, lane));
  return proofs;
}

/**
 * Runs on one step what it has reached, and what the next one brings.
 * @param folder another than the step's own: a copy with a fault, say
 */
export async function proveStep(
  lesson: Lesson,
  folder = stepFolder(lesson),
): Promise<StepProof> {
  const start = Date.now();
  const reached = requestsAt(lesson);
  const next = requestsNext(lesson);
  const live = liveOn(lesson, folder);
  const problems = await withServer(live, async ({ url }, runtime) => {
    const recorded = await recordLesson(lesson, url, runtime);
    await runtime.empty();
    const results = await runWithNewman(url, [...reached, ...next]);
    const isNext = new Set(next.map(({ key }) => key));
    return [
      ...exampleProblems(recorded, examples()),
      ...results.flatMap((one) =>
        isNext.has(one.key) ? earlyProblems(one) : failures(one),
      ),
    ];
  });
  const ms = Date.now() - start;
  return {
    lesson,
    reached: reached.length,
    next: next.length,
    problems,
    ms,
  };
}

function failures({ key, failures: all }: RunResult): string[] {
  return all.map((failure) => `${key} does not pass: ${failure}`);
}

/** A request of the next lesson must fail, and as it says itself. */
function earlyProblems({ key, status, failures: all }: RunResult): string[] {
  if (all.length === 0) return [`${key} passes already`];
  const { before = 404 } = requests.find((one) => one.key === key)!;
  if (status === before) return [];
  return [`${key} is answered ${status} before its lesson, not ${before}`];
}

/** Each example that is not what was answered now. */
export function exampleProblems(
  now: Record<string, Example>,
  kept: Record<string, Example>,
): string[] {
  return Object.entries(now)
    .filter(([key, one]) => JSON.stringify(one) !== JSON.stringify(kept[key]))
    .map(
      ([key]) =>
        `${key} has another answer than its saved example: type "npm run postman fix"`,
    );
}

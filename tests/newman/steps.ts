// The requests of the course, run by Newman on every step.
import { it } from '@jest/globals';
import { proveStep, stepsToProve } from '../../course/requests/proof';
import { expectNone, shareOf } from '../course/share';

it.each(shareOf(stepsToProve()).map((step) => [step.id, step] as const))(
  '%s',
  async (_id, step) => expectNone((await proveStep(step)).problems),
  300_000,
);

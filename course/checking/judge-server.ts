// Puts a server's death down to the check whose request it died of.
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import type { RunningServer } from '../servers';
import { settle } from './alive';
import type { Check } from '../../checks/define';
import { lastError } from './explain';
import type { Verdict } from './run';
import type { LiveSubject } from './subject';

interface Held {
  readonly verdict: Verdict;
  readonly server?: RunningServer;
}

/**
 * Judges by checks that ask the server. It may die a moment after it answered:
 * so each verdict is held until the next check found it alive.
 */
export async function judgeServer(
  checks: readonly Check[],
  lesson: Lesson,
  live: LiveSubject,
  attempt: (check: Check) => Promise<Verdict>,
  tell: (verdict: Verdict) => void,
): Promise<void> {
  let held: Held | undefined;
  for (const check of checks) {
    live.useRealHash(check.realHash === true);
    let guilty = isDead(held?.server);
    const shared = held !== undefined && !guilty && held.server === live.now();
    let verdict = await attempt(check);
    if (verdict.kind === 'server died' && shared) {
      // Of this request, or still of the one before? A fresh server tells.
      verdict = await attempt(check);
      guilty = verdict.kind !== 'server died';
    }
    if (held) tell(guilty ? diedLater(held.verdict, live) : held.verdict);
    held = { verdict, server: live.now() };
    // What the student works on now is worth the wait for a sure answer.
    if (lessonOfKey(check.key) === lesson) await settle(held.server);
  }
  if (!held) return;
  await settle(held.server);
  tell(isDead(held.server) ? diedLater(held.verdict, live) : held.verdict);
}

function isDead(server: RunningServer | undefined): boolean {
  return server !== undefined && !server.alive();
}

function diedLater(verdict: Verdict, live: LiveSubject): Verdict {
  if (verdict.kind !== 'pass') return verdict;
  const message = `The server died a moment after its answer: ${lastError(live)}`;
  return { ...verdict, kind: 'server died', message };
}

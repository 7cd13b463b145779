// Runs checks, one run at a time, and tells the pages each verdict as it comes.
import type { Summary, Verdict } from '../checking';
import { checkpointAt } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { Events } from './events';
import { noteProgress } from './progress';
import { folderOf, type Which } from './launch';
import { sentence } from './sentence';

/** The newest run, as the pages are told about it. */
export interface CheckState {
  state: 'running' | 'done' | 'failed';
  /** The lesson that is judged: a checkpoint. */
  lesson: string;
  which: Which;
  verdicts: Verdict[];
  /** When done: whether all hold, and what it comes to. */
  holds?: boolean;
  summary?: Summary;
  /** Why the checks could not be run, or the progress not be kept. */
  message?: string;
}

export type CheckJobs = ReturnType<typeof createCheckJobs>;

export function createCheckJobs(events: Events) {
  let now: CheckState | undefined;

  async function run(job: CheckState, lesson: Lesson, folder: string) {
    const checking = require('../checking') as typeof import('../checking');
    const onVerdict = (verdict: Verdict) => {
      job.verdicts.push(verdict);
      events.send('verdict', verdict);
    };
    const report = await checking.runChecks({ lesson, folder, onVerdict });
    const { holds, summary, verdicts } = report;
    Object.assign(job, { state: 'done', holds, summary, verdicts });
    // Ours always hold: only the student's own server counts as progress.
    if (job.which === 'mine') keepProgress(job, lesson, holds);
  }

  /** The verdict stands, also where the folder may not be written. */
  function keepProgress(job: CheckState, lesson: Lesson, holds: boolean) {
    try {
      events.send('progress', noteProgress(lesson.id, 'passed', holds));
    } catch (error) {
      job.message = sentence(error);
    }
  }

  /** Starts a run, which then goes on by itself. */
  function start(which: Which, asked: Lesson) {
    if (now?.state === 'running') {
      throw new PlainError('Checks are running. Wait until they are done.');
    }
    const lesson = checkpointAt(asked);
    if (!lesson?.written) {
      throw new PlainError('There is nothing to check at this lesson.');
    }
    const folder = folderOf(which, lesson);
    const job: CheckState = {
      state: 'running',
      lesson: lesson.id,
      which,
      verdicts: [],
    };
    now = job;
    events.send('checks', job);
    run(job, lesson, folder)
      .catch((error) =>
        Object.assign(job, { state: 'failed', message: sentence(error) }),
      )
      .finally(() => events.send('checks', job));
  }

  return { start, now: () => now };
}

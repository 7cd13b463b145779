// Keeps the server of a folder running: it starts again at every save.
import { startServer, type Exit, type RunningServer } from './index';
import { StartFailure } from './failure';
import type { StartOptions } from './index';
import { watchFolder } from './watch';

/** What became of it, each time something did. */
export interface Tell {
  saved(): void;
  listening(server: RunningServer, ms: number): void;
  failed(failure: StartFailure): void;
  ended(exit: Exit): void;
}

/**
 * Starts it, and again when a file of the folder is saved, whether it ran or
 * not. Returns the way to end it for good.
 */
export function keepRunning(
  options: StartOptions,
  tell: Tell,
): () => Promise<void> {
  let server: RunningServer | undefined;
  let callOff = new AbortController();
  let last: Promise<unknown> = run();

  async function run() {
    const { signal } = callOff;
    const began = performance.now();
    try {
      const started = await startServer({ ...options, signal });
      server = started;
      tell.listening(started, performance.now() - began);
      void started.exited.then((exit) => {
        if (!signal.aborted) tell.ended(exit);
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof StartFailure)) throw error;
      tell.failed(error);
    }
  }

  // A start under way is called off: only what was saved last matters.
  function end(): Promise<unknown> {
    callOff.abort();
    return last.then(() => server?.stop());
  }

  const unwatch = watchFolder(options.folder, () => {
    const ending = end();
    callOff = new AbortController();
    const { signal } = callOff;
    last = ending.then(() => {
      if (signal.aborted) return undefined;
      tell.saved();
      return run();
    });
  });

  return async () => {
    unwatch();
    await end();
  };
}

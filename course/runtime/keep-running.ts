// Keeps the server of a folder running: it starts again at every save.
import { PlainError } from '../plain-error';
import type { Exit, RunningServer } from '../servers';
import { watchFolder } from '../servers/watch';
import type { Runtime, StartMore } from './index';
import { forgetServer, noteServer, type RunningNote } from './notes';

/** What became of it, each time something did. */
export interface Events {
  saved(): void;
  listening(server: RunningServer, ms: number): void;
  failed(failure: PlainError): void;
  ended(exit: Exit): void;
}

/**
 * Starts it, and again when a file of the folder is saved, whether it ran or
 * not. Returns the way to end it for good, and the runtime with it.
 */
export function keepRunning(
  runtime: Runtime,
  more: StartMore & { by: RunningNote['by'] },
  on: Events,
): () => Promise<void> {
  let server: RunningServer | undefined;
  let callOff = new AbortController();
  let last: Promise<unknown> = run();

  async function run() {
    const { signal } = callOff;
    const began = performance.now();
    try {
      const started = await runtime.start({ ...more, signal });
      server = started;
      noteServer(started, more.by);
      on.listening(started, performance.now() - began);
      void started.exited.then((exit) => {
        forgetServer(started);
        if (!signal.aborted) on.ended(exit);
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof PlainError)) throw error;
      on.failed(error);
    }
  }

  // A start under way is called off: only what was saved last matters.
  function end(): Promise<unknown> {
    callOff.abort();
    return last.then(() => server?.stop());
  }

  const unwatch = watchFolder(runtime.folder, () => {
    const ending = end();
    callOff = new AbortController();
    const { signal } = callOff;
    last = ending.then(() => {
      if (signal.aborted) return undefined;
      on.saved();
      return run();
    });
  });

  return async () => {
    unwatch();
    await end();
    await runtime.end();
  };
}

// Keeps the server of a folder running: it starts again at every save.
import { PlainError } from '../plain-error';
import type { Exit, RunningServer } from '../servers';
import { watchFolder } from '../servers/watch';
import type { Runtime, StartMore } from './index';
import { forgetServer, noteServer, type RunningNote } from './notes';
import {
  hasPage,
  isOfPage,
  servePage,
  usualPorts,
  type PageServer,
} from './page-server';

/** What became of it, each time something did. */
export interface Events {
  saved(): void;
  /** With the page that is served beside it, where the folder has one. */
  listening(server: RunningServer, ms: number, page?: PageServer): void;
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
  let page: PageServer | undefined;
  let callOff = new AbortController();
  let last: Promise<unknown> = run();

  async function run() {
    const { signal } = callOff;
    const began = performance.now();
    try {
      const started = await runtime.start({ ...more, signal });
      server = started;
      const ms = performance.now() - began;
      await lookForPage();
      if (signal.aborted) return;
      noteServer({ ...started, page: page?.port }, more.by);
      on.listening(started, ms, page);
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

  /** It may come, or go, with any save; and another may serve it meanwhile. */
  async function lookForPage() {
    const { folder } = runtime;
    if (page && !page.byOther && hasPage(folder)) return;
    page?.close();
    page = hasPage(folder)
      ? await servePage(folder, usualPorts.page)
      : undefined;
  }

  // A start under way is called off: only what was saved last matters.
  function end(): Promise<unknown> {
    callOff.abort();
    return last.then(() => server?.stop());
  }

  const unwatch = watchFolder(runtime.folder, (files) => {
    if (page && files.every((file) => isOfPage(runtime.folder, file))) return;
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
    page?.close();
    await runtime.end();
  };
}

// Records the saved examples from the steps themselves.
import { checkpointAt, lessonOfKey, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { exampleOf, type Example } from './examples';
import { requests, requestsOf } from './in-force';
import { send } from './send';
import { withServer, type Runtime } from '../runtime';

/** What every request's own step answers to it, by the request's key. */
export async function recordExamples(): Promise<Record<string, Example>> {
  const recorded: Record<string, Example> = {};
  for (const lesson of new Set(requests.map(({ key }) => lessonOfKey(key)))) {
    const folder = stepFolder(checkpointAt(lesson)!);
    await withServer(liveOn(lesson, folder), async ({ url }, runtime) => {
      Object.assign(recorded, await recordLesson(lesson, url, runtime));
    });
  }
  return recorded;
}

/** How a folder is run for requests: in a database of this run alone. */
export function liveOn({ id }: Lesson, folder: string) {
  const database = { throwaway: `postman_${id}` };
  return { folder, database, more: { cheapHash: true } };
}

/** What a running step answers to the requests that its lesson brings. */
export async function recordLesson(
  lesson: Lesson,
  url: string,
  runtime: Runtime,
): Promise<Record<string, Example>> {
  const recorded: Record<string, Example> = {};
  for (const request of requestsOf(lesson)) {
    // Each begins with an empty database: a new one here changes no other's ids.
    await runtime.empty();
    const exchange = await send(url, request, {}, { stable: true });
    recorded[request.key] = exampleOf(exchange);
  }
  return recorded;
}

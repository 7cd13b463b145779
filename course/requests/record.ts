// Records the saved examples from the steps themselves.
import { checkpointAt, stepFolder } from '../find-lesson';
import type { Lesson } from '../outline';
import { exampleOf, type Example } from './examples';
import { lessonOf, requests, requestsOf } from './in-force';
import { send } from './send';
import { withServer, type Live } from './with-server';

/** What every request's own step answers to it, by the request's key. */
export async function recordExamples(): Promise<Record<string, Example>> {
  const recorded: Record<string, Example> = {};
  for (const lesson of new Set(requests.map(lessonOf))) {
    const folder = stepFolder(checkpointAt(lesson)!);
    await withServer(lesson, folder, async (live) => {
      Object.assign(recorded, await recordLesson(lesson, live));
    });
  }
  return recorded;
}

/** What a running step answers to the requests that its lesson brings. */
export async function recordLesson(
  lesson: Lesson,
  live: Live,
): Promise<Record<string, Example>> {
  const recorded: Record<string, Example> = {};
  for (const request of requestsOf(lesson)) {
    // Each begins with an empty database: a new one here changes no other's ids.
    await live.empty();
    const exchange = await send(live.url, request, {}, { stable: true });
    recorded[request.key] = exampleOf(exchange);
  }
  return recorded;
}

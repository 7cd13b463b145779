// Which requests there are, and which are in force at a lesson.
import { requestModules } from '../../postman/requests';
import type { CourseRequest } from '../../postman/requests/define';
import { checkpointBefore, lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';

/** The requests of all written lessons, in the order of the course. */
export const requests: CourseRequest[] = requestModules
  .flatMap((one) => one.requests)
  .filter((one) => lessonOfKey(one.key).written);

/** The requests in force at a lesson: begun there or before, and not yet ended. */
export function requestsAt(lesson: Lesson): CourseRequest[] {
  return requests.filter(({ key, until = lesson.id }) => {
    return lessonOfKey(key).id <= lesson.id && lesson.id <= until;
  });
}

/** The requests that a lesson itself brings. */
export function requestsOf(lesson: Lesson): CourseRequest[] {
  return requests.filter((one) => lessonOfKey(one.key) === lesson);
}

/** The requests that the next checkpoint brings. */
export function requestsNext(lesson: Lesson): CourseRequest[] {
  return requests.filter(
    (one) => checkpointBefore(lessonOfKey(one.key)) === lesson,
  );
}

/** The request of that key. @throws PlainError where there is none. */
export function findRequest(key: string): CourseRequest {
  const found = requests.find((one) => one.key === key);
  if (found) return found;
  throw new PlainError(
    `There is no request "${key}" in postman/requests/. There are ${requests.map((one) => one.key).join(', ')}.`,
  );
}

// The course's requests: which are in force at a lesson, and sending one. What
// needs more (Newman, a running step) is imported from its own file, so that
// this door opens fast.
export type { CourseRequest } from '../../postman/requests/define';
export { findRequest, requests, requestsAt, requestsOf } from './in-force';
export { send, type Exchange, type Variables } from './send';

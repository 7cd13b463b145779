// The console of requests: what may be sent at a lesson, and sending it, to a
// server that the workbench runs and to no other address.
import { modules, type Lesson } from '../outline';
import { PlainError } from '../plain-error';
import {
  requests,
  requestsAt,
  requestsOf,
  send,
  type CourseRequest,
  type Exchange,
  type Variables,
} from '../requests';
import { fill } from '../requests/send';
import { watchDatabase, type Effect } from './effects';
import type { Which } from './launch';
import type { Running } from './running';

/** One request as the console shows it; all of it can be edited there. */
export interface ShownRequest {
  key: string;
  title: string;
  description: string;
  method: string;
  path: string;
  /** `Name: value` lines, variables as `{{name}}`. */
  headers: string;
  body: string;
}

/** Requests under one heading: those of the lesson first, then by module. */
export interface RequestGroup {
  title: string;
  requests: ShownRequest[];
}

/** What came of one request. */
export interface Sent extends Exchange {
  ms: number;
  variables: Variables;
  /** What it did to the database; undefined where the server has none. */
  effect?: Effect;
}

/** What each of the two servers has answered so far: the token, ids. */
const kept: Record<Which, Variables> = { step: {}, mine: {} };

/** All that can be sent at a lesson. */
export function requestList(lesson: Lesson): {
  groups: RequestGroup[];
  variables: Record<Which, Variables>;
} {
  const own = requestsOf(lesson);
  const earlier = requestsAt(lesson).filter((one) => !own.includes(one));
  const groups = [
    { title: 'This lesson', requests: own.map(shown) },
    ...modules.map(({ id, title }) => ({
      title: `${id} ${title}`,
      requests: earlier.filter((one) => one.key.startsWith(id)).map(shown),
    })),
  ];
  return {
    groups: groups.filter((group) => group.requests.length > 0),
    variables: kept,
  };
}

function shown(request: CourseRequest): ShownRequest {
  const { key, title, description, method, path } = request;
  const { headers, body = '' } = fill(request, {});
  return {
    key,
    title,
    description,
    method,
    path,
    headers: Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    body,
  };
}

/**
 * Sends what the console holds, after those requests that it needs.
 * @throws PlainError where no server runs, or the request is none
 */
export async function sendRequest(
  running: Running,
  which: Which,
  given: unknown,
): Promise<Sent> {
  const { url, databaseUrl } = await running.target(which);
  const { request, variables } = readRequest(given, url);
  if (variables) kept[which] = variables;
  const watched = await watchDatabase(databaseUrl);
  const start = performance.now();
  const exchange = await send(url, request, kept[which]);
  const ms = Math.round(performance.now() - start);
  const effect = await watched.effect(request.method !== 'GET');
  return { ...exchange, ms, variables: kept[which], effect };
}

interface Given {
  request: CourseRequest;
  variables?: Variables;
}

/** One that was written in the console alone. */
const unknown: Pick<CourseRequest, 'key' | 'title' | 'description' | 'expect'> =
  { key: 'console', title: '', description: '', expect: { status: '2xx' } };

/** Holds what a page sent against what a request may be. */
function readRequest(given: unknown, url: string): Given {
  const { key, method, path, headers, body, variables } = (given ??
    {}) as Record<string, unknown>;
  const known = requests.find((one) => one.key === key);
  if (typeof path !== 'string' || !staysAt(path, url)) {
    throw new PlainError(
      'A path begins with one slash, as in /test: requests go to the running server only.',
    );
  }
  if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(String(method))) {
    throw new PlainError('Choose GET, POST, PUT, PATCH or DELETE.');
  }
  const bare = method === 'GET' || body === undefined || body === '';
  const request = {
    ...unknown,
    ...known,
    auth: undefined,
    method: method as CourseRequest['method'],
    path,
    headers: readHeaders(String(headers ?? '')),
    body: bare ? undefined : String(body),
  };
  return { request, variables: readVariables(variables) };
}

/** A path such as `//elsewhere` or `/\elsewhere` would lead to another host. */
function staysAt(path: string, url: string): boolean {
  return (
    path.startsWith('/') &&
    URL.canParse(path, url) &&
    new URL(path, url).origin === new URL(url).origin
  );
}

function readHeaders(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line) => {
    const found = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*(.*?)\s*$/.exec(line);
    if (found) return [found[1], found[2]] as const;
    throw new PlainError(
      `"${line.trim()}" is no header. Write one a line, as "Name: value".`,
    );
  });
  return Object.fromEntries(pairs);
}

function readVariables(given: unknown): Variables | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const pairs = Object.entries(given).filter(([name]) => /^\w+$/.test(name));
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, String(value)]),
  );
}

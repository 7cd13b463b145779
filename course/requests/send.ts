// Sends a request of the course to a running server, after those it needs.
import { randomUUID } from 'node:crypto';
import { requestModules } from '../../postman/requests';
import type { CourseRequest } from '../../postman/requests/define';
import { PlainError } from '../plain-error';

/** What earlier answers left: the token, ids, names. `send` adds to it. */
export type Variables = Record<string, string>;

/** A request as it went out, and the answer as it came. */
export interface Exchange {
  request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
  };
  response: {
    status: number;
    statusText: string;
    headers: Record<string, string>;
    /** The text as it came; '' where there is none. */
    body: string;
  };
}

export interface SendOptions {
  /** Made-up names are the bare stems (`ada`): for an empty database. */
  stable?: boolean;
  timeoutMs?: number;
}

/**
 * Sends a request, first those it needs whose variables are not there yet.
 * @param variables is read and added to: keep it, and the next request is signed in
 * @throws PlainError where the server can't be reached or does not answer
 */
export async function send(
  baseUrl: string,
  request: CourseRequest,
  variables: Variables = {},
  options: SendOptions = {},
): Promise<Exchange> {
  for (const needed of neededBy(request)) {
    if (isKnown(needed, variables)) continue;
    await sendAlone(baseUrl, needed, variables, options);
  }
  const exchange = await sendAlone(baseUrl, request, variables, options);
  for (const name of request.spends ?? []) delete variables[name];
  return exchange;
}

async function sendAlone(
  baseUrl: string,
  request: CourseRequest,
  variables: Variables,
  options: SendOptions,
): Promise<Exchange> {
  for (const [name, stem] of Object.entries(request.makes ?? {})) {
    const random = randomUUID().slice(0, 8);
    variables[name] = options.stable ? stem : `${stem}-${random}`;
  }
  const exchange = await exchangeWith(
    baseUrl,
    fill(request, variables),
    options,
  );
  save(request, exchange, variables);
  return exchange;
}

/** The requests that must be sent before this one, in their order. */
export function neededBy(request: CourseRequest): CourseRequest[] {
  const direct = (request.needs ?? []).map(byKey);
  return [...new Set(direct.flatMap((one) => [...neededBy(one), one]))];
}

function byKey(key: string): CourseRequest {
  const found = requestModules
    .flatMap((one) => one.requests)
    .find((one) => one.key === key);
  if (!found) throw new Error(`no request ${key}`);
  return found;
}

// One that leaves no variable behind leaves a row: it is sent each time.
function isKnown(request: CourseRequest, variables: Variables): boolean {
  const left = Object.keys({ ...request.makes, ...request.saves });
  return left.length > 0 && left.every((name) => name in variables);
}

/** The request with its variables' values in their places. */
export function fill(
  request: CourseRequest,
  variables: Variables,
): Exchange['request'] {
  const put = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, name) => variables[name] ?? whole);
  const headers = Object.entries(request.headers ?? {});
  if (request.auth) headers.push(['Authorization', 'Bearer {{token}}']);
  if (request.body !== undefined) {
    headers.unshift(['Content-Type', 'application/json']);
  }
  return {
    method: request.method,
    path: put(request.path),
    headers: Object.fromEntries(headers.map(([name, to]) => [name, put(to)])),
    body: request.body === undefined ? undefined : put(bodyText(request.body)),
  };
}

/** A body as it is sent: a string as it stands, all else as JSON. */
export function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body, null, 2);
}

async function exchangeWith(
  baseUrl: string,
  request: Exchange['request'],
  { timeoutMs = 5000 }: SendOptions,
): Promise<Exchange> {
  const { method, path, headers, body } = request;
  const what = `${method} ${path}`;
  try {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, statusText } = response;
    return {
      request,
      response: {
        status,
        statusText,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      },
    };
  } catch (error) {
    throw new PlainError(reason(error as Error, what, baseUrl, timeoutMs));
  }
}

function reason(error: Error, what: string, baseUrl: string, ms: number) {
  if (error.name === 'TimeoutError') {
    return `${what} got no answer within ${ms / 1000} seconds: look for a handler that never sends one.`;
  }
  const cause = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  if (cause === 'ECONNREFUSED') {
    return `No server listens at ${baseUrl}: start it, then send ${what} again.`;
  }
  return `${what} was not answered: the server at ${baseUrl} closed the connection (${cause ?? error.message}).`;
}

function save(
  request: CourseRequest,
  { response }: Exchange,
  variables: Variables,
): void {
  for (const [name, path] of Object.entries(request.saves ?? {})) {
    const value = valueAt(response.body, path);
    // What the last answer did not give must not be taken from an older one.
    if (value === undefined) delete variables[name];
    else variables[name] = String(value);
  }
}

function valueAt(body: string, path: string): unknown {
  try {
    return path
      .split('.')
      .reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        JSON.parse(body),
      );
  } catch {
    return undefined;
  }
}

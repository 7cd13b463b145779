// What a request of the course is, and the few words its definition is made of.

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A JSON Schema, as plain data. */
export type Schema = Readonly<Record<string, unknown>>;

/** What comes back, in the lessons where the request is in force. */
export interface Expected {
  /** `2xx` where the lesson is not about the status code. */
  readonly status: number | '2xx';
  /** The whole answer, exactly. */
  readonly text?: string;
  /** The answer is JSON and fits. */
  readonly json?: Schema;
}

/** One request, written once: Postman, pages, console and checks use it. */
export interface CourseRequest {
  /** `<lesson id>/<name>`; never changes. In force from that lesson on. */
  readonly key: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly method: Method;
  /** May hold `{{variables}}`, as may the body and the headers. */
  readonly path: string;
  /** Sent as JSON; a string is sent as it stands (to show broken JSON). */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `token`: sends `Authorization: Bearer {{token}}`. */
  readonly auth?: 'token';
  /** The last lesson in force, where the route leaves or changes later. */
  readonly until?: string;
  /** Keys of the requests that must have been sent before it. */
  readonly needs?: readonly string[];
  /** Variables made up anew each time, from a stem: `ada` → `ada-3f9c2a`. */
  readonly makes?: Readonly<Record<string, string>>;
  /** Variables taken from the answer: `{ token: 'sessionToken' }`. */
  readonly saves?: Readonly<Record<string, string>>;
  /** Variables whose row or token is gone after it: the next ones get new ones. */
  readonly spends?: readonly string[];
  readonly expect: Expected;
  /**
   * How the checkpoint before answers it, after its own requests; 404 unless
   * said. It must not pass there.
   */
  readonly before?: number;
}

/** The requests of one module of the course: a folder in Postman. */
export interface RequestModule {
  /** The module's number: `03`. */
  readonly module: string;
  /** Markdown, shown as the folder's description. */
  readonly about: string;
  readonly requests: readonly CourseRequest[];
}

/** A module's requests; only here so that the compiler checks them. */
export function defineRequests(module: RequestModule): RequestModule {
  return module;
}

/** Text that is not empty. */
export const text: Schema = { type: 'string', minLength: 1 };

/** A number the database has given. */
export const id: Schema = { type: 'integer', minimum: 1 };

/** Exactly this value. */
export function exactly(value: unknown): Schema {
  return { const: value };
}

/** An object with at least these properties. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** An array of these. */
export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** How a failure answers: `{ "error": "<a sentence>" }`. */
export const failure: Schema = object({ error: text });

// What the browser's console prints, in the words a person sees there.
import type { CDPSession } from 'playwright-core';

export interface ConsoleLine {
  readonly level: 'log' | 'warning' | 'error';
  readonly text: string;
}

/** The little of the browser's protocol that is read here. */
interface Value {
  readonly type: string;
  readonly subtype?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly preview?: Preview;
}
interface Preview {
  readonly subtype?: string;
  readonly description?: string;
  readonly overflow: boolean;
  readonly properties: readonly (Value & { name: string; value?: string })[];
}

const levels: Record<string, ConsoleLine['level']> = {
  error: 'error',
  assert: 'error',
  warning: 'warning',
};
const silent = /^(clear|endGroup|profile|profileEnd)$/;

/** Tells each line as it is printed. */
export async function followConsole(
  session: CDPSession,
  tell: (line: ConsoleLine) => void,
): Promise<void> {
  const requests = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    requests.set(requestId, `${request.method} ${request.url}`);
  });
  const answers = new Map<string, string>();
  session.on('Network.responseReceivedExtraInfo', (answer) => {
    const text = /^HTTP\/\S+ \d+ (.+)/.exec(answer.headersText ?? '')?.[1];
    const said = text ? ` (${text.trim()})` : '';
    answers.set(answer.requestId, ` ${answer.statusCode}${said}`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (silent.test(type)) return;
    const text = args.map((one) => asArgument(one as Value)).join(' ');
    tell({ level: levels[type] ?? 'log', text });
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const { text, exception } = exceptionDetails;
    const what = exception ? ` ${asArgument(exception as Value)}` : '';
    tell({ level: 'error', text: `${text}${what}` });
  });
  session.on('Log.entryAdded', ({ entry }) => {
    const { level, text, url = '', networkRequestId = '' } = entry;
    // Hidden unless one asks for it; and an icon that no lesson is about.
    if (level === 'verbose' || url.endsWith('/favicon.ico')) return;
    const request = requests.get(networkRequestId);
    // As the console words it: the request, then what became of it.
    const failed = /^Failed to load resource: (net::\S+)?/.exec(text);
    const answer = answers.get(networkRequestId) ?? '';
    const why = failed?.[1] ? ` ${failed[1]}` : '';
    const shown = failed && request ? `${request}${why}${answer}` : text;
    tell({ level: levels[level] ?? 'log', text: shown });
  });
  for (const domain of ['Network', 'Runtime', 'Log'] as const) {
    await session.send(`${domain}.enable`);
  }
}

/** A value as `console.log` shows it: a text as it is, an object in short. */
function asArgument(value: Value): string {
  if (value.type === 'string') return String(value.value);
  if (value.subtype === 'error') return firstLine(value.description);
  if (value.preview) return asObject(value.preview);
  return simple(value);
}

/** `{id: 1, testdata: 'hello'}`, `(2) [{…}, {…}]`, `Response {type: 'cors', …}` */
function asObject({ subtype, description, overflow, properties }: Preview) {
  const isArray = subtype === 'array';
  const inside = properties.map((one) =>
    isArray ? inShort(one) : `${one.name}: ${inShort(one)}`,
  );
  if (overflow) inside.push('…');
  if (isArray) {
    const count = /\((\d+)\)/.exec(description ?? '')?.[1] ?? '0';
    return `${Number(count) > 1 ? `(${count}) ` : ''}[${inside.join(', ')}]`;
  }
  const name = description && description !== 'Object' ? `${description} ` : '';
  return `${name}{${inside.join(', ')}}`;
}

/** Inside another object. */
function inShort({ type, subtype, value }: Value): string {
  if (type === 'string') return `'${value}'`;
  if (type === 'function') return 'ƒ';
  if (type === 'object' && subtype !== 'null') {
    return value === 'Object' ? '{…}' : String(value);
  }
  return String(value);
}

function simple({ value, unserializableValue, description, type }: Value) {
  if (type === 'undefined') return 'undefined';
  return String(unserializableValue ?? description ?? value);
}

/** The stack names lines of files: that is for whoever looks for a fault. */
function firstLine(text = ''): string {
  return text.split('\n    at ')[0];
}

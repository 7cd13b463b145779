// An `http` block: a request, and the answer it got. Read, written and shown
// here, so that pages, replays and the site agree on its form.
import type { Block } from './blocks';
import { pre } from './highlight';
import { escape, figure } from './parts';

/** A request or an answer: its first line, headers and body. */
export interface HttpPart {
  /** `GET /test`, or `HTTP/1.1 200 OK`. */
  readonly line: string;
  /** `Name: value` lines. */
  readonly headers: readonly string[];
  /** '' or the text, without a line end after it. */
  readonly body: string;
}

/** The text of a block, as it stands between its fences. */
export function writeHttp(request: HttpPart, answer: HttpPart): string {
  return `${writePart(request)}\n\n${writePart(answer)}\n`;
}

function writePart({ line, headers, body }: HttpPart): string {
  const top = [line, ...headers].join('\n');
  return body === '' ? top : `${top}\n\n${body}`;
}

/** Reads a block back; undefined where it has not its form. */
export function readHttp(
  text: string,
): { request: HttpPart; answer: HttpPart } | undefined {
  const found = /^([A-Z]+ [^\n]*\n[^]*?)\n(HTTP\/1\.1 [^]*)$/.exec(text);
  if (!found) return undefined;
  return { request: readPart(found[1]), answer: readPart(found[2]) };
}

function readPart(text: string): HttpPart {
  const [top, ...body] = text.replace(/\n+$/, '').split('\n\n');
  const [line, ...headers] = top.split('\n');
  return { line, headers, body: body.join('\n\n') };
}

/** A request and its answer as HTML. */
export async function renderHttp(block: Block): Promise<string> {
  const parts = readHttp(block.body);
  if (!parts) return pre(block.body, '');
  const { request, answer } = parts;
  const [method, path] = request.line.split(/ (.*)/s);
  const [status, words] = answer.line.replace('HTTP/1.1 ', '').split(/ (.*)/s);
  const asked =
    `<p class="http-line"><span class="unseen">Request: </span><b class="method method-${method.toLowerCase()}">${method}</b> <code>${escape(path ?? '')}</code>${sendButton(block)}</p>` +
    (await partBody(request));
  const came =
    `<p class="http-line"><span class="unseen">Answer: </span><b class="status status-${status[0]}">${status}</b> ${escape(words ?? '')}</p>` +
    (await partBody(answer));
  const caption = block.options.try
    ? '<span class="what">After the change</span>'
    : '';
  const inside = `<div class="http-request">${asked}</div><div class="http-answer">${came}</div>`;
  return figure('http', caption, inside);
}

// The live page opens the request in its panel; after an edit it would answer
// otherwise, so there is nothing to send.
function sendButton({ target, options }: Block): string {
  if (options.try || options.after) return '';
  return `<a class="send only-live" href="#requests" data-request="${escape(target)}">Send it yourself</a>`;
}

async function partBody({ headers, body }: HttpPart): Promise<string> {
  const list = headers.map((one) => {
    const [name, value] = one.split(/: ?(.*)/s);
    return `<div><dt>${escape(name)}</dt><dd>${escape(value ?? '')}</dd></div>`;
  });
  const top =
    list.length > 0 ? `<dl class="headers">${list.join('')}</dl>` : '';
  if (body === '') return top;
  return top + (await pre(body, bodyLanguage(body)));
}

function bodyLanguage(body: string): string {
  if (/^\s*[[{"]/.test(body)) return 'json';
  return body.startsWith('<') ? 'html' : '';
}

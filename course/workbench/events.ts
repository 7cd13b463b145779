// One stream of server-sent events for everything that happens live. The last
// events are kept, so a page that reconnects misses nothing.
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

interface Entry {
  number: number;
  text: string;
}

/** The stream: `send` to all open pages, `attach` a page, `close` all. */
export type Events = ReturnType<typeof createEvents>;

/**
 * Makes a stream that keeps its last `keep` events. An id is `<start>.<number>`:
 * one from an earlier workbench, or older than what is kept, is answered with
 * a `reset` event, upon which the page asks for the whole state.
 */
export function createEvents(keep = 2000) {
  const start = randomBytes(4).toString('hex');
  const ring: Entry[] = [];
  const open = new Set<Response>();
  let number = 0;

  function send(type: string, data: unknown) {
    number += 1;
    const text = format(`${start}.${number}`, type, data);
    ring.push({ number, text });
    if (ring.length > keep) ring.shift();
    for (const res of open) res.write(text);
  }

  function missed(after: string): string {
    const [from, count] = after.split('.');
    const seen = Number(count);
    const oldest = ring[0]?.number ?? number + 1;
    if (from !== start || !(seen >= oldest - 1 && seen <= number)) {
      return format(`${start}.${number}`, 'reset', {});
    }
    return ring
      .filter((entry) => entry.number > seen)
      .map((entry) => entry.text)
      .join('');
  }

  function attach(req: Request, res: Response) {
    res.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
    });
    // A page that opens the stream anew can't set the header, only an address.
    const after = req.get('Last-Event-ID') ?? String(req.query.after ?? '');
    res.write(`retry: 1000\n\n${after ? missed(after) : ''}`);
    open.add(res);
    const beat = setInterval(() => res.write(': still here\n\n'), 20_000);
    res.on('close', () => {
      clearInterval(beat);
      open.delete(res);
    });
  }

  return {
    send,
    attach,
    /** The id of the newest event: a page that starts from now asks for later. */
    last: () => `${start}.${number}`,
    /** How many pages listen. */
    listeners: () => open.size,
    close() {
      for (const res of open) res.end();
      open.clear();
    },
  };
}

function format(id: string, type: string, data: unknown): string {
  // JSON has no line breaks, so it is one `data:` line.
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

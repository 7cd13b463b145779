// A page that listens to a stream of events, and all that it was sent.
import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import type { Events } from '../../course/workbench/events';

export function attach(events: Events, after?: string) {
  const res = Object.assign(new EventEmitter(), {
    text: '',
    set: () => res,
    write: (text: string) => (res.text += text),
    end: () => res.emit('close'),
  });
  const req = { get: () => undefined, query: { after } };
  events.attach(req as unknown as Request, res as unknown as Response);
  return res;
}

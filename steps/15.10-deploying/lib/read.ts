// Reads what a client sent by a schema, or refuses it with the field's name.
import type { Request } from 'express';
import type { z } from 'zod';
import { HttpError } from '../middleware/errors';

export function readBody<S extends z.ZodType>(req: Request, schema: S) {
  // Where there is no body at all, the schema says what it misses.
  const isThere = req.get('Content-Length') !== '0';
  if (isThere && req.is('json') === false) {
    throw new HttpError(415, 'Send the body as application/json');
  }
  return read(schema, req.body);
}

export function readQuery<S extends z.ZodType>(req: Request, schema: S) {
  return read(schema, req.query);
}

// Only fields of the schema come out: others are left behind here.
function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const reasons = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = path.join('.') || 'The body';
    // The first is enough: a number is no text, and so too short as well.
    if (!reasons.has(field)) reasons.set(field, `${field} ${message}`);
  }
  throw new HttpError(400, [...reasons.values()].join('; '));
}

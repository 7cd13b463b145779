// Reads the body of a request as JSON into `req.body`.
import { isUtf8 } from 'node:buffer';
import express from 'express';
import { env } from '../env';
import { HttpError } from './errors';

export const readJson = express.json({
  limit: env.bodyLimit,
  // Else bytes that are no text would be stored as "�", and answered 201.
  verify: (req, res, bytes) => {
    if (!isUtf8(bytes)) throw new HttpError(400, 'The body is not UTF-8');
  },
});

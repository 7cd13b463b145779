// Reads an id from a path. PostgreSQL would take ' 7' and fail on 'abc'.
import { HttpError } from '../middleware/errors';

export function parseId(text: string): number {
  // An INTEGER column ends at 2147483647.
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 2147483647) {
    throw new HttpError(400, 'An id is a whole number, such as 7');
  }
  return Number(text);
}

// What parseId() takes as an id, and what it refuses.
import { describe, expect, it } from '@jest/globals';
import { parseId } from '../lib/parse-id';

describe('parseId', () => {
  it('reads a whole number', () => {
    expect(parseId('7')).toBe(7);
  });

  it('reads the largest id that a table can have', () => {
    expect(parseId('2147483647')).toBe(2147483647);
  });

  const malformed = ['', 'abc', '0', '-7', '07', '7.5', '1e3', ' 7'];

  it.each([...malformed, '2147483648'])('refuses %j', (text) => {
    const refusal = expect.objectContaining({ status: 400 });
    expect(() => parseId(text)).toThrow(refusal);
  });
});

// A mistake in a package.json is named by its line, in words for people.
import { expect, it } from '@jest/globals';
import { jsonMistake } from '../../course/servers/json-mistake';

it.each<[string, number, string]>([
  ['', 1, 'the file is empty'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 'a comma is missing before "b"'],
  ['{\n  "a": {}\n  "b": 2\n}', 3, 'a comma is missing before "b"'],
  ['{\n  "a": [1\n2]\n}', 3, 'a comma is missing before 2'],
  ['{\n  "a": 1,\n}', 2, 'a comma too many stands before the }'],
  ['{\n  "a" 1\n}', 2, 'a colon is missing after "a"'],
  ['{\n  "a": 1\n', 2, 'a } is missing'],
  ['{\n  "a": \n}', 3, 'a value is missing before the }'],
  ['{\n  a: 1\n}', 2, 'a must stand in double quotes'],
  ["{\n  'a': 1\n}", 2, "'a' must stand in double quotes"],
  ['{\n  "a": "b\n}', 2, 'the closing quote of "b is missing'],
  ['{\n  // why\n  "a": 1\n}', 2, 'JSON has no comments'],
  ['{\n  "a": 1 // why\n}', 2, 'JSON has no comments'],
  ['{\n  "a": 1\n}\n}', 4, '} comes after its end'],
])('%j', (text, line, what) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonMistake(text)).toEqual({ line, what });
});

it('finds nothing in what is JSON', () => {
  const text = JSON.stringify({ a: [1, -2.5e3, true, null, {}, []], 'b"': '' });
  expect(jsonMistake(text)).toBeUndefined();
});

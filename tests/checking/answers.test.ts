// What came is told in a few words, and those are the ones that matter.
import { describe, expect, it } from '@jest/globals';
import { shouldAnswer, type Answer } from '../../checks/define';

function answer(text: string, type = 'text/html; charset=utf-8'): Answer {
  const isJson = type === 'application/json';
  const json = isJson ? JSON.parse(text) : undefined;
  const headers = { 'content-type': type };
  return { request: 'GET /x', status: 200, headers, text, json };
}

function said(given: Answer, wanted: object): string {
  try {
    shouldAnswer(given, wanted);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('an answer that is not as wanted', () => {
  it.each([
    ['<!DOCTYPE html>\n<html><head><title>Hi &amp; bye</title></head>…'],
    ['<html lang="en"><body><h1>Nothing</h1></body></html>'],
    ['<!DOCTYPE html><body><pre>Cannot GET /x</pre></body>'],
  ])('is no page of HTML in the sentence: %s', (html) => {
    const sentence = said(answer(html), { status: 201 });
    expect(sentence).not.toContain('<');
    expect(sentence).toMatch(/a page of HTML|"Cannot GET \/x"/);
  });

  it('is cut where it differs', () => {
    const wanted = 'so '.repeat(100);
    const sentence = said(answer(`${wanted}what`), { text: `${wanted}be it` });
    expect(sentence).toMatch(
      /with the text "…[so ]+what", but .* with "…[so ]+be it"/,
    );
  });

  it('keeps its shape where a text in it is long', () => {
    const json = { sessionToken: 'x'.repeat(300), message: 'made' };
    const given = answer(JSON.stringify(json), 'application/json');
    const sentence = said(given, { json: { message: 'created' } });
    expect(sentence).toMatch(/"sessionToken":"x{59}…","message":"made"}, but/);
  });

  it('may have any status that says success, and the sentence says so', () => {
    expect(said({ ...answer('x'), status: 204 }, {})).toBe('');
    expect(said({ ...answer('x'), status: 302 }, {})).toMatch(
      /asks for success \(200, or another 2xx\)\.$/,
    );
  });
});

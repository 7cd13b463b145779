// A page's token: signed with the secret of a step, and shown by a decoder.
import { describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { checkPageCode, fixPageCode, renderPage } from '../../course/lessons';
import { fence, pageOf } from './page-of';

const secret = 'everybody who reads this code knows it';
const block = (body: string, symbol = 'secret') =>
  pageOf(
    fence(`token controllers/usercontroller.ts#${symbol}`, body),
    '06.03.02',
  );
const problems = (body: string, symbol?: string) =>
  checkPageCode(block(body, symbol))
    .map(({ message }) => message)
    .join();

const payload = { id: 7, iat: 1768469400, exp: 1768555800 };
const token = jwt.sign(payload, secret);
const other = jwt.sign(payload, 'another secret');

describe('a token block', () => {
  it('holds what that secret signs', () => {
    expect(problems(`${token}\n`)).toBe('');
    expect(problems(`${other}\n`)).toContain('is not what the step has now');
  });

  it('is signed anew, its payload as it was', () => {
    expect(fixPageCode(block(`${other}\n`))).toContain(`\n${token}\n`);
  });

  it('gets a token of user 1 where it is empty', () => {
    const [written] = /eyJ\S+/.exec(fixPageCode(block('')))!;
    const options = { ignoreExpiration: true };
    expect(jwt.verify(written, secret, options)).toEqual({ ...payload, id: 1 });
  });

  it.each([
    ['no token', undefined, 'This is no token.'],
    [
      jwt.sign(payload, '', { algorithm: 'none' }),
      undefined,
      'This is no token.',
    ],
    [token, 'nowhere', 'nowhere'],
    [token, 'users', 'must name a text'],
  ])('refuses %j signed with %s', (body, symbol, sentence) => {
    expect(problems(`${body}\n`, symbol)).toContain(sentence);
  });

  it('is shown with the secret, the tool hidden until its script runs', async () => {
    const html = await renderPage(block(`${token}\n`));
    expect(html).toContain(`<code>${token}\n</code></pre>`);
    expect(html).toContain(
      `class="token-tool" data-secret="${secret}" hidden>`,
    );
    expect(html).not.toContain('style=');
  });
});
